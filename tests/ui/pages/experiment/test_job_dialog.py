"""Esc and the cross of a dialog in which a command works: first they cancel it, then they close."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.experiment.job_dialog import JobDialog
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import IconButton
from tests.ui.pages.merge_export.seeing import words

SOON = 60_000  # ms: the command imports what it needs


class Waiting(JobDialog):
    """Its command answers questions, and waits for them for ever."""

    def given(self) -> list[str]:
        return ["worker"]


@pytest.fixture
def dialog(shell: Shell, qtbot: QtBot) -> Iterator[Waiting]:
    """While its command works."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    made = Waiting(window, "Waiting", QLineEdit(), "Wait", "clock", shell.commands)
    made.open()
    qtbot.mouseClick(made.go, Qt.MouseButton.LeftButton)
    command = made.job.command
    assert command is not None
    qtbot.waitUntil(command.running, timeout=SOON)
    yield made
    qtbot.waitUntil(lambda: not shell.commands.running, timeout=SOON)


def escape(dialog: JobDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def cross(dialog: JobDialog, qtbot: QtBot) -> None:
    (button,) = dialog.findChildren(IconButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("close", [escape, cross])
def test_what_works_is_cancelled_first_and_that_is_told(
    dialog: Waiting, qtbot: QtBot, close: Callable[[JobDialog, QtBot], None]
) -> None:
    command = dialog.job.command
    assert command is not None
    close(dialog, qtbot)
    assert command.cancelled
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.job._note.isVisible, timeout=SOON)
    assert "Nothing of it was kept." in words(dialog)
    assert dialog.job.command is None
    close(dialog, qtbot)
    assert dialog.isHidden()


def test_one_need_not_wait_until_it_has_ended(dialog: Waiting, qtbot: QtBot) -> None:
    escape(dialog, qtbot)
    escape(dialog, qtbot)
    assert dialog.isHidden()
