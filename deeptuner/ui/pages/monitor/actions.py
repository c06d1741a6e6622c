"""What a person can do to a run: stop it, save it, go on with it, look at it in TensorBoard.

Knows which command each is, and which is under way. Each is a command the person could have typed.
Does not know the buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from deeptuner.runs.folder import RunFolder
from deeptuner.settings.text import flag_name
from deeptuner.ui.services.command import Command, Outcome
from deeptuner.ui.shell import Shell

Act = Literal["stop", "save", "resume"]


class RunActions(QObject):
    """`changed`: something began or ended. `done`: what, the run's name, the command's result;
    `failed`: a Told and details."""

    changed = Signal()
    done = Signal(str, str, object)
    failed = Signal(object, str)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._running: dict[tuple[Act, str], Command] = {}

    def busy(self, act: Act, run: RunFolder | None) -> bool:
        """Whether this is under way for this run."""
        return run is not None and (act, run.name) in self._running

    def stop(self, run: RunFolder) -> None:
        self._start("stop", run)

    def save(self, run: RunFolder) -> None:
        self._start("save", run)

    def resume(self, run: RunFolder, changes: Mapping[str, Any] | None = None) -> None:
        """Go on from the newest checkpoint, with some settings changed."""
        flags = [word for path, value in (changes or {}).items() for word in _flag(path, value)]
        self._start("resume", run, "--detach", *flags)

    def _start(self, act: Act, run: RunFolder, *words: str) -> None:
        if self.busy(act, run):
            return
        command = self._shell.commands.run(
            [act, run.name, *words], self, cwd=run.path.parent.parent, ask_before_close=False
        )
        self._running[act, run.name] = command
        command.finished.connect(lambda outcome: self._ended(act, run, outcome))
        self.changed.emit()

    def _ended(self, act: Act, run: RunFolder, outcome: Outcome) -> None:
        self._running.pop((act, run.name), None)
        self._shell.runs.refresh()
        self.changed.emit()
        if outcome.ok:
            self.done.emit(act, run.name, outcome.result)
        elif outcome.error:
            self.failed.emit(outcome.error, outcome.details)


def _flag(path: str, value: object) -> tuple[str, str]:
    return flag_name(path), str(value).lower() if isinstance(value, bool) else str(value)
