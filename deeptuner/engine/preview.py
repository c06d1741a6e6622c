"""What preparing would decide about devices and steps, without a run and without writing anything.

Asks the same functions as `prepare`, in the same order. Does not count items (`data.counting`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transformers import PreTrainedModel

from deeptuner.data.counting import Count
from deeptuner.data.sampler import BatchSampler
from deeptuner.engine.model import build_on_meta, load_config
from deeptuner.engine.planner import Choice, accumulation, choose_plan, find_site
from deeptuner.engine.probe import Machine, machine_from_json
from deeptuner.engine.resolve import Decision, Resolver, resolve_for_model, resolve_seeds
from deeptuner.engine.schedule import total_steps
from deeptuner.engine.sizes import measure
from deeptuner.settings.catalog import value_at, with_values
from deeptuner.settings.declare import AUTO
from deeptuner.settings.sections.config import Config


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps as the engine would count them; `batch` is the effective batch size, in items."""

    per_epoch: int
    total: int
    batch: int
    world_size: int

    @property
    def epochs(self) -> float:
        return self.total / self.per_epoch


def read_machine(value: Mapping[str, Any]) -> Machine:
    """The machine that a probe in another process has printed."""
    return machine_from_json(value)


def skeleton_of(model_dir: Path, *, trusted: bool) -> PreTrainedModel:
    """The model without weights. Raises ModelError for one that cannot be fine-tuned here."""
    return build_on_meta(load_config(model_dir, trusted), trusted)


def preview_plan(
    config: Config, machine: Machine, skeleton: PreTrainedModel, max_length: int
) -> Choice:
    """The plan for samples (or packs) of up to `max_length` tokens.

    Raises as `choose_plan` does.
    """
    resolver = Resolver(config)
    resolve_seeds(resolver)
    resolve_for_model(resolver, machine, find_site(config, machine), skeleton)
    settled = resolver.config
    tokens = settled.training.batch_size * max_length
    return choose_plan(settled, machine, measure(skeleton, settled), tokens)


def preview_decisions(
    config: Config, machine: Machine, skeleton: PreTrainedModel, choice: Choice
) -> list[Decision]:
    """What `auto` would come to in the settings that follow from machine, model and plan.

    Raises as `find_site` and `resolve_for_model` do.
    """
    resolver = Resolver(config)
    resolve_for_model(resolver, machine, find_site(config, machine), skeleton)
    checkpointing = "memory.gradient_checkpointing"
    resolver.decide(checkpointing, choice.checkpointing, choice.checkpointing_reason)
    return [one for one in resolver.decisions if value_at(config, one.path) == AUTO]


def automatic(config: Config) -> Config:
    """The same settings with the parallel plan left to the program."""
    return with_values(config, {"hardware.parallel": AUTO})


def preview_steps(config: Config, count: Count, world_size: int) -> Steps:
    """The steps of a run over `count` items in `world_size` processes."""
    micro, _ = accumulation(config, world_size)
    sampler = BatchSampler(count.train, config.training.batch_size, micro, world_size, 0, 0)
    per_epoch = sampler.steps_per_epoch
    return Steps(per_epoch, total_steps(config, per_epoch), sampler.items_per_step, world_size)
