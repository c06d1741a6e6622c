"""The merge formulas, on a block of rows at a time.

LoRA (https://arxiv.org/abs/2106.09685): W' = W + scale · B·A. DoRA (https://arxiv.org/abs/2402.09353):
W' = m / ‖W + scale · B·A‖ · (W + scale · B·A), the length being that of each output's weights.
All is computed in fp32 (fp64 stays) in the order of PEFT, so that fp32 results are equal to the
last bit, and rounded once to the stored type. Does not know files' layout nor tensors' names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from deeptuner.engine.merge.adapter import ModuleUpdate
from deeptuner.engine.merge.parallel import Task, in_order
from deeptuner.engine.merge.rows import DTYPES, Stored, is_finite


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
    dtype = DTYPES[base.info.dtype]
    return in_order(partial(_rounded, task, dtype) for task in _tasks(base, change))


def _rounded(task: Task, dtype: torch.dtype) -> Tensor:
    block = task().to(dtype)
    if not is_finite(block):
        raise NotFiniteError
    return block


def _tasks(base: Stored, change: Change) -> Iterator[Task]:
    """What gives each block, to be computed in any order."""
    update = change.update
    if change.is_bias:
        yield partial(_bias, update.bias or base, update)
        return
    source = update.weight or base
    if update.a is None:
        yield from (partial(source.rows, *block) for block in source.blocks())
    elif update.magnitude is not None and change.transposed:
        yield partial(_dora_transposed, source, update)
    else:
        a, b = _factors(update)
        compute = _transposed if change.transposed else _plain
        for block in source.blocks():
            yield partial(compute, source, update, a, b, *block)


def _bias(source: Stored, update: ModuleUpdate) -> Tensor:
    bias = _precise(source.whole())
    if update.bias_shift is None:
        return bias
    return bias + _precise(update.bias_shift.whole()) * update.scale


def _plain(
    source: Stored, update: ModuleUpdate, a: Tensor, b: Tensor, start: int, end: int
) -> Tensor:
    merged = _precise(source.rows(start, end)) + _delta(a, b[start:end], update)
    if update.magnitude is None:
        return merged
    length = torch.linalg.norm(merged, dim=1)
    return (_precise(update.magnitude.rows(start, end)) / length).view(-1, 1) * merged


def _transposed(
    source: Stored, update: ModuleUpdate, a: Tensor, b: Tensor, start: int, end: int
) -> Tensor:
    return _precise(source.rows(start, end)) + _delta(a[:, start:end], b, update).T


def _dora_transposed(source: Stored, update: ModuleUpdate) -> Tensor:
    """Here an output's weights are a column, so its length needs all rows at once."""
    assert update.magnitude is not None
    merged = _precise(source.whole()) + _delta(*_factors(update), update).T
    length = torch.linalg.norm(merged.T, dim=1)
    return (_precise(update.magnitude.whole()) / length).view(1, -1) * merged


def _factors(update: ModuleUpdate) -> tuple[Tensor, Tensor]:
    """A, [rank, inputs], and B, [outputs, rank]: small beside what they change, so kept whole."""
    assert update.a is not None
    assert update.b is not None
    return _precise(update.a.whole()), _precise(update.b.whole())


def _delta(a: Tensor, b: Tensor, update: ModuleUpdate) -> Tensor:
    """scale · B·A, [outputs, inputs]; of some columns of A or rows of B where that is given."""
    return (b @ a) * update.scale


def _precise(tensor: Tensor) -> Tensor:
    return tensor if tensor.dtype == torch.float64 else tensor.float()
