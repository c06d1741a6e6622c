"""Puts the Trainer together: data, batches, callbacks.

Knows which parts a run needs. Does not know how any of them works, and does not start training.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from peft import PeftModel
from transformers import (
    PreTrainedModel,
    PreTrainedTokenizerBase,
    TrainerCallback,
    TrainingArguments,
)
from transformers.integrations import get_reporting_integration_callbacks

from deeptuner.data.prepare import Prepared
from deeptuner.data.sampler import BatchSampler, eval_batches
from deeptuner.engine.callbacks.diagnosis import DiagnosisCallback
from deeptuner.engine.callbacks.early_stopping import EarlyStoppingCallback
from deeptuner.engine.callbacks.events import EventsCallback
from deeptuner.engine.callbacks.flow import FlowCallback
from deeptuner.engine.callbacks.orders import OrdersCallback
from deeptuner.engine.callbacks.pausing import Pausing
from deeptuner.engine.callbacks.samples import SamplesCallback
from deeptuner.engine.callbacks.start import LastCallback, StartCallback
from deeptuner.engine.callbacks.tensorboard import TensorBoardCallback
from deeptuner.engine.checkpoint.standing import DataOrder
from deeptuner.engine.collator import Collator
from deeptuner.engine.loader import Items, MicroBatches, make_loader
from deeptuner.engine.optimizers import BY_EVAL_LOSS
from deeptuner.engine.plan import Plan
from deeptuner.engine.precision import evaluation_dtype
from deeptuner.engine.ranks import rank
from deeptuner.engine.saver import Saver
from deeptuner.engine.schedule import Schedule
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer, Resume
from deeptuner.errors import EngineError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import SupervisorLink
from deeptuner.settings.sections.config import Config
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained on, in which order, and what is evaluated on."""

    train: Items
    eval: Items | None
    sampler: BatchSampler
    order: DataOrder


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt at a run is given, on each rank."""

    run: RunFolder
    config: Config
    plan: Plan
    prepared: Prepared
    data: Data
    schedule: Schedule
    teller: Teller
    link: SupervisorLink


@dataclass(frozen=True, slots=True)
class Assembly:
    """The Trainer, and those callbacks that are asked afterwards how training ended."""

    trainer: RecipeTrainer
    orders: OrdersCallback
    early_stopping: EarlyStoppingCallback | None


def make_data(config: Config, plan: Plan, prepared: Prepared) -> Data:
    """Items and their order: single samples, or packs where the data was packed.

    Raises EngineError when the learning rate follows an eval loss that there is not.
    """
    train = Items(prepared.train, prepared.packs)
    sampler = BatchSampler(
        items=len(train),
        batch_size=config.training.batch_size,
        accumulation=config.training.gradient_accumulation_steps,
        world_size=plan.world_size,
        rank=rank(),
        seed=config.data.seed,
    )
    order = DataOrder(len(train), sampler.items_per_step, config.data.seed, prepared.key)
    if prepared.eval is None and config.training.lr_scheduler_type in BY_EVAL_LOSS:
        raise EngineError(
            message("engine.train.needs-eval", kind=config.training.lr_scheduler_type),
            where="training.lr_scheduler_type",
            fix=message("engine.train.needs-eval-fix"),
        )
    evaluated = Items(prepared.eval, prepared.eval_packs) if prepared.eval else None
    return Data(train, evaluated, sampler, order)


def assemble(
    attempt: Attempt,
    arguments: TrainingArguments,
    model: PreTrainedModel | PeftModel,
    tokenizer: PreTrainedTokenizerBase,
    resume: Resume | None,
) -> Assembly:
    """The Trainer with everything it needs, ready to train."""
    config, data = attempt.config, attempt.data
    collator = Collator(
        flatten=config.data.batching != "padded", pad_id=tokenizer.pad_token_id or 0
    )
    saver = Saver(attempt.run, config.checkpoints.keep, attempt.teller)
    orders = OrdersCallback(attempt.link, saver)
    early = _early_stopping(config, saver)
    callbacks = _callbacks(attempt, collator, saver, orders, early)
    trainer = RecipeTrainer(
        model=model,
        args=arguments,
        eval_dataset=data.eval,
        processing_class=tokenizer,
        callbacks=callbacks,
        order=data.order,
        saver=saver,
        pausing=Pausing(orders, attempt.teller.clock),
        teller=attempt.teller,
        resume=resume,
        eval_dtype=evaluation_dtype(
            config.evaluation.full_16bit is True,
            config.training.mixed_precision,
            attempt.plan.device,
        ),
        **_loaders(config, attempt.plan, data, collator),
    )
    for callback in callbacks:
        callback.trainer = trainer
    if resume:
        saver.restore(resume.standing.callbacks)
    return Assembly(trainer, orders, early)


def _callbacks(
    attempt: Attempt,
    collator: Collator,
    saver: Saver,
    orders: OrdersCallback,
    early: EarlyStoppingCallback | None,
) -> list[TrainerCallback]:
    """In the order in which they are called: orders have the last word on what a step does."""
    config, prepared, teller = attempt.config, attempt.prepared, attempt.teller
    folder = attempt.run.tensorboard_dir / "train"
    return [
        StartCallback(attempt.plan, collator, teller),
        *([TensorBoardCallback(folder, config, teller)] if rank() == 0 else []),
        EventsCallback(teller, attempt.schedule, len(prepared.eval) if prepared.eval else 0),
        *([DiagnosisCallback(attempt.run, config, teller, early)] if rank() == 0 else []),
        SamplesCallback(
            prepared.prompts, prepared.stop_token_ids, config.evaluation.sample_length, teller
        ),
        *([early] if early else []),
        FlowCallback(attempt.schedule, saver, config.checkpoints.recovery_minutes),
        orders,
        *_reporters(config, teller),
        LastCallback(teller),
    ]


def _loaders(config: Config, plan: Plan, data: Data, collator: Collator) -> dict[str, Any]:
    assert config.data.loader_workers != "auto"
    options: dict[str, Any] = {
        "workers": config.data.loader_workers,
        "pin": plan.device == "cuda",
    }
    micro = MicroBatches(data.sampler, config.training.gradient_accumulation_steps)
    loaders = {
        "train_loader": make_loader(data.train, micro, collator, **options),
        "eval_loader": None,
    }
    if data.eval is not None:
        turns = eval_batches(
            len(data.eval), config.training.eval_batch_size, plan.world_size, rank()
        )
        loaders["eval_loader"] = make_loader(data.eval, turns, collator, **options)
    return loaders


def _reporters(config: Config, teller: Teller) -> list[TrainerCallback]:
    """Upstream's own for wandb and mlflow; TensorBoard files are ours and always there."""
    found: list[TrainerCallback] = []
    for name in config.logging.report_to:
        if name == "tensorboard":
            continue
        if find_spec(name) is None:
            teller.warn(message("engine.train.no-reporter", name=name))
        else:
            found += [kind() for kind in get_reporting_integration_callbacks([name])]
    return found


def _early_stopping(config: Config, saver: Saver) -> EarlyStoppingCallback | None:
    training = config.training
    if not training.early_stopping:
        return None
    early = EarlyStoppingCallback(
        training.early_stopping_patience, training.early_stopping_min_change, saver
    )
    saver.stateful.append(early)
    return early
