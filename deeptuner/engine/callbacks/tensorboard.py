"""The curves as TensorBoard files, in `tensorboard/train`.

Knows torch's writer. Does not know TensorBoard itself, which reads them. Only rank 0 has one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from torch.utils.tensorboard import SummaryWriter
from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.trainer import RecipeTrainer


class TensorBoardCallback(TrainerCallback):
    """A resumed run hides what an earlier attempt wrote for the steps it does again."""

    trainer: RecipeTrainer

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer: SummaryWriter | None = None

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        again = state.global_step + 1 if state.global_step else None
        self._writer = SummaryWriter(str(self.folder), purge_step=again)

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float],
        **rest: Any,
    ) -> None:
        shown = ("loss", "learning_rate", "grad_norm")
        self._write("train", {name: logs[name] for name in shown if name in logs}, state)

    def on_evaluate(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        assert self.trainer.evaluation is not None
        self._write("eval", self.trainer.evaluation.shown(), state)

    def on_train_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._writer:
            self._writer.close()
            self._writer = None

    def _write(self, group: str, values: dict[str, float], state: TrainerState) -> None:
        if self._writer:
            for name, value in values.items():
                self._writer.add_scalar(f"{group}/{name}", value, state.global_step)
            self._writer.flush()
