"""Puts the Trainer together: data, batches, callbacks.

Knows which parts a run needs. Does not know how any of them works, and does not start training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from peft import PeftModel
from transformers import (
    PreTrainedModel,
    PreTrainedTokenizerBase,
    TrainerCallback,
    TrainingArguments,
)

from deeptuner.data.packing import pack
from deeptuner.data.sampler import BatchSampler, eval_batches
from deeptuner.data.store import TokenStore
from deeptuner.engine.callbacks.early_stopping import EarlyStoppingCallback
from deeptuner.engine.callbacks.events import EventsCallback
from deeptuner.engine.callbacks.flow import FlowCallback
from deeptuner.engine.callbacks.orders import OrdersCallback
from deeptuner.engine.callbacks.samples import SamplesCallback
from deeptuner.engine.callbacks.start import LastCallback, StartCallback
from deeptuner.engine.callbacks.tensorboard import TensorBoardCallback
from deeptuner.engine.checkpoint.standing import DataOrder
from deeptuner.engine.collator import Collator
from deeptuner.engine.loader import Items, MicroBatches, make_loader
from deeptuner.engine.plan import Plan
from deeptuner.engine.ranks import rank
from deeptuner.engine.samples import Prompt
from deeptuner.engine.saver import Saver
from deeptuner.engine.schedule import Schedule
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import RecipeTrainer, Resume
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import SupervisorLink
from deeptuner.settings.sections.config import Config


class Prepared(Protocol):
    """What training needs of `data.prepare.Prepared`."""

    @property
    def train(self) -> TokenStore: ...
    @property
    def eval(self) -> TokenStore | None: ...
    @property
    def stop_token_ids(self) -> Sequence[int]: ...
    @property
    def prompts(self) -> Sequence[Prompt]: ...


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained on, in which order, and what is evaluated on."""

    train: Items
    eval: Items | None
    sampler: BatchSampler
    order: DataOrder


@dataclass(frozen=True, slots=True)
class Assembly:
    """`flow` and so on are asked after training how it ended."""

    trainer: RecipeTrainer
    orders: OrdersCallback
    early_stopping: EarlyStoppingCallback | None


def make_data(config: Config, plan: Plan, prepared: Prepared, key: str) -> Data:
    """Items and their order. `key` names the prepared data's content."""
    train = _items(config, prepared.train)
    has_eval = prepared.eval is not None and len(prepared.eval) > 0
    sampler = BatchSampler(
        items=len(train),
        batch_size=config.training.batch_size,
        accumulation=config.training.gradient_accumulation_steps,
        world_size=plan.world_size,
        rank=rank(),
        seed=config.data.seed,
    )
    order = DataOrder(len(train), sampler.items_per_step, config.data.seed, key)
    evaluated = _items(config, prepared.eval) if prepared.eval is not None and has_eval else None
    return Data(train, evaluated, sampler, order)


def assemble(
    run: RunFolder,
    config: Config,
    plan: Plan,
    prepared: Prepared,
    data: Data,
    schedule: Schedule,
    arguments: TrainingArguments,
    model: PreTrainedModel | PeftModel,
    tokenizer: PreTrainedTokenizerBase,
    resume: Resume | None,
    teller: Teller,
    link: SupervisorLink,
) -> Assembly:
    """The Trainer with everything it needs, ready to train."""
    collator = Collator(
        flatten=config.data.batching != "padded", pad_id=tokenizer.pad_token_id or 0
    )
    saver = Saver(run, config.checkpoints.keep, teller)
    orders = OrdersCallback(link, saver)
    early = _early_stopping(config, saver)
    callbacks: list[TrainerCallback] = [
        StartCallback(plan, collator, teller),
        EventsCallback(teller, schedule),
        SamplesCallback(
            prepared.prompts, prepared.stop_token_ids, config.evaluation.sample_length, teller
        ),
        *([TensorBoardCallback(run.tensorboard_dir / "train")] if rank() == 0 else []),
        *([early] if early else []),
        FlowCallback(schedule, saver, config.checkpoints.recovery_minutes),
        orders,
        LastCallback(teller),
    ]
    trainer = RecipeTrainer(
        model=model,
        args=arguments,
        processing_class=tokenizer,
        callbacks=callbacks,
        order=data.order,
        saver=saver,
        teller=teller,
        resume=resume,
        **_loaders(config, plan, data, collator),
    )
    for callback in callbacks:
        callback.trainer = trainer
    if resume:
        saver.restore(resume.standing.callbacks)
    return Assembly(trainer, orders, early)


def _items(config: Config, samples: TokenStore) -> Items:
    if config.data.batching != "packed":
        return Items(samples)
    assert config.data.max_length != "auto"
    return Items(samples, pack(samples.lengths, config.data.max_length, config.data.seed))


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


def _early_stopping(config: Config, saver: Saver) -> EarlyStoppingCallback | None:
    training = config.training
    if not training.early_stopping:
        return None
    early = EarlyStoppingCallback(
        training.early_stopping_patience, training.early_stopping_min_change, saver
    )
    saver.stateful.append(early)
    return early
