"""The start of a run: its settings file, the command, and what became of the run right after.

Knows where settings files of starts lie and how a run that fails at once tells why. Does not know
how any of it is shown.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from deeptuner.errors import RunError
from deeptuner.files import telling_why, write_text
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.outcome import FailedRunError
from deeptuner.runs.state import Fix, read_state
from deeptuner.settings.dump import dump_config
from deeptuner.settings.sections.config import Config
from deeptuner.ui.pages.fine_tuning.writing import REFUSALS, told_of
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.command import Command, Outcome, shown_command
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told, explain, tr

CONFIGS: Final = Path(".deeptuner") / "configs"  # inside an experiment
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no training: in words, and the changes of settings that would help."""

    told: Told
    run: str = ""
    fixes: tuple[Fix, ...] = ()


class Starter(QObject):
    """`started` with the run's name; `failed` with a `Failure`, also when the run itself fails
    while nobody has started another."""

    busy_changed = Signal(bool)
    started = Signal(str)
    failed = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._command: Command | None = None
        self._watched = ""
        shell.runs.changed.connect(self._look_at_run)

    @property
    def busy(self) -> bool:
        return self._command is not None

    def start(self) -> None:
        """Write the settings and start a run of them. Nothing happens while one is being started.

        The window's draft is on disk before, so that a crash costs nothing.
        """
        experiment = self._shell.workspace.experiment
        if self.busy or experiment is None:
            return
        self._watched = ""
        if not experiment.folder.is_dir():
            self.failed.emit(Failure(_gone(experiment.folder)))
            return
        try:
            file = write_config(self._shell.workspace.config, experiment.folder)
        except REFUSALS as error:
            self.failed.emit(Failure(told_of(error)))
            return
        self._command = self._shell.commands.run(words_for(file, experiment.folder))
        self._command.finished.connect(self._on_end)
        self.busy_changed.emit(True)

    def _on_end(self, outcome: Outcome) -> None:
        self._command = None
        self.busy_changed.emit(False)
        self._shell.runs.refresh()
        if outcome.ok and outcome.result.get("run"):
            self._watched = str(outcome.result["run"])
            self.started.emit(self._watched)
        elif outcome.error is not None:
            self.failed.emit(Failure(outcome.error))

    def _look_at_run(self) -> None:
        entry = self._shell.runs.entry(self._watched) if self._watched else None
        if entry is None or entry.status not in ("failed", "finished", "stopped"):
            return
        self._watched = ""
        if entry.status == "failed":
            in_background(self, lambda: failure_of(entry.path), self.failed.emit)


def failure_of(run_path: Path) -> Failure:
    """Why a run failed, as its own files say."""
    run = RunFolder(run_path)
    try:
        error = FailedRunError(run, read_state(run))
    except RunError as unreadable:
        return Failure(explain(unreadable), run.name)
    return Failure(explain(error), run.name, tuple(error.fixes))


def config_name(config: Config) -> str:
    """What a start's settings file is called, after the run or the dataset."""
    name = config.name or Path(config.data.dataset).stem or "run"
    return re.sub(r"[^\w.-]+", "-", name).strip("-._")[:LONGEST] or "run"


def next_config(config: Config, folder: Path) -> Path:
    """The file that a start would write; another one is never overwritten."""
    name, text = config_name(config), dump_config(config)
    for number in count(1):
        file = folder / CONFIGS / f"{name if number == 1 else f'{name}-{number}'}.yaml"
        if not file.exists() or _holds(file, text):
            return file
    raise AssertionError("counting never ends")


def write_config(config: Config, folder: Path) -> Path:
    """Write the settings of a start. Raises RunError when the disk refuses, FileNotFoundError when
    the experiment's folder is gone: it is not made anew, for the real one may come back."""
    file = next_config(config, folder)
    with telling_why(file):
        for part in reversed(file.relative_to(folder).parents[:-1]):
            (folder / part).mkdir(exist_ok=True)
    write_text(file, dump_config(config))
    return file


def _gone(folder: Path) -> Told:
    return Told(tr("The experiment's folder is gone."), str(folder))


def words_for(file: Path, folder: Path) -> list[str]:
    """The command's words; the file as a person in the experiment's folder would name it."""
    return ["train", str(file.relative_to(folder)), "--detach"]


def command_lines(config: Config, folder: Path) -> str:
    """What a person would type into a terminal."""
    words = words_for(next_config(config, folder), folder)
    return f"cd {shlex.quote(str(folder))}\n{shown_command(words)}"


def _holds(file: Path, text: str) -> bool:
    try:
        return file.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False
