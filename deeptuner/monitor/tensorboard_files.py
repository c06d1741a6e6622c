"""A folder of TensorBoard event files as curves, whoever wrote them.

Knows which folders are writers, which values a restart supersedes, and under which names loss,
learning rate and gradient norm usually stand. Does not draw. Imports the tensorboard package, so it
is used by commands and the worker, not by the window.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from deeptuner.errors import InputError
from deeptuner.monitor.event_files import DamagedError, Restart, read_events
from deeptuner.monitor.series import Curve
from deeptuner.words import Message, message

PATTERN: Final = "*.tfevents.*"
MOST_RUNS: Final = 1000  # folders that are offered
MEASURING: Final = ("eval", "val", "validation", "test")  # writers of evaluations
PARTS: Final = ("train", "telemetry", *MEASURING)  # folders of one run's writers
USUAL: Final[Mapping[str, tuple[str, ...]]] = {  # a tag that ends with `loss` may be the eval's
    "eval_loss": (
        *("eval/loss", "loss/eval", "eval_loss", "val/loss", "loss/val", "val_loss"),
        *("validation/loss", "loss/validation", "validation_loss", "test/loss", "loss/test"),
        *("valid/loss", "valid_loss", "validation/epoch_loss", "val/epoch_loss"),
    ),
    "loss": (
        *("train/loss", "loss/train", "train_loss", "training_loss", "loss"),
        *("train/loss_step", "epoch_loss"),
    ),
    "learning_rate": ("train/learning_rate", "learning_rate", "train/lr", "lr", "optimizer/lr"),
    "grad_norm": (
        *("train/grad_norm", "grad_norm", "train/gradient_norm", "gradient_norm"),
        *("train/global_grad_norm", "global_grad_norm"),
    ),
}


@dataclass(frozen=True, slots=True)
class Board:
    """What one run of a folder holds. `curves` by tag, by step; `usual` says which tag is the loss
    and so on, of those that were found."""

    curves: Mapping[str, Curve]
    usual: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()


def board_runs(folder: Path) -> list[str]:
    """The runs of a folder: the parts of it in which event files lie, `.` for itself.

    Folders below one run that hold one writer each (as ours: train, telemetry) are one run. Raises
    InputError when there is no event file.
    """
    if not folder.is_dir():
        raise InputError(message("monitor.board.no-folder"), where=str(folder))
    writers = {file.parent.relative_to(folder) for file in _files_below(folder)}
    if not writers:
        raise InputError(
            message("monitor.board.no-files"),
            where=str(folder),
            fix=message("monitor.board.no-files-fix"),
        )
    return sorted({_run_of(writer) for writer in writers})[:MOST_RUNS]


def holds_board(folder: Path) -> bool:
    """Whether there is an event file in the folder or below it."""
    return next(_files_below(folder), None) is not None


def read_board(folder: Path, run: str = ".") -> Board:
    """All scalars of a run. A damaged file is read as far as it makes sense, and told of."""
    found: dict[str, Curve] = {}
    problems: list[Message] = []
    by_writer: dict[Path, list[Path]] = defaultdict(list)
    for file in board_files(folder, run):
        by_writer[file.parent].append(file)
    for writer, written in sorted(by_writer.items()):
        values = _Values()
        problems += [problem for file in written if (problem := values.read(file))]
        prefix = _prefix(writer.relative_to(folder / run), found, values.tags())
        found |= {f"{prefix}{tag}": curve for tag, curve in values.curves()}
    return Board(found, usual_tags(found), tuple(problems))


def board_files(folder: Path, run: str) -> list[Path]:
    """The event files of a run, in the order in which they were begun."""
    files = _files_below(folder / run)
    own = (file for file in files if _run_of(file.parent.relative_to(folder)) == run)
    return sorted(own, key=_begun)


def usual_tags(tags: Iterable[str]) -> dict[str, str]:
    """Which of the tags is the loss, the eval loss, the learning rate and the gradient norm."""
    free = {_plain(tag): tag for tag in sorted(tags, key=len, reverse=True)}
    found: dict[str, str] = {}
    for name, wanted in USUAL.items():
        keys = (_named(free, _plain(candidate)) for candidate in wanted)
        if key := next(filter(None, keys), None):
            found[name] = free.pop(key)
    return found


def _named(free: Mapping[str, str], wanted: str) -> str | None:
    """The key of this name, else one that ends with it."""
    if wanted in free:
        return wanted
    return next((key for key in free if key.endswith(f"/{wanted}")), None)


class _Values:
    """The values of one writer, from its files in their order."""

    def __init__(self) -> None:
        self._steps: dict[str, list[int]] = defaultdict(list)
        self._values: dict[str, list[float]] = defaultdict(list)

    def read(self, file: Path) -> Message | None:
        """Take a file's values. Returns what is wrong with it, if anything is."""
        begun: set[str] = set()
        try:
            for told in read_events(file):
                if isinstance(told, Restart):
                    for tag in self._steps:
                        self._cut(tag, told.step)
                    continue
                if told.tag not in begun:  # a later file supersedes what it measured again
                    begun.add(told.tag)
                    self._cut(told.tag, told.step)
                self._steps[told.tag].append(told.step)
                self._values[told.tag].append(told.value)
        except DamagedError as error:
            gaps = {"file": file.name, "read": error.at, "size": file.stat().st_size}
            return message("monitor.board.damaged", **gaps)
        except OSError as error:
            why = error.strerror or str(error)
            return message("monitor.board.unreadable", file=file.name, why=why)
        return None

    def tags(self) -> set[str]:
        return {tag for tag, steps in self._steps.items() if steps}

    def curves(self) -> Iterator[tuple[str, Curve]]:
        for tag in sorted(self.tags()):
            steps = np.array(self._steps[tag], dtype=np.float64)
            values = np.array(self._values[tag], dtype=np.float64)
            order = np.argsort(steps, kind="stable")
            yield tag, Curve(steps[order], values[order])

    def _cut(self, tag: str, least: int) -> None:
        steps, values = self._steps[tag], self._values[tag]
        while steps and steps[-1] >= least:
            steps.pop()
            values.pop()


def _files_below(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob(PATTERN) if file.is_file())


def _run_of(writer: Path) -> str:
    """The run that a folder of event files belongs to: many programs write into several below it,
    and torch its hyperparameters into one named by the time."""
    apart = writer.name in PARTS or re.fullmatch(r"\d{9,}\.\d+", writer.name)
    return str(writer.parent if apart else writer)


def _prefix(writer: Path, found: Mapping[str, Curve], tags: set[str]) -> str:
    """Before the tags of a writer, where they would hide another's: as TensorBoard's `eval` and
    `train` with the same tag `loss`."""
    return f"{writer}/" if tags & found.keys() or writer.name in MEASURING else ""


def _begun(file: Path) -> tuple[int, str]:
    """When a file was begun, which its name tells in seconds, then its name."""
    match = re.search(r"tfevents\.(\d+)", file.name)
    return int(match[1]) if match else 0, file.name


def _plain(tag: str) -> str:
    return re.sub(r"[^a-z0-9]+", "/", tag.lower()).strip("/")
