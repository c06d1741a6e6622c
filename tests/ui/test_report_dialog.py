"""The report's dialog, with the real command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.report_dialog import ReportDialog
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Dialog, ErrorState
from tests.monitor.report.records import recorded_run
from tests.monitor.runs import write_run

PATIENCE = 120_000  # ms: a program is started and matplotlib imported, on a busy machine
Open = Callable[[Path], ReportDialog]


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell) -> Open:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()

    def open_for(run: Path) -> ReportDialog:
        dialog = ReportDialog(window, shell.commands, run)
        dialog.open()
        return dialog

    return open_for


def test_the_report_is_made_shown_and_opened(
    qtbot: QtBot, opened: Open, experiment: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = recorded_run(experiment.runs_dir / "20261121-090000-one", 1, 20)
    dialog = opened(run.path)
    assert not dialog.show_file.isEnabled()
    qtbot.waitUntil(dialog.show_file.isEnabled, timeout=PATIENCE)
    picture = dialog.picture.grab().toImage()
    assert picture.width() > 600
    assert picture.pixelColor(2, 2).name() == "#ffffff"  # the report's own paper
    urls: list[QUrl] = []
    opens = True
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: (urls.append(url), opens)[1])
    dialog.show_file.click()
    dialog.show_folder.click()
    assert [Path(url.toLocalFile()) for url in urls] == [run.path / "GPU Report.png", run.path]
    assert dialog.isVisible()
    opens = False
    window = dialog.parentWidget()
    for button, file in ((dialog.show_file, "file"), (dialog.show_folder, "folder")):
        button.click()
        told = f"The {file} could not be opened."
        (error,) = (one for one in window.findChildren(Dialog) if one.accessibleName() == told)
        error.dismiss()
    dialog.leave.click()
    assert not dialog.isVisible()


def test_a_run_without_telemetry_says_so(
    qtbot: QtBot, opened: Open, experiment: Experiment
) -> None:
    run = write_run(experiment.runs_dir / "20261121-090000-none", "finished")
    dialog = opened(run.path)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ErrorState)), timeout=PATIENCE)
    (state,) = dialog.findChildren(ErrorState)
    assert "nothing to report" in state.accessibleName()
    assert not dialog.show_file.isEnabled()


def test_closing_early_ends_the_command(
    qtbot: QtBot, opened: Open, experiment: Experiment, shell: Shell
) -> None:
    run = recorded_run(experiment.runs_dir / "20261121-090000-one", 1, 20)
    dialog = opened(run.path)
    dialog.leave.click()
    qtbot.waitUntil(lambda: not shell.commands.running, timeout=PATIENCE)
    assert not (run.path / "GPU Report.png").exists()
