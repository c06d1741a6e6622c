"""transformers' Trainer, with its hooks filled where it would do otherwise than promised.

Each override says why it exists. The loop, gradient accumulation, clipping, mixed precision and
schedulers are upstream's. Does not know files of a run, nor what is told to whom (`callbacks/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import DataLoader
from transformers import Trainer
from transformers.trainer_callback import DefaultFlowCallback, PrinterCallback, TrainerControl

from deeptuner.engine import checkpoint as checkpoints
from deeptuner.engine.checkpoint.randomness import load_randomness
from deeptuner.engine.checkpoint.standing import DataOrder, Reason, Standing, position_after
from deeptuner.engine.collator import read_tokens, trained_tokens
from deeptuner.engine.collective import sum_over_ranks
from deeptuner.engine.evaluation import Evaluation, evaluate
from deeptuner.engine.loss import Reading, StepLoss
from deeptuner.engine.telling import Teller


@dataclass(frozen=True, slots=True)
class Resume:
    """What to go on from: the folder and what it says about where training stood."""

    folder: Path
    standing: Standing


class RecipeTrainer(Trainer):
    """The Trainer of the recipe.

    `order` is what positions in the data are counted in. `saver` writes a checkpoint when the
    control asks for one. `pausing` may sleep at the end of each step. After each logging, `reading`
    holds what was trained since the last; `evaluation` is the newest and `evaluated_at` its step.
    """

    def __init__(
        self,
        *,
        train_loader: DataLoader[Any],
        eval_loader: DataLoader[Any] | None,
        order: DataOrder,
        saver: Callable[[RecipeTrainer], None],
        pausing: Callable[[RecipeTrainer, Callable[[], None]], None],
        teller: Teller,
        resume: Resume | None = None,
        eval_dtype: torch.dtype | None = None,
        **upstream: Any,
    ) -> None:
        super().__init__(**upstream)
        self.train_loader = train_loader
        self.eval_loader = eval_loader
        self.order = order
        self.saver = saver
        self.pausing = pausing
        self.teller = teller
        self.resume = resume
        self.eval_dtype = eval_dtype
        self.step_loss = StepLoss(self.args.device, self.args.label_smoothing_factor)
        self.compute_loss_func = self.step_loss
        self.reading = Reading(0.0, 0, 0)
        self.evaluation: Evaluation | None = None
        self.evaluated_at = 0
        self.trained = resume.standing.trained if resume else 0
        self.read = resume.standing.read if resume else 0
        self.same_randomness = True
        # Ours decide when to log, evaluate, save and stop, and speak through events.
        self.remove_callback(DefaultFlowCallback)
        self.remove_callback(PrinterCallback)

    def get_train_dataloader(self) -> DataLoader[Any]:
        """Each rank's loader holds its own share already; accelerate would shard it again."""
        return self.train_loader

    def get_batch_samples(
        self, epoch_iterator: Iterator[Any], num_batches: int, device: torch.device
    ) -> tuple[list[Any], Tensor]:
        """Upstream counts the trained tokens of a step; the tokens read are counted here too."""
        batches = [batch for _, batch in zip(range(num_batches), epoch_iterator, strict=False)]
        trained = sum((trained_tokens(batch) for batch in batches), torch.tensor(0))
        read = sum((read_tokens(batch) for batch in batches), torch.tensor(0))
        counts = sum_over_ranks(torch.stack([trained, read]).to(device))
        self.step_loss.begin_step(int(counts[0]), int(counts[1]))
        return batches, counts[0]

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        """Upstream logs the mean of the steps' means; shown is the mean over trained tokens."""
        if "loss" in logs:
            self.reading = self.step_loss.take()
            self.trained += self.reading.trained
            self.read += self.reading.read
            logs["loss"] = self.reading.loss
        super().log(logs, start_time)
        self.state.log_history.clear()  # the events file keeps them; here they would only grow

    def evaluate(
        self,
        eval_dataset: Any = None,
        ignore_keys: list[str] | None = None,
        metric_key_prefix: str = "eval",
    ) -> dict[str, float]:
        """Upstream averages over batches; here it is over tokens, on all ranks."""
        assert self.eval_loader is not None
        with self.teller.phase("evaluating", then="training"):
            found = evaluate(
                self.model,
                self.eval_loader,
                self._prepare_inputs,
                self.args.device,
                self.eval_dtype,
            )
            self.evaluation, self.evaluated_at = found, self.state.global_step
            metrics = {
                f"{metric_key_prefix}_{name}": value for name, value in found.shown().items()
            }
            self.log(metrics)
            self.control: TrainerControl = self.callback_handler.on_evaluate(
                self.args, self.state, self.control, metrics
            )
        return metrics

    def _maybe_log_save_evaluate(self, *given: Any, **named: Any) -> None:
        """Upstream calls it at the end of each step, and has no hook for what comes after it."""
        log_evaluate_save = partial(super()._maybe_log_save_evaluate, *given, **named)
        log_evaluate_save()
        self.pausing(self, log_evaluate_save)

    def eval_loss(self) -> float | None:
        """Of this very step; None when it was not evaluated."""
        if self.evaluation is None or self.evaluated_at != self.state.global_step:
            return None
        return self.evaluation.loss

    def standing(self, reason: Reason, callbacks: dict[str, Any]) -> Standing:
        """Where training stands after the step that was done last."""
        step = self.state.global_step
        epoch, index = position_after(step, self.order)
        return Standing(
            step=step,
            epoch=epoch,
            index=index,
            order=self.order,
            world_size=self.args.world_size,
            reason=reason,
            trained=self.trained,
            read=self.read,
            eval_loss=self.eval_loss(),
            callbacks=callbacks,
        )

    def parts(self) -> checkpoints.Parts:
        tokenizer = self.processing_class
        return checkpoints.Parts(
            model=self.model,
            tokenizer=tokenizer,
            optimizer=self.optimizer,
            scheduler=self.lr_scheduler,
            scaler=getattr(self.accelerator, "scaler", None),
        )

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        """Upstream's checkpoints are neither whole or absent nor independent of the plan."""
        self.saver(self)

    def _init_training_state(
        self,
        max_steps: int,
        num_update_steps_per_epoch: int,
        num_train_epochs: int,
        resume_from_checkpoint: str | None,
        trial: Any,
    ) -> tuple[int, int]:
        """Upstream takes the place in the data from the number of steps, which changes with the
        size of a step; ours is kept as epoch and item."""
        super()._init_training_state(
            max_steps, num_update_steps_per_epoch, num_train_epochs, resume_from_checkpoint, trial
        )
        if self.resume is None:
            return 0, 0
        step, epoch, into = self.resume.standing.steps_under(self.order)
        self.state.global_step = step
        return epoch, into * self.args.gradient_accumulation_steps

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        """Weights are in the model already: they were loaded before it was wrapped or sharded."""

    def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
        """Upstream reads pickles; ours are safetensors by parameter name."""
        if self.resume is not None:
            checkpoints.load(self.resume.folder, self.parts())

    def _load_scaler(self, checkpoint: str | None) -> None:
        """Loaded with the optimizer."""

    def _load_rng_state(self, checkpoint: str | None) -> None:
        """Upstream reads a pickle. Called right before the first step, after all that draws."""
        if self.resume is not None:
            self.same_randomness = load_randomness(self.resume.folder, self.args.seed)
