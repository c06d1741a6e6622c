"""A worker and commands that note what they are asked, and answer when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from deeptuner.ui.services.command import Outcome
from deeptuner.ui.translation import Told

GPU = {"fit": True, "integrated": False, "reason": None, "busy": None}
SIZES = {"total_memory": 24 * 2**30, "used_memory": 2**30, "temperature": 41.0}
BUILT_IN = {"id": "engine.device.integrated", "params": {}}


def machine(*, gpus: int) -> dict[str, Any]:
    """A machine with GPUs that are fit, and one that is built into the processor."""
    devices = [{**GPU, **SIZES, "index": n, "name": "Radeon RX 7900 XTX"} for n in range(gpus)]
    if gpus:
        left_out = {"fit": False, "integrated": True, "reason": BUILT_IN}
        devices.append({**GPU, **SIZES, "index": gpus, "name": "Radeon Graphics", **left_out})
    return {"backend": "rocm", "devices": devices, "cpu_cores": 8, "memory": 2**34, "notes": []}


STEPS = {
    "train_rows": 752,
    "eval_rows": 8,
    "steps_per_epoch": 188,
    "total_steps": 564,
    "epochs": 3.0,
    "effective_batch_size": 4,
    "world_size": 2,
    "tokens_per_step": 300,
    "max_length": 128,
    "exact": True,
    "notes": [],
}


class Asked(QObject):
    """One question, kept for the test to answer."""

    def __init__(self, name: str, params: Mapping[str, Any], done: Any, failed: Any) -> None:
        super().__init__()
        self.name, self.params, self.done, self.failed = name, params, done, failed

    def cancel(self) -> None: ...


class QuietWorker(QObject):
    """In place of the worker: answers nothing by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []

    def ask(
        self,
        name: str,
        params: Mapping[str, Any],
        done: Callable[[dict[str, Any]], None],
        failed: Callable[[Told], None] | None = None,
        progressed: object = None,
        owner: object = None,
        latest: str = "",
    ) -> Asked:
        self.asked.append(Asked(name, params, done, failed))
        return self.asked[-1]

    def names(self) -> list[str]:
        return [one.name for one in self.asked]

    def last(self, name: str) -> Asked:
        return next(one for one in reversed(self.asked) if one.name == name)


class QuietCommand(QObject):
    finished = Signal(object)


class QuietCommands(QObject):
    """In place of the commands: notes the words, and ends them when told."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[list[str]] = []
        self.command = QuietCommand()

    def run(self, words: Sequence[str], parent: object = None, **_: object) -> QuietCommand:
        self.words.append(list(words))
        self.command = QuietCommand()
        return self.command

    def end_with(self, outcome: Outcome) -> None:
        self.command.finished.emit(outcome)
