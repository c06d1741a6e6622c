"""Several samples in one pack of fixed capacity, nearly without gaps.

Knows lengths only. Does not know tokens, nor how samples in a pack are kept from seeing each other
(the engine does that), nor in which order packs are trained on (`sampler.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deeptuner.data.sampler import permutation

STREAM = 2**64 - 1  # of `permutation`: epochs never reach it


class Packs(Sequence[NDArray[np.int32]]):
    """Packs of sample numbers, held flat: pack i is `samples[offsets[i]:offsets[i + 1]]`."""

    def __init__(self, samples: NDArray[np.int32], offsets: NDArray[np.int64]) -> None:
        self.samples = samples
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @overload
    def __getitem__(self, index: int) -> NDArray[np.int32]: ...
    @overload
    def __getitem__(self, index: slice) -> list[NDArray[np.int32]]: ...
    def __getitem__(self, index: int | slice) -> NDArray[np.int32] | list[NDArray[np.int32]]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        return self.samples[self.offsets[index] : self.offsets[index + 1]]

    def save(self, path: Path) -> None:
        """Write `path`, a numpy archive."""
        np.savez(path, samples=self.samples, offsets=self.offsets)

    @classmethod
    def load(cls, path: Path) -> Packs:
        with np.load(path, allow_pickle=False) as held:
            return cls(held["samples"], held["offsets"])


def pack(lengths: ArrayLike, capacity: int, seed: int = 0) -> Packs:
    """Put every sample into exactly one pack whose lengths sum to at most `capacity`.

    Takes, again and again, the longest sample that still fits (best fit decreasing). A histogram of
    the lengths with a union-find over its empty places finds it in nearly constant time, so that a
    million samples take under a second. `seed` decides which of several equally long samples goes
    where. Raises ValueError for a length under 1 or over the capacity.
    """
    sizes = np.asarray(lengths, dtype=np.int64)
    if len(sizes) and not 1 <= sizes.min() <= sizes.max() <= capacity:
        raise ValueError(f"every length must be in 1 … {capacity}")
    filled, offsets = _fill(sizes, capacity)
    samples = np.empty(len(sizes), dtype=np.int32)
    shuffled = permutation(len(sizes), seed, STREAM)
    by_length = shuffled[np.argsort(sizes[shuffled], kind="stable")]
    samples[np.argsort(filled, kind="stable")] = by_length
    return Packs(samples, offsets)


def _fill(sizes: NDArray[np.int64], capacity: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The lengths in the order they are packed, and where each pack begins among them."""
    left = np.bincount(sizes, minlength=capacity + 1).tolist()
    shorter = list(range(capacity + 1))  # union-find: points at the next length that has samples
    for length in range(1, capacity + 1):
        if not left[length]:
            shorter[length] = length - 1
    filled: list[int] = []
    offsets = [0]
    while len(filled) < len(sizes):
        room = capacity
        while length := _find(shorter, room):
            filled.append(length)
            room -= length
            left[length] -= 1
            if not left[length]:
                shorter[length] = length - 1
        offsets.append(len(filled))
    return np.array(filled, dtype=np.int64), np.array(offsets, dtype=np.int64)


def _find(shorter: list[int], length: int) -> int:
    """The greatest length ≤ `length` of which samples are left, or 0; shortens the way there."""
    root = length
    while shorter[root] != root:
        root = shorter[root]
    while shorter[length] != root:
        shorter[length], length = root, shorter[length]
    return root
