"""The merged model's weights against what PEFT's own merge gives, each for itself.

What lies between them may be the rounding to the stored type alone, however deep the model: so a
layer that was left out or comes from an older merge shows here, where logits may hide it. Where
PEFT rounds B·A before it adds it, that is one more rounding. Knows how PEFT merges a module in
memory. Does not know files.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import torch
from peft.tuners.lora.layer import Embedding, LoraLayer, ParamWrapper
from peft.tuners.trainable_tokens.layer import TrainableTokensLayer
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import Tensor, nn

SUMS: Final = 2.0**-20  # of a tensor's largest number: another order of fp32 sums
SMALLEST: Final = {"F16": 2.0**-25}  # half of what the type can tell from zero
SEVERAL: Final = 16  # roundings of a tensor's largest number: PEFT computing in the stored type
PIECE: Final = 1 << 22  # numbers compared at once
BETWEEN: Final = (".base_layer", ".original_module", ".token_adapter", ".modules_to_save.default")
TINY: Final = 1e-30
OURS: Final = (LoraLayer, TrainableTokensLayer)


@dataclass(frozen=True, slots=True)
class Merged:
    """A weight after PEFT's merge, fp32; `added` computes what was rounded before it was added."""

    value: Tensor
    added: Callable[[], Tensor] | None = None


Pairs = Iterable[tuple[str, Merged, Tensor | None]]  # by name: PEFT's weights and ours, both fp32


@dataclass(frozen=True, slots=True)
class Weights:
    """`largest`: the largest distance of two weights, 1 being what rounding may do; of `worst`."""

    tensors: int
    largest: float
    worst: str


def in_files(name: str) -> str:
    """The name of a parameter without what PEFT puts between."""
    for part in BETWEEN:
        name = name.replace(part, "")
    return name


@torch.no_grad()
def merged_by_peft(unit: nn.Module, path: str) -> dict[str, Merged]:
    """The parameters of a part of a model after PEFT merged its adapter in place, by their names
    without an adapter."""
    added = dict(_rounded_before(unit, path))
    for module in unit.modules():
        if isinstance(module, BaseTunerLayer):
            module.merge()
            module.merged_adapters.clear()  # the weights may go, and come again as they were
    learned = set(map(id, _learned(unit)))
    found: dict[str, Merged] = {}
    for name, parameter in unit.named_parameters(path):
        short = in_files(name)
        saved = ".modules_to_save." in name
        if id(parameter) not in learned and (saved or short not in found):
            found[short] = Merged(parameter.data, added.get(short))
    return found


def _learned(unit: nn.Module) -> Iterator[nn.Parameter]:
    """What an adapter of any kind consists of."""
    for module in unit.modules():
        if isinstance(module, BaseTunerLayer):
            names = (*module.adapter_layer_names, *module.other_param_names)
            for part in (getattr(module, name, None) for name in names):
                if isinstance(part, nn.Module):
                    yield from part.parameters()


def _rounded_before(unit: nn.Module, path: str) -> Iterator[tuple[str, Callable[[], Tensor]]]:
    """B·A of embeddings, and of parameters that are adapted by their own names; as much as several
    roundings are for kinds of adapters that PEFT alone merges."""
    for name, module in unit.named_modules(prefix=path):
        if isinstance(module, BaseTunerLayer) and not isinstance(module, OURS):
            for inner, weight in module.get_base_layer().named_parameters(name):
                yield in_files(inner), partial(_several, weight)
        elif isinstance(module, Embedding | ParamWrapper):
            weight = module.parameter_name if isinstance(module, ParamWrapper) else "weight"
            (adapter,) = module.active_adapters
            yield in_files(f"{name}.{weight}"), partial(module.get_delta_weight, adapter)


def _several(weight: Tensor) -> Tensor:
    return (SEVERAL * weight.abs().max()).expand_as(weight)


def pairs(wanted: Mapping[str, Merged], found: Mapping[str, Tensor]) -> Pairs:
    return ((name, value, found.get(name)) for name, value in wanted.items())


def judge(compared: Pairs, dtype: str, rounding: float) -> Weights:
    """`dtype`: the coarsest of the stored types, in the words of safetensors; `rounding`: what it
    may change, relative to a number."""
    weights = Weights(0, 0.0, "")
    for name, wanted, found in compared:
        off = _distance(wanted, found, dtype, rounding)
        worse = off > weights.largest
        weights = Weights(
            weights.tensors + 1,
            off if worse else weights.largest,
            name if worse else weights.worst,
        )
    return weights


@torch.no_grad()
def _distance(wanted: Merged, found: Tensor | None, dtype: str, rounding: float) -> float:
    value, added = wanted.value, wanted.added
    if found is None or found.shape != value.shape:
        return math.inf
    if not value.numel():
        return 0.0
    floor = SUMS * float(value.abs().max()) + SMALLEST.get(dtype, 0.0) + TINY
    product = None if added is None else added().reshape(-1)
    offs = []
    for start in range(0, value.numel(), PIECE):
        piece = slice(start, start + PIECE)
        one, other = (each.reshape(-1)[piece] for each in (value, found))
        rounded = one.abs() if product is None else one.abs() + product[piece].abs()
        offs.append(float(((one - other).abs() / (rounded * rounding + floor)).max()))
    return math.inf if any(map(math.isnan, offs)) else max(offs)
