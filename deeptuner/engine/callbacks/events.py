"""Steps and evaluations become events; a loss that is no number ends the run.

Knows the events' fields (docs/architecture.md) and the clock. Does not know who reads them.
"""

from __future__ import annotations

import math
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.saver import nan_loss
from deeptuner.engine.schedule import Schedule
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer


class EventsCallback(TrainerCallback):
    """`trainer` is set once it exists: the callback is one of its arguments."""

    trainer: RecipeTrainer

    def __init__(self, teller: Teller, schedule: Schedule, rows: int = 0) -> None:
        self.teller = teller
        self.schedule = schedule
        self.rows = rows  # of the eval split
        self._seconds = 0.0  # since the last step event, evaluations and saves left out

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        self.teller.step = state.global_step
        self.teller.now("training")

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        self.teller.step = state.global_step
        self._seconds += self.teller.clock.step_done()

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float],
        **rest: Any,
    ) -> None:
        if "loss" not in logs:
            return
        self._check(logs, state.global_step, scaled=args.fp16)
        reading = self.trainer.reading
        self.teller.tell(
            "step",
            step=state.global_step,
            max_steps=self.schedule.total,
            epoch=state.epoch,
            loss=logs["loss"],
            learning_rate=logs["learning_rate"],
            grad_norm=logs.get("grad_norm"),
            tokens=reading.trained,
            total_tokens=self.trainer.trained,
            tokens_per_second=reading.read / max(self._seconds, 1e-9),
            seconds_left=self._seconds_left(state.global_step),
        )
        self._seconds = 0.0

    def on_evaluate(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        found = self.trainer.evaluation
        assert found is not None
        self.teller.tell(
            "eval",
            step=state.global_step,
            epoch=state.epoch,
            **found.shown(),
            rows=self.rows,
            tokens=found.tokens,
            seconds=found.seconds,
        )

    def _check(self, logs: dict[str, float], step: int, *, scaled: bool) -> None:
        """With fp16's loss scaler an infinite gradient is expected now and then, and skipped."""
        norm = logs.get("grad_norm", 0.0)
        if not math.isfinite(logs["loss"]) or not (scaled or math.isfinite(norm)):
            raise nan_loss(step)

    def _seconds_left(self, step: int) -> float | None:
        return self.teller.clock.seconds_left(
            self.schedule.total - step,
            self.schedule.evaluations_after(step - 1),
            self.schedule.saves_after(step - 1),
        )
