"""The check of the pictures finds what does not fit; the kit's own boards have nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.widgets import Button, Chip, ComboBox, Label, Scroll, SearchField, vbox
from scripts.make_screens.clips import Clip, clips_in
from scripts.make_screens.gallery import BOARDS
from scripts.make_screens.grab import grab

WORDS = "A long text for a narrow place"


def kinds(qtbot: QtBot, widget: QWidget, width: int, height: int = 40) -> list[str]:
    """What is found of a widget that is given this size."""
    host = QWidget()
    qtbot.addWidget(host)
    widget.setParent(host)
    host.resize(400, 200)
    host.show()
    widget.setGeometry(2, 2, width, height)
    widget.show()
    QApplication.processEvents()
    return [clip.kind for clip in clips_in(host)]


def combo(text: str) -> ComboBox:
    made = ComboBox()
    made.add("key", text)
    return made


def tabs(*names: str) -> QTabBar:
    bar = QTabBar()
    for name in names:
        bar.addTab(name)
    return bar


@pytest.mark.parametrize(
    ("make", "enough"),
    [
        (lambda: Label(WORDS), 300),
        (lambda: Button(WORDS), 300),
        (lambda: Chip(WORDS), 300),
        (lambda: combo(WORDS), 300),
        (lambda: SearchField(WORDS), 300),
        (lambda: tabs("Experiment", "Fine-Tuning"), 350),
    ],
)
def test_words_without_room_are_found(qtbot: QtBot, make: type[QWidget], enough: int) -> None:
    assert kinds(qtbot, make(), enough) == []
    assert "cut" in kinds(qtbot, make(), 60)


def test_a_wrapped_text_needs_its_height(qtbot: QtBot) -> None:
    assert kinds(qtbot, Label(WORDS, wrap=True), 90, 100) == []
    assert kinds(qtbot, Label(WORDS, wrap=True), 90, 20) == ["cut"]


def test_what_is_elided_on_purpose_is_told_apart(qtbot: QtBot) -> None:
    assert kinds(qtbot, Label(WORDS, elide=True), 90) == ["elided"]


def test_outside_and_overlapping_are_found(qtbot: QtBot) -> None:
    assert kinds(qtbot, Label("x"), 500) == ["outside"]
    host = QWidget()
    one, other = Button("One", tip=""), Button("Two")
    for button in (one, other):
        button.setParent(host)
    one.setGeometry(0, 0, 90, 30)
    other.setGeometry(80, 0, 90, 30)
    assert "overlap" in kinds(qtbot, host, 300)


def test_contents_wider_than_their_scroll_area_are_found(qtbot: QtBot) -> None:
    wide = QWidget()
    wide.setMinimumWidth(300)
    wide.setLayout(vbox(Label("x")))
    assert "cut" in kinds(qtbot, Scroll(wide), 120)


@pytest.mark.parametrize("name", BOARDS)
def test_nothing_of_the_kit_is_cut(qapp: QApplication, tmp_path: Path, name: str) -> None:
    found = grab(BOARDS[name](), QSize(1280, 800), tmp_path / "board.png")
    assert [str(clip) for clip in found if clip.kind != "elided"] == []
    assert (tmp_path / "board.png").stat().st_size > 10_000


def test_a_clip_says_what_and_where() -> None:
    assert str(Clip("cut", "Label", "Rank", 40, 20)) == "cut: Label 'Rank' needs 40, has 20"
