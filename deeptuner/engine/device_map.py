"""Naive model parallel: which layer lies on which GPU.

Knows how to cut the layers into runs of about equal weight, in order, leaving room on the first and
last GPU for the logits that training puts there. Does not know GPUs beyond what each may hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import nn
from transformers import PreTrainedModel

from deeptuner.engine.sizes import PER_TOKEN_LOGIT, weight_bytes
from deeptuner.errors import EngineError
from deeptuner.settings.sections.config import Config
from deeptuner.words import message

COPY_PER_LOGIT = 2  # bytes: accelerate copies the whole output back to the first GPU


@dataclass(frozen=True, slots=True)
class Unit:
    """A module that is never split, and the bytes of its weights."""

    name: str
    bytes: int


def balanced_device_map(
    model: PreTrainedModel, config: Config, max_memory: Sequence[int]
) -> dict[str, int]:
    """Module name → GPU (0, 1, … in the order of `max_memory`, bytes each may hold).

    Layers keep their order and the GPUs differ by at most about one layer, counting the logits
    against the GPU they lie on. A head that shares its weight with the embedding lies beside it.
    Raises EngineError when the weights do not fit.
    """
    units = units_of(model, config)
    front = {unit.name for unit in units if unit.bytes == 0}
    tied = _tied_head(model)
    if tied:
        front.add(tied)
    moving = [unit for unit in units if unit.name not in front]
    loads = _reserved(config, model, len(max_memory), bool(tied))
    cuts = _cut([unit.bytes for unit in moving], loads, max_memory)
    placed = dict.fromkeys(sorted(front), 0)
    placed |= {unit.name: gpu for unit, gpu in zip(moving, cuts, strict=True)}
    return placed


def units_of(model: PreTrainedModel, config: Config) -> list[Unit]:
    """The modules to place, in the order in which they run, and their weights."""
    whole = set(model._no_split_modules or ())
    found: list[Unit] = []

    def descend(name: str, module: nn.Module) -> None:
        own = any(True for _ in module.parameters(recurse=False))
        children = list(module.named_children())
        if name and (type(module).__name__ in whole or own or not children):
            found.append(Unit(name, weight_bytes(module, model, config)))
            return
        for child, below in children:
            descend(f"{name}.{child}" if name else child, below)

    descend("", model)
    return found


def _tied_head(model: PreTrainedModel) -> str | None:
    """The name of an output head that shares the embedding's weight."""
    head, embedding = model.get_output_embeddings(), model.get_input_embeddings()
    if head is None or not model.config.get_text_config().tie_word_embeddings:
        return None
    assert embedding is not None
    return next(name for name, module in model.named_modules() if module is head)


def _reserved(config: Config, model: PreTrainedModel, gpus: int, tied: bool) -> list[int]:
    """Bytes that training adds to each GPU beside the weights: logits and their copy."""
    text = model.config.get_text_config()
    assert config.data.max_length != "auto"
    logits = config.training.batch_size * config.data.max_length * text.vocab_size
    loads = [0] * gpus
    loads[0] += COPY_PER_LOGIT * logits
    loads[0 if tied else -1] += PER_TOKEN_LOGIT * logits
    return loads


def _cut(sizes: Sequence[int], loads: Sequence[int], max_memory: Sequence[int]) -> list[int]:
    """The GPU of each unit: the cut whose fullest GPU is least full, found by halving."""
    low, high = 0, sum(sizes) + sum(loads)
    best = _fill(sizes, loads, max_memory, high)
    if best is None and len(sizes) < len(loads):
        raise EngineError(
            message("engine.map.too-many", gpus=len(loads), parts=len(sizes)),
            where="hardware.gpus",
            fix=message("engine.map.fix-fewer"),
        )
    if best is None:
        raise EngineError(
            message("engine.map.too-large", need=_gib(sum(sizes)), have=_gib(sum(max_memory))),
            where="hardware.gpus",
            fix=message("engine.fix.smaller"),
        )
    while low < high:
        middle = (low + high) // 2
        found = _fill(sizes, loads, max_memory, middle)
        low, high, best = (low, middle, found) if found else (middle + 1, high, best)
    return best


def _fill(
    sizes: Sequence[int], loads: Sequence[int], max_memory: Sequence[int], level: int
) -> list[int] | None:
    """Fill one GPU after the other up to `level`, each with at least one unit, so that the first
    unit lies on the first GPU and the last on the last. None when that cannot be done."""
    chosen: list[int] = []
    for gpu, (load, room) in enumerate(zip(loads, max_memory, strict=True)):
        still_to_come = len(loads) - gpu - 1
        held = 0
        while len(chosen) < len(sizes) - still_to_come:
            more = held + sizes[len(chosen)]
            if load + more > level or more > room:
                break
            held = more
            chosen.append(gpu)
        if chosen[-1:] != [gpu]:
            return None
    return chosen if len(chosen) == len(sizes) else None


def _gib(number: int) -> str:
    return f"{number / 2**30:.1f}"
