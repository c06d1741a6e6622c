"""Each rank's own check that it is what the plan says, before it writes anything.

Knows how a plan shows in a running process: the world's size, the device, how the model is wrapped.
Libraries fall back in silence (FSDP on a CPU becomes plain data parallel, a missing GPU a CPU), so
that a plan would become another one without a word.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import torch
from torch import distributed, nn
from torch.distributed.tensor import DTensor
from torch.nn.parallel import DistributedDataParallel

from deeptuner.engine.collective import world_size
from deeptuner.engine.plan import Plan
from deeptuner.errors import EngineError
from deeptuner.words import message


def rank() -> int:
    """This process's number over all machines, also before the process group exists."""
    return distributed.get_rank() if distributed.is_initialized() else int(os.getenv("RANK", "0"))


def check_world(plan: Plan) -> None:
    """Raises EngineError unless this process has the plan's world size and sees its devices.

    To be called once the process group exists (TrainingArguments makes it).
    """
    size = world_size()
    if size != plan.world_size:
        raise _not_as_planned("world", planned=plan.world_size, found=size)
    if plan.device == "cuda" and torch.cuda.device_count() != len(plan.gpus):
        raise _not_as_planned("gpus", planned=len(plan.gpus), found=torch.cuda.device_count())


def check_model(plan: Plan, wrapped: nn.Module) -> None:
    """Raises EngineError unless the model, as the Trainer wrapped it, is spread as planned."""
    found = kind_of(wrapped)
    if found != plan.kind:
        raise _not_as_planned("kind", planned=plan.kind, found=found)
    strays = {
        parameter.device.type
        for parameter in wrapped.parameters()
        if parameter.device.type != plan.device
    }
    if strays and not (plan.kind == "fsdp" and strays == {"cpu"}):  # the CPU under CPU offload
        raise _not_as_planned("device", planned=plan.device, found=", ".join(sorted(strays)))
    if plan.kind == "fsdp":
        _check_shards(plan, wrapped)


def kind_of(wrapped: nn.Module) -> str:
    """The kind of plan that a wrapped model shows."""
    if isinstance(wrapped, DistributedDataParallel):
        return "ddp"
    if any(isinstance(parameter, DTensor) for parameter in wrapped.parameters()):
        return "fsdp"
    return "naive" if len(set(_devices(wrapped))) > 1 else "single"


def _check_shards(plan: Plan, model: nn.Module) -> None:
    """Every weight must be a DTensor of which this rank holds at most its share of the rows."""
    for name, parameter in model.named_parameters():
        if not isinstance(parameter, DTensor):
            raise _not_as_planned("whole", name=name)
        share = -(-parameter.shape[0] // plan.world_size)
        if parameter.to_local().shape[0] > share:
            raise _not_as_planned("whole", name=name)


def _devices(model: nn.Module) -> Iterator[torch.device]:
    for parameter in model.parameters():
        yield parameter.device


def _not_as_planned(what: str, **params: object) -> EngineError:
    return EngineError(
        message(f"engine.ranks.{what}", **params), fix=message("engine.ranks.fix-start-again")
    )
