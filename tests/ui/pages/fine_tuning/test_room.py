"""Fine-Tuning in little room: nothing is cut, whichever way the window was resized."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.fine_tuning.page import FineTuningPage
from deeptuner.ui.shell import Shell
from deeptuner.ui.theme import fonts
from deeptuner.ui.theme.theme import theme
from scripts.make_screens.clips import clips_in

WIDE, NARROW = 1920, 1280


@pytest.fixture(autouse=True)
def large_font(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person who needs larger letters: a quarter more."""
    with monkeypatch.context() as patch:
        patch.setattr(fonts, "_scale", 1.27)
        theme().apply("light")
        yield
    theme().apply("light")


@pytest.fixture
def page(large_font: None, quiet: Shell, qtbot: QtBot) -> Iterator[FineTuningPage]:
    """In a window that may be made narrower than the page would like."""
    window = QWidget()
    qtbot.addWidget(window)
    made = FineTuningPage(quiet)
    made.setParent(window)
    window.resize(WIDE, 1000)
    window.show()
    yield made
    made.leave()


def cut(page: FineTuningPage) -> list[str]:
    return [str(clip) for clip in clips_in(page) if clip.kind != "elided"]


@pytest.mark.parametrize("advanced", [False, True])
def test_columns_stand_below_each_other_where_there_is_no_room(
    page: FineTuningPage, qtbot: QtBot, advanced: bool
) -> None:
    page.columns.show_advanced(advanced)
    page.columns._builder.finish()
    for width in (WIDE, NARROW, WIDE, NARROW):
        page.resize(width, 800)
        qtbot.wait(100)
        beside = page.columns.method.mapTo(page, page.columns.method.rect().topLeft()).x()
        assert (beside > 100) == (width == WIDE)
        assert cut(page) == []


def test_the_toolbar_takes_two_lines_where_one_would_cut_its_words(
    page: FineTuningPage, qtbot: QtBot
) -> None:
    page.resize(WIDE, 800)
    qtbot.wait(50)
    low = page.toolbar.height()
    page.toolbar.show_presets("a preset of my own", ["a preset of my own"])
    for width in (NARROW, WIDE):
        page.resize(width, 800)
        qtbot.wait(50)
        assert (page.toolbar.height() > low) == (width == NARROW)
        assert cut(page) == []
