"""`Generate Temperature Plot` on Monitor."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.report_dialog import ReportDialog
from tests.monitor.report.records import plain_course, recorded_run
from tests.monitor.runs import write_state
from tests.ui.pages.monitor.conftest import PATIENCE, Make, open_run

MADE = 120_000  # ms


def test_the_plot_is_made_of_the_run_that_is_shown_while_it_goes_on(
    qtbot: QtBot, page: MonitorView, experiment: Experiment
) -> None:
    folder = experiment.runs_dir / "20260101-120000-trial"
    run = recorded_run(folder, 1, 20, events=plain_course(20)[:-1])
    write_state(run, "running")
    page.shell.runs.refresh()
    open_run(qtbot, page, run)
    qtbot.waitUntil(page.perspectives.report.isVisible, timeout=PATIENCE)
    page.perspectives.report.click()
    (dialog,) = page.window().findChildren(ReportDialog)
    qtbot.waitUntil(dialog.show_file.isEnabled, timeout=MADE)
    dialog.leave.click()
    assert (run.path / "GPU Report.png").is_file()


def test_a_run_that_recorded_nothing_offers_no_plot(
    qtbot: QtBot, page: MonitorView, make: Make
) -> None:
    open_run(qtbot, page, make(status="finished"))
    assert not page.perspectives.report.isVisible()
