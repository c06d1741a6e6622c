"""What must be settled once the model is wrapped and before the first step.

Knows the checks. Does not know how they are made.
"""

from __future__ import annotations

from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from deeptuner.engine.checkpoint.randomness import seed_rank
from deeptuner.engine.collator import Collator
from deeptuner.engine.isolation import keeps_apart
from deeptuner.engine.plan import Plan
from deeptuner.engine.ranks import check_model
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer
from deeptuner.words import message


class StartCallback(TrainerCallback):
    """The model is spread as planned, flattened samples do not see each other, ranks are seeded.

    The first of the callbacks, before any that draws. A resumed rank gets its random state back
    later, right before its first step.
    """

    trainer: RecipeTrainer

    def __init__(self, plan: Plan, collator: Collator, teller: Teller) -> None:
        self.plan = plan
        self.collator = collator
        self.teller = teller

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        check_model(self.plan, self.trainer.model_wrapped)
        self._choose_batches()
        seed_rank(args.seed)

    def _choose_batches(self) -> None:
        """Padded batches are always right: they are what is left for a model that would leak."""
        if not self.collator.flatten:
            return
        trainer = self.trainer
        apart = keeps_apart(
            trainer.model,
            trainer.model.get_input_embeddings().weight.shape[0],
            trainer._prepare_inputs,
            trainer.args.device,
            half=trainer.args.bf16 or trainer.args.fp16,
        )
        if not apart:
            self.collator.flatten = False
            self.teller.warn(message("engine.train.padded-instead"))


class LastCallback(TrainerCallback):
    """The last of the callbacks: from here on time counts as training."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **rest: Any
    ) -> None:
        self.teller.clock.start()
