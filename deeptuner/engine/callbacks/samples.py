"""Samples before training and at each evaluation, as events.

Knows when. Does not know how text is generated (`samples.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.ranks import rank
from deeptuner.engine.samples import Prompt, answer
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer


class SamplesCallback(TrainerCallback):
    """A sharded model answers on all ranks together, a whole one on rank 0 while others wait."""

    trainer: RecipeTrainer

    def __init__(
        self, prompts: Sequence[Prompt], stop_ids: Sequence[int], longest: int, teller: Teller
    ) -> None:
        self.prompts = prompts
        self.stop_ids = stop_ids
        self.longest = longest
        self.teller = teller

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        if state.global_step == 0 and self.prompts:
            with self.teller.phase("evaluating", then="training"):
                self._tell(0)

    def on_evaluate(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        self._tell(state.global_step)

    def _tell(self, step: int) -> None:
        sharded = self.trainer.is_fsdp_enabled
        if not self.prompts or not (sharded or rank() == 0):
            return
        texts = answer(
            self.trainer.model,
            self.trainer.processing_class,
            self.prompts,
            self.stop_ids,
            longest=self.longest,
            together=sharded,
        )
        for index, (prompt, text) in enumerate(zip(self.prompts, texts, strict=True)):
            self.teller.tell(
                "sample",
                step=step,
                index=index,
                prompt=prompt.text,
                expected=prompt.expected,
                text=text,
            )
