"""Search everything: what one would look for is found first, and opened from the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.settings.catalog import specs
from deeptuner.ui.search import entries as source
from deeptuner.ui.search.entries import Entry
from deeptuner.ui.search.field import SearchEverything
from deeptuner.ui.search.index import Index
from deeptuner.ui.search.ranking import MOST, found
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import vbox

TABS = [("help", "Help", "book-open"), ("monitor", "Monitor", "pulse")]
RUN = RunEntry("20261121-a-garden", Path("x"), "finished", 1.0, "lora", "llama-3.2", "orders.jsonl")


@pytest.fixture(scope="module")
def everything() -> list[Entry]:
    return [
        *source.tabs(TABS),  # type: ignore[arg-type]
        *source.settings(),
        *source.articles("en"),
        *source.runs([RUN]),
    ]


@pytest.mark.parametrize(
    ("typed", "kind", "target"),
    [
        ("learning rate", "setting", "training.learning_rate"),
        ("lora.rank", "setting", "lora.rank"),
        ("LORA rank", "setting", "lora.rank"),
        ("  monitor ", "tab", None),
        ("llama-3.2 garden", "run", RUN.name),
    ],
)
def test_what_is_meant_comes_first(
    everything: list[Entry], typed: str, kind: str, target: object
) -> None:
    best = found(everything, typed)[0]
    assert (best.kind, best.target) == (kind, target)


def test_key_terms_are_found(everything: list[Entry]) -> None:
    kinds = {entry.kind for entry in found(everything, "gradient checkpointing")}
    assert {"setting", "term"} <= kinds


def test_every_setting_can_be_found_by_its_name(everything: list[Entry]) -> None:
    for spec in specs():
        assert spec.path in [entry.target for entry in found(everything, spec.path)]


def test_nothing_fits_nonsense(everything: list[Entry]) -> None:
    assert found(everything, "qwxz") == []
    assert found(everything, "   ") == []


@given(st.text(max_size=40))
def test_no_text_is_too_odd(everything: list[Entry], typed: str) -> None:
    assert len(found(everything, typed)) <= MOST


class Window(QWidget):
    """A field in a window, and what was chosen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.index = Index(shell, list(source.tabs(TABS)), self)  # type: ignore[arg-type]
        self.field = SearchEverything(self.index)
        self.chosen: list[Entry] = []
        self.field.chosen.connect(self.chosen.append)
        self.setLayout(vbox(self.field, None))
        self.resize(800, 600)


@pytest.fixture
def window(empty_shell: Shell, qtbot: QtBot) -> Window:
    made = Window(empty_shell)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    with qtbot.waitSignal(made.index.changed, timeout=20_000):
        made.field.begin()
    assert made.field.hasFocus()
    return made


def type_words(window: Window, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(window.field, words)
    qtbot.waitUntil(lambda: bool(window.field.results()))


def test_enter_takes_the_best(window: Window, qtbot: QtBot) -> None:
    type_words(window, qtbot, "lora rank")
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert [entry.target for entry in window.chosen] == ["lora.rank"]
    assert window.field.text() == ""
    assert window.field.results() == []


def test_enter_counts_what_was_typed_last(window: Window, qtbot: QtBot) -> None:
    """A quick typist presses Enter before the list has followed."""
    type_words(window, qtbot, "lora")
    qtbot.keyClicks(window.field, " alpha")
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert [entry.target for entry in window.chosen] == ["lora.alpha"]


def test_the_arrows_choose_and_stay_inside(window: Window, qtbot: QtBot) -> None:
    type_words(window, qtbot, "learning")
    shown = window.field.results()
    for _ in range(2):
        qtbot.keyClick(window.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.field, Qt.Key.Key_Up)
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert window.chosen == [shown[1]]


def test_escape_clears_and_then_leaves(window: Window, qtbot: QtBot) -> None:
    type_words(window, qtbot, "learning")
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.field.text() == ""
    qtbot.waitUntil(lambda: window.field.results() == [])
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert not window.field.hasFocus()
    assert window.chosen == []


def test_leaving_the_field_closes_the_list(window: Window, qtbot: QtBot) -> None:
    type_words(window, qtbot, "learning")
    window.field.clearFocus()
    assert window.field.results() == []


def test_what_was_typed_before_all_was_read_is_found_then(empty_shell: Shell, qtbot: QtBot) -> None:
    made = Window(empty_shell)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.field.begin()
    made.field.setText("lora.rank")
    made.field._search("lora.rank")
    assert made.field.results() == []
    qtbot.waitUntil(lambda: bool(made.field.results()), timeout=20_000)
    assert made.field.results()[0].target == "lora.rank"
