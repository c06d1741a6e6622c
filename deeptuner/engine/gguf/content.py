"""The content of one tensor of a GGUF file, made from stored tensors a block of rows at a time.

Knows how rows are picked, put in another order, shifted and quantised: memory stays bounded by a
block. Does not know why (`arrange.py`), nor any architecture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import numpy as np
import torch
from gguf import GGMLQuantizationType
from gguf.quants import quantize
from torch import Tensor

from deeptuner.engine.gguf.types import size_in_bytes
from deeptuner.engine.merge.rows import BLOCK, Stored, is_finite
from deeptuner.errors import ModelError
from deeptuner.words import message

_PLAIN: Final = {
    GGMLQuantizationType.F32: torch.float32,
    GGMLQuantizationType.F16: torch.float16,
    GGMLQuantizationType.BF16: torch.bfloat16,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows `start` to `end` of a stored matrix (the numbers of a vector).

    `order`: the rows are put in this order after they were read, all at once. `transposed`: the
    whole matrix, columns as rows.
    """

    stored: Stored
    start: int
    end: int
    order: tuple[int, ...] | None = None
    transposed: bool = False

    def parts(self) -> Iterator[Piece]:
        """The same rows a block at a time, as far as they can be taken apart."""
        if self.transposed or self.order is not None:
            yield self
            return
        width = max(1, self.stored.info.count // max(1, self.stored.shape[0]))
        step = max(1, BLOCK // width)
        for start in range(self.start, self.end, step):
            yield replace(self, start=start, end=min(start + step, self.end))

    def read(self) -> Tensor:
        rows = self.stored.rows(self.start, self.end)
        if self.transposed:
            return rows.T.contiguous()
        return rows if self.order is None else rows[list(self.order)]


@dataclass(frozen=True, slots=True)
class Planned:
    """A tensor to be written: `shape` outermost first, its rows one after another in `pieces`.

    `shift` is added to every number. `values` are the numbers themselves where no stored tensor
    holds them.
    """

    name: str
    shape: tuple[int, ...]
    kind: GGMLQuantizationType
    pieces: tuple[Piece, ...] = ()
    shift: float = 0.0
    values: tuple[float, ...] = field(default=(), repr=False)

    @property
    def nbytes(self) -> int:
        return size_in_bytes(self.shape, self.kind)

    def blocks(self) -> Iterator[Callable[[], memoryview]]:
        """What gives the tensor's bytes, a block after the other; each may be called in a thread of
        its own. They raise ModelError for numbers that are none, or that the type cannot hold."""
        if self.values:
            yield lambda: _bytes(torch.tensor(self.values, dtype=torch.float32))
            return
        for piece in self.pieces:
            for part in piece.parts():
                yield partial(self._written, part)

    def _written(self, part: Piece) -> memoryview:
        block, stored = part.read(), part.stored
        if self.shift:
            block = block.float() + self.shift
        dtype = _PLAIN.get(self.kind)
        if dtype is not None:
            found = block.to(dtype)
            self._check(found, stored)
            return _bytes(found)
        numbers = block.float()
        self._check(numbers, stored)
        return _quantised(numbers, self.kind)

    def _check(self, numbers: Tensor, stored: Stored) -> None:
        if not is_finite(numbers):
            raise ModelError(
                message("engine.gguf.not-finite", name=self.name, type=self.kind.name.lower()),
                where=str(stored.file),
                fix=message("engine.gguf.fix-not-finite"),
            )


def as_matrix(stored: Stored) -> Stored:
    """A tensor of more than two dimensions as one matrix, its last dimension as rows' length."""
    if len(stored.shape) <= 2:
        return stored
    shape = (math.prod(stored.shape[:-1]), stored.shape[-1])
    return replace(stored, info=replace(stored.info, shape=shape))


def whole(stored: Stored) -> tuple[Piece, ...]:
    """All rows of a tensor as they are."""
    matrix = as_matrix(stored)
    return (Piece(matrix, 0, matrix.shape[0]),)


def reordered(stored: Stored, groups: Sequence[Sequence[int]]) -> tuple[Piece, ...]:
    """Rows in another order. Each group is the next rows of the result, as numbers of stored rows;
    what lies between the least and the greatest of a group is held at once."""
    pieces = []
    for group in groups:
        start, end = min(group), max(group) + 1
        order = tuple(row - start for row in group)
        plain = order == tuple(range(end - start))
        pieces.append(Piece(stored, start, end, None if plain else order))
    return tuple(pieces)


def _quantised(numbers: Tensor, kind: GGMLQuantizationType) -> memoryview:
    found: np.ndarray[Any, Any] = quantize(numbers.numpy(), kind)
    return np.ascontiguousarray(found).reshape(-1).view(np.uint8).data


def _bytes(block: Tensor) -> memoryview:
    return block.contiguous().view(-1).view(torch.uint8).numpy().data
