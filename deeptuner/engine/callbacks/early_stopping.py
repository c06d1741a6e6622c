"""Stop when the eval loss no longer improves.

Knows the eval losses it has seen. Its state goes into checkpoints, so that a patience half spent is
still half spent after a resume.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.saver import Saver


class EarlyStoppingCallback(TrainerCallback):
    """Stops after `patience` evaluations in a row that were not better by `min_change`."""

    name = "early_stopping"

    def __init__(self, patience: int, min_change: float, saver: Saver) -> None:
        self.patience = patience
        self.min_change = min_change
        self.saver = saver
        self.best: float | None = None
        self.spent = 0

    def on_evaluate(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        metrics: Mapping[str, float],
        **rest: Any,
    ) -> TrainerControl:
        loss = metrics["eval_loss"]
        if self.best is None or loss < self.best - self.min_change:
            self.best, self.spent = loss, 0
            return control
        self.spent += 1
        if self.spent >= self.patience:
            self.saver.ask("end")
            control.should_save = control.should_training_stop = True
        return control

    @property
    def exhausted(self) -> bool:
        return self.spent >= self.patience

    def state(self) -> dict[str, Any]:
        return {"best": self.best, "spent": self.spent}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.best, self.spent = state["best"], state["spent"]
