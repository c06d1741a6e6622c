"""The order of training and of evaluation becomes data loaders.

Knows torch's DataLoader. Does not know the order itself (`data.sampler`), nor tensors
(`collator.py`). Loaders draw nothing from the global random state, so that a resumed run finds it
as it was, and accelerate does not shard them again: each rank's share is already its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from deeptuner.engine.collator import Collator, Sample


class Samples(Protocol):
    """What a `data.store.TokenStore` offers."""

    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> Sample: ...


class Order(Protocol):
    """What a `data.sampler.BatchSampler` offers: this rank's micro-batches, epoch by epoch."""

    @property
    def steps_per_epoch(self) -> int: ...
    def epoch(self, number: int, start: int = 0) -> Iterator[list[int]]: ...


class Items(Dataset[list[Sample]]):
    """What the sampler counts in: single samples, or packs of several."""

    def __init__(
        self, samples: Samples, packs: Sequence[np.ndarray[Any, Any]] | None = None
    ) -> None:
        self.samples = samples
        self.packs = packs

    def __len__(self) -> int:
        return len(self.samples) if self.packs is None else len(self.packs)

    def __getitem__(self, number: int) -> list[Sample]:
        if self.packs is None:
            return [self.samples[number]]
        return [self.samples[int(member)] for member in self.packs[number]]


class MicroBatches:
    """This rank's micro-batches of one epoch after the other, as DataLoader wants them."""

    def __init__(self, sampler: Order, accumulation: int) -> None:
        self.sampler = sampler
        self.accumulation = accumulation
        self.number = 0

    def set_epoch(self, number: int) -> None:
        self.number = number

    def __len__(self) -> int:
        return self.sampler.steps_per_epoch * self.accumulation

    def __iter__(self) -> Iterator[list[int]]:
        return iter(self.sampler.epoch(self.number))


class EpochLoader(DataLoader[list[Sample]]):
    """A DataLoader that passes on which epoch it is, as the Trainer tells loaders."""

    def set_epoch(self, number: int) -> None:
        batches = self.batch_sampler
        assert isinstance(batches, MicroBatches)
        batches.set_epoch(number)


def make_loader(
    items: Items,
    batches: MicroBatches | list[list[int]],
    collator: Collator,
    *,
    workers: int,
    pin: bool,
) -> DataLoader[list[Sample]]:
    """A loader with its own random generator. `pin`: into memory that a GPU can fetch from.

    For evaluation, `batches` are this rank's of `data.sampler.eval_batches`.
    """
    kind = EpochLoader if isinstance(batches, MicroBatches) else DataLoader
    return kind(
        items,
        batch_sampler=batches,
        collate_fn=collator,
        num_workers=workers,
        pin_memory=pin,
        generator=torch.Generator(),
    )
