"""`Run report` on a desktop that opens nothing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.merge_export.page import MergeExportPage
from deeptuner.ui.widgets import Toast
from deeptuner.ui.widgets.dialog import Dialog
from tests.ui.pages.merge_export.conftest import Commands
from tests.ui.pages.merge_export.seeing import SOON, opened, press, words


def test_a_report_that_nothing_opens_is_told_with_its_place(
    page: MergeExportPage,
    experiment: Experiment,
    run: RunFolder,
    commands: Commands,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    file = run.path / "Run Report.html"
    commands.answer("report", lines=[{"kind": "result", "page": str(file), "run": run.name}])
    opened(page, experiment, qtbot)
    qtbot.waitUntil(page._report.isVisible, timeout=SOON)
    press(page, "Run report", qtbot)
    qtbot.waitUntil(lambda: page.window().findChild(Dialog) is not None, timeout=SOON)
    dialog = page.window().findChild(Dialog)
    assert dialog is not None
    assert str(file) in words(dialog)
    assert not page.window().findChildren(Toast)
    dialog.dismiss()
