"""Rows of a tensor in a safetensors file, a few at a time: memory stays bounded by a block.

Knows files and types. Plain reads instead of a memory map, so that what was read is given back.
Does not know what a tensor means.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, Self

import torch
from torch import Tensor

from deeptuner.engine.merge.room import Room
from deeptuner.errors import ModelError
from deeptuner.runs.safetensors_header import Header, TensorInfo
from deeptuner.words import message

DTYPES: Final = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
}
BLOCK: Final = 1 << 19  # numbers read at once: 2 MiB in fp32
COPY: Final = 1 << 20  # bytes copied at once


@dataclass(frozen=True, slots=True)
class Stored:
    """A tensor in a file, not read yet."""

    file: Path
    data_start: int
    info: TensorInfo

    @property
    def shape(self) -> tuple[int, ...]:
        return self.info.shape

    @property
    def computed(self) -> bool:
        """Whether its content is other than what the file holds."""
        return False

    @property
    def is_float(self) -> bool:
        return self.info.dtype in DTYPES

    def opened(self) -> Self:
        """Ready for its rows to be read; what that takes is held by what is given back."""
        return self

    def rows(self, start: int, end: int, room: Room | None = None) -> Tensor:
        """Rows `start` to `end` in the stored type; the rows of a vector are its numbers.

        With `room` they lie in its slot `rows`, and may be overwritten there.
        """
        width = self.info.nbytes // self.shape[0]
        shape = (end - start, *self.shape[1:])
        dtype = DTYPES[self.info.dtype]
        found = room.tensor("rows", shape, dtype) if room else torch.empty(shape, dtype=dtype)
        self._read(start * width, as_bytes(found))
        return found

    def flattened(self) -> Self:
        """As a matrix with rows of the last dimension."""
        shape = (math.prod(self.shape[:-1]), self.shape[-1])
        return replace(self, info=replace(self.info, shape=shape))

    def whole(self) -> Tensor:
        return self.rows(0, self.shape[0])

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Ranges of rows that hold about `BLOCK` numbers each."""
        if self.info.count:
            yield from parts(0, self.shape[0], BLOCK * self.shape[0] // self.info.count)

    def pieces(self) -> Iterator[tuple[int, Callable[[Room], memoryview]]]:
        """The bytes as they are stored: where each piece begins, and what reads it."""
        for start in range(0, self.info.nbytes, COPY):
            yield start, partial(self._piece, start, min(start + COPY, self.info.nbytes))

    def _piece(self, start: int, end: int, room: Room) -> memoryview:
        found = as_bytes(room.tensor("rows", (end - start,), torch.uint8))
        self._read(start, found)
        return found

    def _read(self, start: int, view: memoryview) -> None:
        with self.file.open("rb", buffering=0) as file:
            file.seek(self.data_start + self.info.start + start)
            done = 0
            while done < len(view):
                got = file.readinto(view[done:])
                if not got:
                    raise ModelError(
                        message("runs.models.torn", file=self.file.name),
                        where=str(self.file),
                        fix=message("runs.models.get-again"),
                    )
                done += got


def parts(first: int, last: int, most: int) -> Iterator[tuple[int, int]]:
    """`first` to `last` in even parts of at most `most`, but of two at least.

    BLAS adds up a product of a single row in another order than those of many.
    """
    length = last - first
    if length <= 0:
        return
    count = max(1, min(-(-length // max(1, most)), length // 2))
    for number in range(count):
        yield first + length * number // count, first + length * (number + 1) // count


def as_bytes(tensor: Tensor) -> memoryview:
    """The memory of a contiguous tensor on the CPU, as bytes."""
    found: memoryview = tensor.view(-1).view(torch.uint8).numpy().data
    return found


def is_finite(tensor: Tensor) -> bool:
    """Whether no number is NaN or infinite.

    A single such number makes the sum one, too. So may finite numbers whose sum passes the end of
    their type: then each is looked at (a NaN is both the least and the greatest).
    """
    if not tensor.numel() or math.isfinite(tensor.sum().item()):
        return True
    return all(torch.isfinite(one) for one in torch.aminmax(tensor))


def stored(header: Header) -> dict[str, Stored]:
    """All tensors of one file by name."""
    data = header.size - sum(info.nbytes for info in header.tensors.values())
    return {name: Stored(header.path, data, info) for name, info in header.tensors.items()}


def differing(one: Mapping[str, Stored], other: Mapping[str, Stored]) -> int:
    """How many tensors of `other` are not in `one` as they are."""
    return sum(1 for name, held in other.items() if not _alike(one.get(name), held))


def _alike(one: Stored | None, other: Stored) -> bool:
    if one is None or one.info.dtype != other.info.dtype or one.shape != other.shape:
        return False
    rooms = Room(), Room()
    return all(
        compute(rooms[0]) == same(rooms[1])
        for (_, compute), (_, same) in zip(one.pieces(), other.pieces(), strict=True)
    )
