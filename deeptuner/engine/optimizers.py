"""Optimizers and schedulers: which work where, and the options each scheduler takes.

Knows transformers' names for both. Does not build them; the Trainer does, from the names.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

from torch.optim.lr_scheduler import ReduceLROnPlateau
from transformers.optimization import TYPE_TO_SCHEDULER_FUNCTION, GreedyLR
from transformers.trainer_utils import SchedulerType

from deeptuner.engine.plan import Backend, Device, Plan
from deeptuner.errors import InputError, SettingsError
from deeptuner.settings.sections.training import TrainingSection
from deeptuner.words import Message, message

# What a scheduler is told by the Trainer, which nobody may set twice.
TOLD: Final = frozenset(
    {"optimizer", "num_warmup_steps", "num_training_steps", "last_epoch", "verbose"}
)
# Those of torch itself work on sharded weights; bitsandbytes' and Adafactor's read plain memory.
SHARDABLE: Final = ("adamw_torch", "adamw_torch_fused", "sgd", "rmsprop", "adagrad")
BY_EVAL_LOSS: Final = frozenset({"reduce_lr_on_plateau", "greedy"})


def choose_optimizer(
    asked: str, paging: bool, device: Device, backend: Backend
) -> tuple[str, Message]:
    """The optimizer's upstream name, and why.

    Paged optimizers need a GPU's unified memory; on the CPU bitsandbytes itself falls back to
    ordinary memory with a warning, so there the plain form of the same optimizer is taken.
    """
    if asked == "auto":
        asked, why = "adamw_torch_fused", message("engine.optimizer.fused")
    else:
        why = message("engine.decision.as-set")
    if paging and device == "cuda" and "paged" not in asked:
        return _paged(asked, backend)
    if asked.startswith("paged_") and device == "cpu":
        return _unpaged(asked), message("engine.optimizer.no-paging-on-cpu")
    return asked, why


def check_sharded_optimizer(name: str, plan: Plan) -> None:
    """Raises InputError for an optimizer that cannot work on what FSDP shards."""
    if plan.kind == "fsdp" and name not in SHARDABLE:
        raise InputError(
            message("engine.optimizer.not-sharded", name=name),
            where="training.optimizer",
            fix=message("engine.optimizer.fix-sharded", names=", ".join(SHARDABLE)),
        )


def scheduler_options(training: TrainingSection, max_steps: int) -> dict[str, Any]:
    """The options of the chosen scheduler: the person's, and those it cannot do without.

    Raises SettingsError for an option that the scheduler does not have.
    """
    kind = training.lr_scheduler_type
    mistakes = [_mistake(key, kind) for key in training.lr_scheduler_options]
    if wrong := [mistake for mistake in mistakes if mistake]:
        raise SettingsError(message("engine.scheduler.bad-options"), wrong)
    given = dict(training.lr_scheduler_options)
    return {**_needed(kind, training.learning_rate, max_steps, given), **given}


def options_of(kind: str) -> frozenset[str]:
    """Names of the options that transformers' scheduler `kind` takes."""
    if kind in ("constant", "constant_with_warmup"):
        return frozenset()
    return frozenset(inspect.signature(_made_by(kind)).parameters) - TOLD


def _made_by(kind: str) -> Callable[..., Any]:
    """What takes the options: two schedulers are made by functions that only pass them on."""
    classes: dict[str, Callable[..., Any]] = {
        "reduce_lr_on_plateau": ReduceLROnPlateau,
        "greedy": GreedyLR,
    }
    found: Callable[..., Any] = classes.get(kind) or TYPE_TO_SCHEDULER_FUNCTION[SchedulerType(kind)]
    return found


def _needed(
    kind: str, learning_rate: float, max_steps: int, given: dict[str, Any]
) -> dict[str, Any]:
    """Defaults where upstream has none, or one that does not fit fine-tuning.

    Greedy's own lower bound of 1e-3 would raise every usual learning rate.
    """
    match kind:
        case "cosine_with_min_lr" | "cosine_warmup_with_min_lr":
            return {} if {"min_lr", "min_lr_rate"} & given.keys() else {"min_lr_rate": 0.1}
        case "warmup_stable_decay":
            return {"num_decay_steps": max(1, max_steps // 10)}
        case "greedy":
            return {"min_lr": learning_rate / 100, "max_lr": learning_rate}
    return {}


def _mistake(key: str, kind: str) -> InputError | None:
    known = options_of(kind)
    if key in known:
        return None
    near = get_close_matches(key, sorted(known), n=1)
    return InputError(
        message("engine.scheduler.unknown-option", key=key, kind=kind),
        where=f"training.lr_scheduler_options.{key}",
        fix=message("engine.scheduler.nearest", key=near[0]) if near else None,
    )


def _paged(asked: str, backend: Backend) -> tuple[str, Message]:
    """Paging with the AdamW family; others have no paged form."""
    if asked.startswith("adamw"):
        chosen = "paged_adamw_8bit" if "8bit" in asked else "paged_adamw_32bit"
    elif asked.startswith(("lion", "ademamix")):
        name, _, bits = asked.partition("_")
        chosen = f"paged_{name}_{bits or '32bit'}"
    else:
        return asked, message("engine.optimizer.no-paged-form", name=asked)
    why = "engine.optimizer.paged-rocm" if backend == "rocm" else "engine.optimizer.paged"
    return chosen, message(why)


def _unpaged(asked: str) -> str:
    plain = asked.removeprefix("paged_")
    return {
        "adamw_32bit": "adamw_torch",
        "adamw_8bit": "adamw_bnb_8bit",
        "ademamix_32bit": "ademamix",
    }.get(plain, plain)
