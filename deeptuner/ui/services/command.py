"""A command of ours as a child of the window: what a button does, a person could have typed.

Knows the lines that commands print with `--json`, cancelling, and what an end without a result
means. Does not know any command, nor who shows its progress.
"""

from __future__ import annotations

import shlex
import shutil
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from deeptuner.ui.services.process import Child, program_words
from deeptuner.ui.translation import Told, explain, tr

if TYPE_CHECKING:
    from deeptuner.ui.workspace import Workspace

GRACE: Final = 5000  # ms between asking a command to stop and killing it
LAST_GRACE: Final = 1000  # ms for the system to take a killed process away
INTERRUPTED: Final = 130
PROGRAM: Final = "deeptuner"  # the script that is installed beside Python
NO_ENVIRONMENT: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended. `details`: the last lines that it said on standard error."""

    ok: bool
    result: dict[str, Any] = field(default_factory=dict)
    error: Told | None = None
    cancelled: bool = False
    exit_code: int = 0
    details: str = ""


class Command(QObject):
    """One child. Each signal carries an object of its output: progress, a message, an event;
    `finished` an `Outcome`, once and last."""

    progressed = Signal(object)
    said = Signal(object)
    happened = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        words: Sequence[str],
        *,
        cwd: Path | None = None,
        environment: Mapping[str, str] = NO_ENVIRONMENT,
        ask_before_close: bool = True,
        program: Sequence[str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = list(words)
        self.ask_before_close = ask_before_close
        self.cancelled = False
        self.outcome: Outcome | None = None
        self._program = list(program or program_words([*words, "--json"]))
        self._cwd = str(cwd or "")
        self._environment = environment
        self._result: dict[str, Any] | None = None
        self._error: Told | None = None
        self._child = Child(self._hear)
        self._child.setParent(self)
        self._grace = QTimer(self, singleShot=True, interval=GRACE)
        self._grace.timeout.connect(self._kill)
        self._child.finished.connect(self._ended)
        self._child.errorOccurred.connect(self._erred)

    def shown(self) -> str:
        """The command as a person would type it."""
        return shown_command(self.words)

    def start(self) -> None:
        self._child.begin(self._program, self._cwd, self._environment)

    def running(self) -> bool:
        return self._child.alive()

    def cancel(self) -> None:
        """Ask it to stop, as Ctrl+C does; kill it when it does not."""
        if self.cancelled or not self.running():
            return
        self.cancelled = True
        self._child.send(signal.SIGINT)
        self._grace.start()

    def end(self) -> None:
        """Kill it now and wait until it is gone."""
        self.cancelled = True
        self._kill()
        self._child.waitForFinished(LAST_GRACE)

    def _kill(self) -> None:
        if self.running():
            self._child.end_all()

    def _hear(self, value: dict[str, Any]) -> None:
        match value:
            case {"kind": "progress"}:
                self.progressed.emit(value)
            case {"kind": "message"}:
                self.said.emit(value)
            case {"kind": "event", "event": dict(event)}:
                self.happened.emit(event)
            case {"kind": "result"}:
                self._result = {name: part for name, part in value.items() if name != "kind"}
            case {"kind": "error", "error": dict(error)}:
                self._error = explained(error)

    def _erred(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            told = self._not_started()
            QTimer.singleShot(0, self, lambda: self._finish(Outcome(False, error=told)))

    def _not_started(self) -> Told:
        if self._cwd and not Path(self._cwd).is_dir():  # the system would say `chdir`
            return Told(
                tr("The folder that this would work in is gone, or its disk is not connected."),
                self._cwd,
                tr("Put the folder back, or connect the disk, and try again."),
            )
        why = self._child.errorString()
        return Told(tr("The command could not be started: {why}", why=why), self._program[0])

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._child.drain()
        crashed = status == QProcess.ExitStatus.CrashExit
        ok = code == 0 and not crashed and self._error is None
        cancelled = not ok and (self.cancelled or (code == INTERRUPTED and not crashed))
        error = None if ok or cancelled else self._error or self._without_a_word(code, crashed)
        words = self._child.last_words()
        self._finish(Outcome(ok, self._result or {}, error, cancelled, code, words))

    def _without_a_word(self, code: int, crashed: bool) -> Told:
        what = (
            tr("The command was ended by the system (signal {number}).", number=code)
            if crashed
            else tr("The command ended without a result (exit code {code}).", code=code)
        )
        return Told(what, self.shown(), tr("The details hold the last lines that it printed."))

    def _finish(self, outcome: Outcome) -> None:
        self._grace.stop()
        self.outcome = outcome
        self.finished.emit(outcome)


class Commands(QObject):
    """The commands that run in this window. `changed`: one began or ended."""

    changed = Signal()

    def __init__(self, workspace: Workspace | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Command] = []
        self._workspace = workspace

    def run(
        self,
        words: Sequence[str],
        parent: QObject | None = None,
        *,
        cwd: Path | None = None,
        environment: Mapping[str, str] = NO_ENVIRONMENT,
        ask_before_close: bool = True,
    ) -> Command:
        """Start `deeptuner WORDS…` in `cwd`, else in the experiment's folder.

        It is cancelled when `parent` goes. `environment` is added to our own.
        """
        home = cwd or (self._workspace.folder if self._workspace else None)
        command = Command(
            words, cwd=home, environment=environment, ask_before_close=ask_before_close, parent=self
        )
        command.finished.connect(self._forget)
        if parent is not None:
            parent.destroyed.connect(command.cancel)
        self.running.append(command)
        command.start()
        self.changed.emit()
        return command

    def to_ask_about(self) -> list[Command]:
        """Those whose work would be lost if the window closed now."""
        return [command for command in self.running if command.ask_before_close]

    def cancel(self) -> None:
        """Ask all to stop; `changed` tells when they have."""
        for command in list(self.running):
            command.cancel()

    def end(self) -> None:
        """Leave none behind."""
        for command in list(self.running):
            command.end()

    def _forget(self, _outcome: Outcome) -> None:
        for command in [each for each in self.running if each.outcome is not None]:
            self.running.remove(command)
            command.deleteLater()
        self.changed.emit()


def shown_command(words: Sequence[str]) -> str:
    """`deeptuner WORDS…` as a person would type it, in any terminal."""
    return shlex.join([*_program(), *words])


def _program() -> list[str]:
    """Our name where a terminal finds us by it; `./run` puts us where none does: then our place."""
    ours = Path(sys.executable).with_name(PROGRAM)
    if not ours.is_file():
        return program_words([])
    found = shutil.which(PROGRAM)
    return [PROGRAM] if found and ours.samefile(found) else [str(ours)]


def explained(error: Mapping[str, Any]) -> Told:
    try:
        return explain(error)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Told(str(error.get("text") or error))
