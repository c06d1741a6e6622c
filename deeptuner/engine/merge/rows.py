"""Rows of a tensor in a safetensors file, a few at a time: memory stays bounded by a block.

Knows files and types. Plain reads instead of a memory map, so that what was read is given back.
Does not know what a tensor means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from torch import Tensor

from deeptuner.runs.safetensors_header import Header, TensorInfo

DTYPES: Final = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
}
# Small enough that a block stays in the processor's cache, and that its memory is used again: with
# 64 MiB in fp32 half of the time went into the kernel's fresh pages.
BLOCK: Final = 1 << 19  # numbers computed with at once: 2 MiB in fp32
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
    def is_float(self) -> bool:
        return self.info.dtype in DTYPES

    def rows(self, start: int, end: int) -> Tensor:
        """Rows `start` to `end` in the stored type; the rows of a vector are its numbers."""
        width = self.info.nbytes // self.shape[0]
        content = self._read(start * width, (end - start) * width)
        found = torch.frombuffer(content, dtype=DTYPES[self.info.dtype])
        return found.view(end - start, *self.shape[1:])

    def whole(self) -> Tensor:
        return self.rows(0, self.shape[0])

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Ranges of rows that hold at most `BLOCK` numbers each, and at least one row."""
        if self.info.count == 0:
            return
        step = max(1, BLOCK * self.shape[0] // self.info.count)
        for start in range(0, self.shape[0], step):
            yield start, min(start + step, self.shape[0])

    def content(self) -> Iterator[bytearray]:
        """The bytes as they are stored, piece by piece."""
        for start in range(0, self.info.nbytes, COPY):
            yield self._read(start, min(COPY, self.info.nbytes - start))

    def _read(self, start: int, count: int) -> bytearray:
        content = bytearray(count)
        with self.file.open("rb", buffering=0) as file:
            file.seek(self.data_start + self.info.start + start)
            view, done = memoryview(content), 0
            while done < count:
                got = file.readinto(view[done:])
                if not got:
                    raise EOFError(f"{self.file} became shorter while it was read")
                done += got
        return content


def is_finite(tensor: Tensor) -> bool:
    """Whether every number is one: a NaN is both the least and the greatest.

    Looking for these takes a tenth of the time of `torch.isfinite` on the CPU.
    """
    return not tensor.numel() or all(torch.isfinite(one) for one in torch.aminmax(tensor))


def stored(header: Header) -> dict[str, Stored]:
    """All tensors of one file by name."""
    data = header.size - sum(info.nbytes for info in header.tensors.values())
    return {name: Stored(header.path, data, info) for name, info in header.tensors.items()}
