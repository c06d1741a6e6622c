"""Every `auto` becomes a value, with its reason; random seeds are drawn and recorded.

Knows the order in which settings depend on machine, model, data and plan, and calls whoever decides
each. Settings that stay `auto` say "whenever a checkpoint is saved" or are the monitor's.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import Any

from transformers import PreTrainedModel
from transformers.pytorch_utils import Conv1D
from transformers.utils import is_flash_attn_2_available

from deeptuner.data.prepare import Prepared
from deeptuner.engine.optimizers import check_sharded_optimizer, choose_optimizer
from deeptuner.engine.plan import Device, Plan
from deeptuner.engine.planner import Choice, Site, accumulation
from deeptuner.engine.precision import choose_precision
from deeptuner.engine.probe import Machine
from deeptuner.errors import EngineError
from deeptuner.settings.catalog import Value, value_at, with_values
from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message

SEEDS = ("training.seed", "data.seed")


@dataclass(frozen=True, slots=True)
class Decision:
    """One setting that the program decided, and why."""

    path: str
    value: Value
    reason: Message

    def to_json(self) -> dict[str, Any]:
        return {"path": self.path, "value": self.value, "reason": self.reason.to_json()}


@dataclass(slots=True)
class Resolver:
    """Settings on their way to being whole. `decisions` holds what changed, in order."""

    config: Config
    decisions: list[Decision] = field(default_factory=list)

    def decide(self, path: str, value: Value, reason: Message) -> None:
        """Give a setting a value; a value that the person set is no decision."""
        if value_at(self.config, path) == value:
            return
        self.config = with_values(self.config, {path: value})
        self.decisions.append(Decision(path, value, reason))

    def is_auto(self, path: str) -> bool:
        return value_at(self.config, path) == AUTO


def resolve_seeds(resolver: Resolver) -> None:
    """−1 becomes a random seed: the same file then repeats the run."""
    for path in SEEDS:
        if value_at(resolver.config, path) == -1:
            drawn = random.SystemRandom().randrange(2**32)
            resolver.decide(path, drawn, message("engine.decision.drawn"))


def resolve_for_model(
    resolver: Resolver, machine: Machine, site: Site, skeleton: PreTrainedModel
) -> None:
    """What follows from the devices and the model alone. Raises EngineError for the impossible."""
    device: Device = "cuda" if site.gpus else "cpu"
    bf16 = all(gpu.bf16 for gpu in site.gpus)
    asked = resolver.config.training.mixed_precision
    precision, why = choose_precision(asked, device, bf16)
    resolver.decide("training.mixed_precision", precision, why)
    _attention(resolver, skeleton)
    _quantization(resolver)
    training = resolver.config.training
    paging = resolver.config.memory.optimizer_paging
    backend = machine.backend if site.gpus else "cpu"
    resolver.decide(
        "training.optimizer", *choose_optimizer(training.optimizer, paging, device, backend)
    )
    _transposed(resolver, skeleton)
    if resolver.is_auto("evaluation.full_16bit"):
        why = message("engine.decision.as-training")
        resolver.decide("evaluation.full_16bit", precision != "fp32", why)
    if resolver.is_auto("data.loader_workers"):
        _workers(resolver, machine, site)


def resolve_for_data(resolver: Resolver, prepared: Prepared) -> None:
    """What the data path decided, with its own reasons."""
    for made in prepared.decisions:
        if resolver.is_auto(made.path):
            resolver.decide(made.path, made.value, made.reason)


def resolve_for_plan(resolver: Resolver, choice: Choice, items: int) -> None:
    """What follows from the plan, and from how many items an epoch has.

    Raises InputError for an optimizer that the plan cannot serve.
    """
    plan = choice.plan
    check_sharded_optimizer(resolver.config.training.optimizer, plan)
    why = message("engine.decision.fit-gpus" if plan.gpus else "engine.decision.no-gpu")
    resolver.decide("hardware.gpus", list(plan.gpus), why)
    if plan.kind != "single":
        resolver.decide("hardware.parallel", plan.kind, plan.reason)
    resolver.decide(
        "memory.gradient_checkpointing", choice.checkpointing, choice.checkpointing_reason
    )
    if resolver.is_auto("hardware.max_memory") and plan.max_memory:
        room = min(plan.max_memory) / 10**9
        resolver.decide("hardware.max_memory", room, message("engine.decision.room"))
    steps, why = accumulation(resolver.config, plan.world_size)
    resolver.decide("training.gradient_accumulation_steps", steps, why)
    _epochs(resolver, plan, items)


def _attention(resolver: Resolver, skeleton: PreTrainedModel) -> None:
    asked = resolver.config.model.attention
    if asked == "flash_attention_2" and not is_flash_attn_2_available():
        raise EngineError(
            message("engine.model.no-flash"),
            where="model.attention",
            fix=message("engine.model.fix-attention"),
        )
    if asked == AUTO:
        chosen = skeleton.config._attn_implementation
        resolver.decide("model.attention", chosen, message(f"engine.decision.{chosen}"))


def _quantization(resolver: Resolver) -> None:
    precision = resolver.config.training.mixed_precision
    if resolver.is_auto("quantization.bits"):
        bits = 4 if resolver.config.method.kind == "qlora" else 16
        resolver.decide("quantization.bits", bits, message(f"engine.decision.bits-{bits}"))
    if resolver.is_auto("quantization.compute_dtype"):
        why = message("engine.decision.as-precision")
        resolver.decide("quantization.compute_dtype", precision, why)


def _transposed(resolver: Resolver, skeleton: PreTrainedModel) -> None:
    if resolver.is_auto("lora.fan_in_fan_out"):
        found = any(isinstance(module, Conv1D) for module in skeleton.modules())
        why = message("engine.decision.transposed" if found else "engine.decision.not-transposed")
        resolver.decide("lora.fan_in_fan_out", found, why)


def _workers(resolver: Resolver, machine: Machine, site: Site) -> None:
    """Batches are cut from a memory-mapped file: one worker keeps a GPU fed, a CPU needs none."""
    spare = machine.cpu_cores // max(site.local, 1) > 1
    workers = 1 if site.gpus and spare else 0
    why = "engine.decision.worker" if workers else "engine.decision.no-worker"
    resolver.decide("data.loader_workers", workers, message(why))


def _epochs(resolver: Resolver, plan: Plan, items: int) -> None:
    training = resolver.config.training
    if training.epochs is not None or training.max_steps is not None:
        return
    at_once = training.batch_size * training.gradient_accumulation_steps * plan.world_size
    steps = math.ceil(items / at_once)
    epochs = float(math.ceil(training.min_update_steps / steps))
    why = message("engine.decision.epochs", steps=steps, least=training.min_update_steps)
    resolver.decide("training.epochs", epochs, why)
