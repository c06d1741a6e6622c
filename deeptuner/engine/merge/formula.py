"""The merge formulas, on a block of rows at a time.

LoRA (https://arxiv.org/abs/2106.09685): W' = W + scale · B·A. DoRA (https://arxiv.org/abs/2402.09353):
W' = m / ‖W + scale · B·A‖ · (W + scale · B·A), the length being that of each output's weights.
All is computed in fp32 (fp64 stays) in the order of PEFT, so that results are equal to the last
bit, and rounded once to the stored type; where PEFT rounds scale · B·A before it adds it, so does
this. Does not know files' layout nor tensors' names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import torch
from torch import Tensor

from deeptuner.engine.merge.adapter import ModuleUpdate
from deeptuner.engine.merge.room import Room
from deeptuner.engine.merge.rows import BLOCK, DTYPES, Stored, as_bytes, is_finite, parts

CPU: Final = torch.device("cpu")
NARROW: Final = 128  # rank up to which BLAS adds a product in one go
Block = tuple[int, Callable[[Room], memoryview]]  # first byte in the tensor, and what gives them


class NotFiniteError(Exception):
    """The result does not fit the stored type, or the base holds numbers that are none."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Rows of the stored tensor that belong to one of `count` experts stacked in a parameter.

    Rows `start` to `end`, where each row of the tensor's last dimension counts; in that expert's
    own weights they begin at row `offset`.
    """

    count: int
    expert: int
    start: int
    end: int
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """How one stored tensor changes. `transposed`: stored as [inputs, outputs].

    `rounded`: B·A is rounded to the stored type before it is added. `stacks` tell which rows are
    which expert's, where A and B are those of many.
    """

    update: ModuleUpdate
    is_bias: bool = False
    transposed: bool = False
    rounded: bool = False
    stacks: tuple[Stack, ...] = ()


@dataclass(frozen=True, slots=True)
class _Product:
    """scale · B·A for the rows of a block. `a`: [rank, inputs], `b`: [outputs, rank], scaled
    already unless `scale` is left to do; row 0 of the product is row `offset` of what is stored."""

    a: Tensor
    b: Tensor
    scale: float
    transposed: bool
    rounded: bool
    offset: int = 0

    @property
    def at_once(self) -> bool:
        """Whether one call may multiply and add: for products this narrow the sums are the same."""
        alone = self.scale == 1 and not self.rounded and not self.transposed
        return alone and self.a.shape[0] <= NARROW


def changed(base: Stored, change: Change, device: torch.device = CPU) -> Iterator[Block]:
    """The new content of `base` in its own type, block by block, to be computed in any order.

    A block raises NotFiniteError rather than giving out a broken number.
    """
    dtype = DTYPES[base.info.dtype]
    update, opened = change.update, base.opened()
    if change.is_bias:
        yield 0, partial(_whole, dtype, partial(_bias, update.bias or opened, update))
    elif update.magnitude is not None and change.transposed:
        yield 0, partial(_whole, dtype, partial(_dora_transposed, update.weight or opened, update))
    else:
        source = as_matrix(update.weight or opened)
        width = source.info.count // max(1, source.shape[0]) * dtype.itemsize
        for start, end, product in _blocks(source, change, device):
            yield start * width, partial(_changed, source, update, product, (start, end), dtype)


def as_matrix(stored: Stored) -> Stored:
    """A tensor of more than two dimensions as one matrix with rows of its last dimension."""
    return stored.flattened() if len(stored.shape) > 2 else stored


@lru_cache(maxsize=4)
def _whole_of(factor: Stored) -> Tensor:
    """A or B, in the type to compute in: small beside what they change, and asked for by all the
    tensors that hold experts of the same parameter."""
    return _precise(factor.whole())


def _blocks(
    source: Stored, change: Change, device: torch.device
) -> Iterator[tuple[int, int, _Product | None]]:
    if change.update.tokens is not None:
        yield from ((*block, None) for block in source.blocks())
        return
    for stack in change.stacks or (None,):
        first, last = (stack.start, stack.end) if stack else (0, source.shape[0])
        product = _product(change, stack, device, DTYPES[source.info.dtype])
        for block in parts(first, last, BLOCK * source.shape[0] // max(1, source.info.count)):
            yield *block, product


def _product(
    change: Change, stack: Stack | None, device: torch.device, dtype: torch.dtype
) -> _Product | None:
    update = change.update
    if update.a is None or update.b is None:
        return None
    a, b = _whole_of(update.a), _whole_of(update.b)
    if stack is not None:
        rank = len(a) // stack.count
        a, b = a[stack.expert * rank :][:rank], b[:, stack.expert :: stack.count].contiguous()
    scale = update.scale
    if math.frexp(scale)[0] in (0.5, -0.5):  # a power of two: exact, wherever it is multiplied
        b, scale = b * scale, 1.0
    offset = stack.start - stack.offset if stack else 0
    rounded = change.rounded and dtype not in (torch.float32, torch.float64)
    return _Product(a.to(device), b.to(device), scale, change.transposed, rounded, offset)


def _changed(
    source: Stored,
    update: ModuleUpdate,
    product: _Product | None,
    block: tuple[int, int],
    dtype: torch.dtype,
    room: Room,
) -> memoryview:
    found = source.rows(*block, room)
    if update.tokens is not None:
        _put_tokens(found, update, block)
    new = found if found.dtype == dtype else room.tensor("stored", tuple(found.shape), dtype)
    merged = found if product is None else _merged(found, update, product, block[0], room)
    _put(merged, new)
    return as_bytes(new)


def _put(merged: Tensor, place: Tensor) -> None:
    """`merged` rounded to the type of `place`, unless it is there already."""
    if merged.data_ptr() != place.data_ptr():
        place.copy_(merged)
    if not is_finite(place):
        raise NotFiniteError


def _merged(
    piece: Tensor, update: ModuleUpdate, product: _Product, number: int, room: Room
) -> Tensor:
    """What becomes of some rows, of which the first is row `number`."""
    rows = (number, number + len(piece))
    device = product.a.device
    merged = _sum(piece, product, rows, room) if device == CPU else _sum_on(piece, product, rows)
    if update.magnitude is not None:
        lengths = _precise(update.magnitude.rows(*rows)).to(device)
        merged.mul_((lengths / torch.linalg.norm(merged, dim=1)).view(-1, 1))
    return merged


def _sum(piece: Tensor, product: _Product, rows: tuple[int, int], room: Room) -> Tensor:
    """W + scale · B·A, in memory of `room`."""
    b, a = _factors(product, rows)
    stored = piece.dtype
    if stored not in (torch.float32, torch.float64):
        if product.at_once:
            merged = room.tensor("sum", tuple(piece.shape), torch.float32).copy_(piece)
            return torch.addmm(merged, b, a, out=merged)
        piece = room.tensor("sum", tuple(piece.shape), torch.float32).copy_(piece)
    delta = torch.mm(b, a, out=room.tensor("delta", (len(b), a.shape[1]), torch.float32))
    if product.scale != 1:
        delta.mul_(product.scale)
    if product.rounded:
        delta.copy_(delta.to(stored))
    return piece.add_(delta.T if product.transposed else delta)


def _sum_on(piece: Tensor, product: _Product, rows: tuple[int, int]) -> Tensor:
    """The same on the device that A and B are on."""
    b, a = _factors(product, rows)
    delta = (b @ a) * product.scale
    if product.rounded:
        delta = delta.to(piece.dtype)
    return _precise(piece.to(a.device)) + (delta.T if product.transposed else delta)


def _factors(product: _Product, rows: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """B and A of those rows."""
    held = slice(rows[0] - product.offset, rows[1] - product.offset)
    if product.transposed:
        return product.b, product.a[:, held]
    return product.b[held], product.a


def _put_tokens(found: Tensor, update: ModuleUpdate, block: tuple[int, int]) -> None:
    """Rows of an embedding that were trained one by one take the place of the base's."""
    assert update.tokens is not None
    for number, token in enumerate(update.token_ids):
        if block[0] <= token < block[1]:
            found[token - block[0]] = update.tokens.rows(number, number + 1)[0].to(found.dtype)


def _whole(dtype: torch.dtype, compute: Callable[[], Tensor], room: Room) -> memoryview:
    found = compute()
    place = room.tensor("stored", tuple(found.shape), dtype)
    _put(found, place)
    return as_bytes(place)


def _bias(source: Stored, update: ModuleUpdate) -> Tensor:
    bias = _precise(source.whole())
    if update.bias_shift is None:
        return bias
    return bias + _precise(update.bias_shift.whole()) * update.scale


def _dora_transposed(source: Stored, update: ModuleUpdate) -> Tensor:
    """Here an output's weights are a column, so its length needs all rows at once."""
    assert update.a is not None
    assert update.b is not None
    assert update.magnitude is not None
    delta = (_whole_of(update.b) @ _whole_of(update.a)) * update.scale
    merged = _precise(source.whole()) + delta.T
    length = torch.linalg.norm(merged.T, dim=1)
    return (_precise(update.magnitude.whole()) / length).view(1, -1) * merged


def _precise(tensor: Tensor) -> Tensor:
    return tensor if tensor.dtype == torch.float64 else tensor.float()
