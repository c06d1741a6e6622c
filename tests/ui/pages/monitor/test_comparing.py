"""Runs side by side on Monitor."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.pages.monitor.comparing.looks import LOOKS
from deeptuner.ui.pages.monitor.comparing.picks import Picks
from deeptuner.ui.pages.monitor.comparing.view import CompareView
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.services.run_list import RunEntry
from tests.monitor.runs import append, evaluation, step
from tests.ui.pages.monitor.conftest import PATIENCE, Make, open_run, texts

ONE, TWO = "20260101-120000-one", "20260102-120000-two"


@pytest.fixture
def comparing(qtbot: QtBot, page: MonitorView, make: Make) -> CompareView:
    """Two runs of which the second is compared."""
    for name, factor in ((ONE, 1.0), (TWO, 2.0)):
        events = [
            *(step(n, loss=factor / n, total_tokens=n * 100 * factor) for n in range(1, 31)),
            evaluation(30, factor),
        ]
        run = make(name, "finished", events=events)
        run.settings_file.write_text(
            f"model: {{path: tiny}}\ndata: {{dataset: rows}}\ntraining: {{epochs: {factor}}}\n"
        )
    page.shell.runs.refresh()
    open_run(qtbot, page, run)
    qtbot.waitUntil(lambda: len(page.shell.runs.entries) == 2, timeout=PATIENCE)
    qtbot.waitUntil(page.header.compare.isVisible, timeout=PATIENCE)
    page.header.compare.click()
    found = page.asides.comparing
    assert found is not None
    return found


def cells(view: CompareView) -> dict[str, list[str]]:
    """The rows of the table by their titles."""
    model = view.model
    return {
        model.index(row, 0).data(): [
            model.index(row, column).data() for column in range(1, model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def test_the_run_that_was_shown_is_ticked_and_others_can_be(
    qtbot: QtBot, comparing: CompareView
) -> None:
    assert list(comparing.picks.ticked) == [TWO]
    place = comparing.list.visualRect(comparing.picks.index(1, 0)).center()
    qtbot.mouseClick(comparing.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list(comparing.picks.ticked) == [TWO, ONE]
    qtbot.waitUntil(lambda: len(comparing.told) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(comparing.train.lines) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Epochs" in cells(comparing), timeout=PATIENCE)
    found = cells(comparing)
    assert found["Eval loss, best"] == ["2.000", "1.000"]
    assert found["Epochs"] == ["2", "1"]
    assert found["Status"] == ["Finished", "Finished"]


def test_a_key_ticks_and_takes_away(qtbot: QtBot, comparing: CompareView) -> None:
    comparing.list.setFocus()
    comparing.list.select_row(1)
    qtbot.keyClick(comparing.list, Qt.Key.Key_Space)
    assert list(comparing.picks.ticked) == [TWO, ONE]
    qtbot.keyClick(comparing.list, Qt.Key.Key_Space)
    assert list(comparing.picks.ticked) == [TWO]


def test_curves_are_laid_along_tokens(qtbot: QtBot, comparing: CompareView) -> None:
    comparing.tick(ONE)
    qtbot.waitUntil(lambda: len(comparing.told) == 2, timeout=PATIENCE)
    comparing.along.button("tokens").click()
    qtbot.waitUntil(lambda: comparing.train.part() == (0.0, 6000.0), timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(comparing.evaluation.lines) == 2, timeout=PATIENCE)
    names = [name for _, name, _ in comparing.train.words_at(3000.0)]
    assert names == ["Tokens", "two", "one"]
    values = {name: value for _, name, value in comparing.evaluation.words_at(6000.0)}
    assert values == {"Tokens": "6000", "two": "2.000"}


def test_zooming_can_be_undone_for_both_charts(qtbot: QtBot, comparing: CompareView) -> None:
    qtbot.waitUntil(lambda: comparing.train.part()[1] == 30.0, timeout=PATIENCE)
    assert comparing.reset.isHidden()
    comparing.train.zoom(0.5)
    assert not comparing.reset.isHidden()
    comparing.reset.click()
    assert comparing.train.part() == (0.0, 30.0)
    assert comparing.reset.isHidden()


def test_a_run_that_goes_on_is_followed(
    qtbot: QtBot, comparing: CompareView, experiment: Experiment
) -> None:
    run = experiment.find_run(TWO)
    qtbot.waitUntil(lambda: TWO in comparing.told, timeout=PATIENCE)
    append(run, step(31, loss=0.125))
    qtbot.waitUntil(lambda: cells(comparing).get("Steps") == ["31"], timeout=PATIENCE)


def test_a_damaged_run_is_told_of(
    qtbot: QtBot, comparing: CompareView, experiment: Experiment
) -> None:
    experiment.find_run(ONE).settings_file.write_text("training: [")
    comparing.tick(ONE)
    qtbot.waitUntil(comparing.note.isVisible, timeout=PATIENCE)
    assert ONE in texts(comparing.note)


def test_the_way_back_follows_nothing_any_more(
    qtbot: QtBot, comparing: CompareView, page: MonitorView
) -> None:
    qtbot.waitUntil(lambda: TWO in comparing.told, timeout=PATIENCE)
    comparing.back.click()
    assert page.header.isVisible()
    assert not comparing.isVisible()
    assert not comparing._looking
    page.header.compare.click()
    qtbot.waitUntil(lambda: len(comparing._looking) == 1, timeout=PATIENCE)


def test_runs_are_not_followed_while_another_tab_is_open(
    qtbot: QtBot, comparing: CompareView, page: MonitorView
) -> None:
    qtbot.waitUntil(lambda: TWO in comparing.told, timeout=PATIENCE)
    page.leave()
    assert not comparing._looking
    page.enter()
    qtbot.waitUntil(lambda: TWO in comparing.told, timeout=PATIENCE)


def test_500_runs_are_found_by_their_words_and_no_more_are_ticked_than_can_be_told_apart(
    page: MonitorView, qapp: object
) -> None:
    picks = Picks()
    entries = [RunEntry(f"run-{n}", Path(f"run-{n}"), "finished", 0.0) for n in range(500)]
    picks.set(entries)
    assert picks.rowCount() == 500
    assert all(picks.tick(f"run-{n}") for n in range(len(LOOKS)))
    assert not picks.tick("run-400")
    looks = list(picks.ticked.values())
    assert len(set(looks)) == len(LOOKS)
    picks.tick("run-3")
    assert picks.tick("run-400")
    assert picks.ticked["run-400"] == looks[3]
    picks.filter("run-49")
    assert picks.rowCount() == 11
    picks.set(entries[:400])
    assert "run-400" not in picks.ticked
