"""The merge formulas, on a block of rows at a time.

LoRA (https://arxiv.org/abs/2106.09685): W' = W + scale · B·A. DoRA (https://arxiv.org/abs/2402.09353):
W' = m / ‖W + scale · B·A‖ · (W + scale · B·A), the length being that of each output's weights.
All is computed in fp32 (fp64 stays) in the order of PEFT, so that fp32 results are equal to the
last bit, and rounded once to the stored type. Does not know files' layout nor tensors' names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from deeptuner.engine.merge.adapter import ModuleUpdate
from deeptuner.engine.merge.rows import DTYPES, Stored


class NotFiniteError(Exception):
    """The result does not fit the stored type, or the base holds numbers that are none."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one stored tensor changes. `transposed`: stored as [inputs, outputs]."""

    update: ModuleUpdate
    is_bias: bool = False
    transposed: bool = False


def changed(base: Stored, change: Change) -> Iterator[Tensor]:
    """The new content of `base`, block after block, in its own type.

    Raises NotFiniteError rather than giving out a broken number.
    """
    for block in _computed(base, change):
        rounded = block.to(DTYPES[base.info.dtype])
        if not torch.isfinite(rounded).all():
            raise NotFiniteError
        yield rounded


def _computed(base: Stored, change: Change) -> Iterator[Tensor]:
    update = change.update
    if change.is_bias:
        yield _bias(update.bias or base, update)
    elif update.a is None:
        source = update.weight or base
        yield from (source.rows(start, end) for start, end in source.blocks())
    elif update.magnitude is not None and change.transposed:
        yield _dora_transposed(update.weight or base, update)
    else:
        source = update.weight or base
        for start, end in source.blocks():
            yield _block(source, update, change.transposed, start, end)


def _bias(source: Stored, update: ModuleUpdate) -> Tensor:
    bias = _precise(source.whole())
    if update.bias_shift is None:
        return bias
    return bias + _precise(update.bias_shift.whole()) * update.scale


def _block(source: Stored, update: ModuleUpdate, transposed: bool, start: int, end: int) -> Tensor:
    weight = _precise(source.rows(start, end))
    if transposed:
        return weight + _delta(update, columns=(start, end)).T
    merged = weight + _delta(update, rows=(start, end))
    if update.magnitude is None:
        return merged
    length = torch.linalg.norm(merged, dim=1)
    return (_precise(update.magnitude.rows(start, end)) / length).view(-1, 1) * merged


def _dora_transposed(source: Stored, update: ModuleUpdate) -> Tensor:
    """Here an output's weights are a column, so its length needs all rows at once."""
    assert update.magnitude is not None
    merged = _precise(source.whole()) + _delta(update).T
    length = torch.linalg.norm(merged.T, dim=1)
    return (_precise(update.magnitude.whole()) / length).view(1, -1) * merged


def _delta(
    update: ModuleUpdate,
    rows: tuple[int, int] | None = None,
    columns: tuple[int, int] | None = None,
) -> Tensor:
    """scale · B·A, [outputs, inputs], or some of its rows or columns."""
    assert update.a is not None
    assert update.b is not None
    a, b = _precise(update.a.whole()), _precise(update.b.rows(*rows) if rows else update.b.whole())
    return (b @ (a[:, slice(*columns)] if columns else a)) * update.scale


def _precise(tensor: Tensor) -> Tensor:
    return tensor if tensor.dtype == torch.float64 else tensor.float()
