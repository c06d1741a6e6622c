"""Saving: why, where, and what is kept afterwards.

Knows the run's checkpoints folder and what callbacks want remembered. Does not know when to save
(`callbacks/`), nor what is in a checkpoint (`checkpoint/`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from time import monotonic
from typing import Any, Final, Protocol

from deeptuner.engine import checkpoint
from deeptuner.engine.checkpoint.standing import Reason
from deeptuner.engine.checkpoint.store import best, checkpoints, discard, surplus
from deeptuner.engine.ranks import rank
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer
from deeptuner.errors import EngineError
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message

STRONGEST: Final[tuple[Reason, ...]] = ("requested", "end", "scheduled", "recovery")


class Stateful(Protocol):
    """A callback whose state belongs into checkpoints, under `name`. JSON values only."""

    name: str

    def state(self) -> dict[str, Any]: ...
    def restore(self, state: Mapping[str, Any]) -> None: ...


class Saver:
    """Writes the checkpoint that callbacks asked for, then deletes what is no longer kept."""

    def __init__(self, run: RunFolder, keep: int, teller: Teller) -> None:
        self.run = run
        self.keep = keep
        self.teller = teller
        self.stateful: list[Stateful] = []
        self.saved_at = monotonic()
        self._asked: set[Reason] = set()
        self._last_step = -1

    def ask(self, reason: Reason) -> None:
        """Say why the next save happens; the strongest of several reasons is recorded."""
        self._asked.add(reason)

    def restore(self, states: Mapping[str, Any]) -> None:
        for one in self.stateful:
            if one.name in states:
                one.restore(states[one.name])

    def __call__(self, trainer: RecipeTrainer) -> None:
        reason: Reason = next((why for why in STRONGEST if why in self._asked), "scheduled")
        self._asked.clear()
        again = trainer.state.global_step == self._last_step
        if again and reason != "requested":  # what is asked for is kept, so it must be told so
            return
        self._last_step = trainer.state.global_step
        _refuse_nan(trainer)
        with self.teller.phase("saving", then="training"):
            self._save(trainer, reason)
        self.saved_at = monotonic()

    def _save(self, trainer: RecipeTrainer, reason: Reason) -> None:
        folder = self.run.checkpoints_dir / f"checkpoint-{trainer.state.global_step}"
        states = {one.name: one.state() for one in self.stateful}
        standing = trainer.standing(reason, states)
        checkpoint.save(folder, trainer.parts(), standing, trainer.state)
        if rank() != 0:
            return
        found = checkpoints(self.run)
        foremost = best(found)
        self.teller.tell(
            "checkpoint",
            step=standing.step,
            path=str(folder.relative_to(self.run.path)),
            reason=reason,
            best=foremost is not None and foremost.path == folder,
            eval_loss=standing.eval_loss,
        )
        for path in surplus(found, self.keep):
            discard(path)


def _refuse_nan(trainer: RecipeTrainer) -> None:
    """A checkpoint of a run that has gone wrong would replace good ones."""
    if not math.isfinite(trainer.step_loss.so_far()):
        raise nan_loss(trainer.state.global_step)


def nan_loss(step: int) -> EngineError:
    return EngineError(
        message("engine.train.nan", step=step),
        where="training.learning_rate",
        fix=message("engine.train.nan-fix"),
    )
