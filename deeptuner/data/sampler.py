"""Which items each rank reads in which step, for training and for evaluation.

Knows numbers of items alone: an item is a sample, or a pack of samples. Does not know tokens, nor
what an item holds. An epoch's order depends on (seed, epoch) and nothing else, so a position is
`(epoch, index)`: how many items of that epoch's order were used. It means the same under another
number of processes, batch size or accumulation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def permutation(count: int, seed: int, stream: int) -> NDArray[np.int64]:
    """The numbers 0 … count-1 in an order that (seed, stream) alone decides.

    The order sorts one 64-bit word per number, taken from the Philox 4x64 bit generator with the
    key (seed, stream). Both the words and a stable sort are fixed by definition, so the order stays
    the same on every machine and in every version of numpy, unlike `Generator.permutation`.
    """
    words = np.random.Philox(key=np.array([seed, stream], dtype=np.uint64)).random_raw(count)
    return np.argsort(words, kind="stable")


@dataclass(frozen=True, slots=True)
class BatchSampler:
    """The micro-batches of one rank. `seed` is 0 … 2**64-1.

    A step takes the next `items_per_step` items of the epoch's order and deals them out in chunks
    of `batch_size`: micro-batch j of rank r is chunk j·world_size + r. So the chunks of a step are
    the same ones whether they are worked on by several ranks or one after the other by one.
    """

    items: int
    batch_size: int
    accumulation: int
    world_size: int
    rank: int
    seed: int

    def __post_init__(self) -> None:
        if min(self.items, self.batch_size, self.accumulation, self.world_size) < 1:
            raise ValueError("items, batch size, accumulation and world size must be at least 1")
        if not 0 <= self.rank < self.world_size:
            raise ValueError(f"rank {self.rank} is outside of {self.world_size} processes")

    @property
    def items_per_step(self) -> int:
        """Items that all ranks together use for one step: the effective batch size."""
        return self.batch_size * self.accumulation * self.world_size

    @property
    def steps_per_epoch(self) -> int:
        return self.steps_from(0)

    def steps_from(self, start: int) -> int:
        """Steps that the rest of an epoch takes after its first `start` items."""
        return -(-(self.items - start) // self.items_per_step)

    def epoch(self, number: int, start: int = 0) -> Iterator[list[int]]:
        """This rank's micro-batches of epoch `number`, from the item at index `start` on.

        Yields exactly `accumulation` lists a step. In the last step of an epoch, which may have too
        few items, lists may be shorter or empty, so that all ranks do equally many.
        """
        if not 0 <= start <= self.items:
            raise ValueError(f"start {start} is outside of an epoch of {self.items} items")
        order = permutation(self.items, self.seed, number)
        for begin in range(start, self.items, self.items_per_step):
            step = order[begin : begin + self.items_per_step]
            for micro in range(self.accumulation):
                first = (micro * self.world_size + self.rank) * self.batch_size
                yield step[first : first + self.batch_size].tolist()


def eval_batches(count: int, batch_size: int, world_size: int, rank: int) -> list[list[int]]:
    """This rank's share of the items 0 … count-1, in order, each item on one rank exactly once.

    Every rank gets equally many lists; the last may be shorter or empty.
    """
    stride = batch_size * world_size
    return [
        list(range(min(first, count), min(first + batch_size, count)))
        for first in range(rank * batch_size, -(-count // stride) * stride, stride)
    ]
