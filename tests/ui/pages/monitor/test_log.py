"""The log: of any size, from its end, filtered, followed, copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deeptuner.monitor.log_file import Found, LogNews, Query
from deeptuner.ui.pages.monitor.log.card import LogCard
from deeptuner.ui.widgets import Toast
from tests.monitor.runs import write_run
from tests.ui.pages.monitor.conftest import PATIENCE

LINES = 30_000


@pytest.fixture
def log(qtbot: QtBot, tmp_path: Path) -> LogCard:
    """A card with a long log: a warning and an error among many lines."""
    lines = [f"line {n}" for n in range(LINES)]
    lines[100], lines[200] = "UserWarning: odd", "ValueError: bad"
    run = write_run(tmp_path / "run", log="".join(line + "\n" for line in lines))
    card = LogCard()
    qtbot.addWidget(card)
    card.resize(600, 240)
    card.show()
    card.show_run(run)
    qtbot.waitUntil(lambda: whole(card), timeout=PATIENCE)
    return card


def whole(card: LogCard) -> bool:
    return card.view.rows is not None and card.view.rows.complete


def seen(card: LogCard) -> list[str]:
    view = card.view
    assert view.rows is not None
    return view.rows.texts(view.first_row(), view.first_row() + view.visible_rows())


def test_the_end_is_shown_and_the_whole_can_be_scrolled(log: LogCard) -> None:
    assert seen(log)[-1] == f"line {LINES - 1}"
    log.view.setFocus()
    log.view.verticalScrollBar().setValue(0)
    assert seen(log)[0] == "line 0"


def test_only_a_few_lines_are_ever_held(log: LogCard) -> None:
    rows = log.view.rows
    assert rows is not None
    for first in range(0, LINES, 500):
        rows.texts(first, first + 40)
    assert len(rows._texts) < 1000


@pytest.mark.parametrize(
    ("looked_at", "wanted"),
    [
        ([(first, first + 8) for first in range(0, 1500, 3)], (1497, 1505)),  # a wheel
        ([(1000, 1300), (500, 550)], (900, 1300)),
        ([(0, 300), (1190, 1200)], (1000, 1200)),
    ],
)
def test_lines_that_were_looked_at_before_are_there_again(
    log: LogCard, looked_at: list[tuple[int, int]], wanted: tuple[int, int]
) -> None:
    rows = log.view.rows
    assert rows is not None
    rows._texts.clear()
    for first, end in [*looked_at, wanted]:
        expected = [f"line {row}" for row in range(first, end)]
        if first <= 200:  # the warning and the error
            assert "" not in rows.texts(first, end)
        else:
            assert rows.texts(first, end) == expected


def test_a_long_copy_holds_no_more_lines_afterwards(log: LogCard) -> None:
    log._copy.click()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied == [f"line {row}" for row in range(LINES - 20_000, LINES)]
    assert log.view.rows is not None
    assert len(log.view.rows._texts) < 1000


def toasts(card: LogCard) -> list[str]:
    found = [toast for toast in card.findChildren(Toast) if toast.isVisible()]
    return [label.text() for toast in found for label in toast.findChildren(QLabel)]


@pytest.fixture
def english() -> Iterator[None]:
    """Numbers as in English, whatever the machine's language."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("english")
def test_it_is_said_how_many_of_the_lines_were_copied(qtbot: QtBot, log: LogCard) -> None:
    log._copy.click()
    assert "The last 20,000 of 30,000 lines are copied." in toasts(log)
    log.view._choose(1, 2)
    qtbot.keyClick(log.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "2 lines are copied." in toasts(log)


def test_where_nothing_can_be_copied_the_clipboard_is_left_alone(log: LogCard) -> None:
    QGuiApplication.clipboard().setText("mine")
    assert log._run is not None
    log._run.log_file.unlink()
    log.view._choose(5, 9)
    log._copy.click()
    assert QGuiApplication.clipboard().text() == "mine"
    assert "There is nothing to copy." in toasts(log)


def found(*places: int, warnings: int = 0) -> Found:
    return Found(np.array(places, dtype=np.int64), warnings)


def test_while_it_searches_it_says_so_and_counts_are_not_final(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a large log, of which each block takes its time: here, until `on` says so."""
    on = Event()

    def slowly(_path: Path, query: Query) -> Iterator[LogNews | float]:
        if query == Query():
            yield LogNews("anew", found(0, 5, warnings=1))
        else:
            yield LogNews("anew", found(warnings=1))
        while not on.is_set():
            yield 0.01
        yield LogNews("before", found(warnings=2), None, True)

    monkeypatch.setattr("deeptuner.ui.pages.monitor.log.card.follow_log", slowly)
    card = LogCard()
    qtbot.addWidget(card)
    card.show()
    card.show_run(write_run(tmp_path / "run", log="one\ntwo\n"))
    assert card._nothing.isVisible()
    assert card._nothing.text() == "Searching…"
    qtbot.waitUntil(card.view.isVisible, timeout=PATIENCE)
    assert card._levels.button("warning").text() == "Warnings …"
    assert card._levels.button("error").text() == "Errors …"
    card._filter.setText("nowhere")
    rows = card.view.rows
    qtbot.waitUntil(
        lambda: (
            card.view.rows is not rows
            and card.view.rows is not None
            and card.view.rows.warnings == 1
        ),
        timeout=PATIENCE,
    )
    assert card._nothing.isVisible()
    assert card._nothing.text() == "Searching…"
    assert card._levels.button("warning").text() == "Warnings …"
    on.set()
    qtbot.waitUntil(lambda: card._nothing.text() == "No line fits the filter.", timeout=PATIENCE)
    assert card._levels.button("warning").text() == "Warnings 3"
    assert card._levels.button("error").text() == "Errors 0"


def test_counts_stay_while_another_filter_is_searched(log: LogCard) -> None:
    log._levels.button("error").click()
    assert log._levels.button("warning").text() == "Warnings 1"


def test_levels_are_counted_and_chosen(qtbot: QtBot, log: LogCard) -> None:
    assert log._levels.button("warning").text() == "Warnings 1"
    assert log._levels.button("error").text() == "Errors 1"
    log._levels.button("error").click()
    qtbot.waitUntil(lambda: whole(log), timeout=PATIENCE)
    assert seen(log) == ["ValueError: bad"]


def test_a_filter_shows_what_fits_and_says_when_nothing_does(qtbot: QtBot, log: LogCard) -> None:
    log._filter.setText("LINE 2999")
    rows = log.view.rows
    qtbot.waitUntil(lambda: log.view.rows is not rows and whole(log), timeout=PATIENCE)
    rows = log.view.rows
    assert rows is not None
    assert rows.texts(0, 99) == ["line 2999", *(f"line {n}" for n in range(29990, 30000))]
    log._filter.setText("nowhere")
    qtbot.waitUntil(lambda: log._nothing.text() == "No line fits the filter.", timeout=PATIENCE)
    assert log._nothing.isVisible()


def test_new_lines_are_followed_until_a_person_scrolls_up(qtbot: QtBot, log: LogCard) -> None:
    assert log._run is not None
    rows, file = log.view.rows, log._run.log_file
    assert rows is not None
    with file.open("a") as end:
        end.write("new 1\n")
    qtbot.waitUntil(lambda: seen(log)[-1] == "new 1", timeout=PATIENCE)
    log.view.setFocus()
    qtbot.keyClick(log.view, Qt.Key.Key_Home)
    log.view.verticalScrollBar().setValue(50)
    log.view._scrolled(50)
    assert not log.view.following
    assert not log._follow.isChecked()
    with file.open("a") as end:
        end.write("new 2\n")
    qtbot.waitUntil(lambda: len(rows) == LINES + 2, timeout=PATIENCE)
    assert seen(log)[0] == "line 50", "what is read stays where it is"
    log._follow.click()
    assert seen(log)[-1] == "new 2"


def test_a_bar_that_is_not_done_is_shown_as_it_stands(qtbot: QtBot, log: LogCard) -> None:
    assert log._run is not None
    with log._run.log_file.open("a") as end:
        end.write(" 10%|#   |\r 50%|##  |")
    qtbot.waitUntil(lambda: seen(log)[-1] == " 50%|##  |", timeout=PATIENCE)
    with log._run.log_file.open("a") as end:
        end.write("\r100%|####|\n")
    qtbot.waitUntil(lambda: seen(log)[-1] == "100%|####|", timeout=PATIENCE)
    assert log.view.rows is not None
    assert len(log.view.rows) == LINES + 1


def test_chosen_lines_are_copied(qtbot: QtBot, log: LogCard) -> None:
    view = log.view
    view.setFocus()
    view.verticalScrollBar().setValue(0)
    view._choose(3, 3)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "line 3\nline 4"


def test_a_run_that_printed_nothing_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    run = write_run(tmp_path / "quiet")
    run.log_file.unlink()
    card = LogCard()
    qtbot.addWidget(card)
    card.show()
    card.show_run(run)
    qtbot.waitUntil(lambda: card._nothing.text() == "Nothing is printed yet.", timeout=PATIENCE)
    assert card._nothing.isVisible()
