"""TensorBoard of the open experiment: one, started when it is first wanted.

Knows the command that serves it, its address, and that it ends with the window or with another
folder. Does not know what it shows.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from deeptuner.ui.services.command import Command, Commands, Outcome
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.workspace import Workspace


class TensorBoard(QObject):
    """`changed`: it starts, is there, or has ended; `failed` brings a Told and details."""

    changed = Signal()
    failed = Signal(object, str)

    def __init__(self, commands: Commands, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._commands = commands
        self._command: Command | None = None
        self.url = ""
        workspace.folder_changed.connect(self.end)

    @property
    def starting(self) -> bool:
        return self._command is not None and not self.url

    def open(self) -> None:
        """Show it in the person's browser, as soon as it is there."""
        if self.url:
            if not QDesktopServices.openUrl(QUrl(self.url)):
                self.failed.emit(_without_browser(self.url), "")
        elif self._command is None:
            self._start()

    def end(self) -> None:
        if self._command:
            self._command.cancel()

    def _start(self) -> None:
        command = self._commands.run(["tensorboard", "--all"], self, ask_before_close=False)
        command.happened.connect(self._heard)
        command.finished.connect(self._ended)
        self._command = command
        self.changed.emit()

    def _heard(self, event: dict[str, Any]) -> None:
        if event.get("url"):
            self.url = str(event["url"])
            self.changed.emit()
            self.open()

    def _ended(self, outcome: Outcome) -> None:
        self._command, self.url = None, ""
        self.changed.emit()
        if outcome.error:
            self.failed.emit(outcome.error, outcome.details)


def _without_browser(url: str) -> Told:
    return Told(
        tr("No browser could be opened. TensorBoard waits at this address:"),
        url,
        tr("Copy the address into a browser. It answers as long as this window is open."),
    )
