"""Samples become the tensors of one micro-batch.

Knows the three shapes of a batch: flattened (no padding; several samples in one row, kept apart by
positions that begin anew) and padded, and the empty batch that changes nothing. Does not know how
items were chosen (`data.sampler`), nor whether a model keeps flattened samples apart
(`isolation.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Protocol

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

IGNORED: Final = -100  # the label of a token without loss, as torch and transformers spell it


class Sample(Protocol):
    """`ids`: int32[n], `trained`: bool[n], as `data.store` gives them."""

    @property
    def ids(self) -> np.ndarray[Any, Any]: ...
    @property
    def trained(self) -> np.ndarray[Any, Any]: ...


class Collator:
    """Turns the items of a micro-batch, each one sample or a pack of several, into model inputs.

    Flattened: `input_ids`, `labels`, `position_ids`, all int64[1, T] where T counts every token.
    Padded: `input_ids`, `labels`, `attention_mask`, all int64[samples, longest].
    The first label of each sample is ignored: nothing comes before it to predict it from.
    `use_cache` is off in both, since with a cache transformers no longer reads sample borders from
    the positions. `flatten` may be changed until the first batch is made.
    """

    def __init__(self, *, flatten: bool, pad_id: int) -> None:
        self.flatten = flatten
        self.pad_id = pad_id

    def __call__(self, items: Sequence[Sequence[Sample]]) -> dict[str, Any]:
        samples = [sample for item in items for sample in item]
        if not samples:
            return self._nothing()
        ids = [torch.from_numpy(np.asarray(sample.ids, dtype=np.int64)) for sample in samples]
        labels = [_labels(tokens, sample) for tokens, sample in zip(ids, samples, strict=True)]
        return self._flat(ids, labels) if self.flatten else self._padded(ids, labels)

    def _flat(self, ids: list[Tensor], labels: list[Tensor]) -> dict[str, Any]:
        return {
            "input_ids": torch.cat(ids)[None],
            "labels": torch.cat(labels)[None],
            "position_ids": torch.cat([torch.arange(len(tokens)) for tokens in ids])[None],
            "use_cache": False,
        }

    def _padded(self, ids: list[Tensor], labels: list[Tensor]) -> dict[str, Any]:
        return {
            "input_ids": pad_sequence(ids, batch_first=True, padding_value=self.pad_id),
            "labels": pad_sequence(labels, batch_first=True, padding_value=IGNORED),
            "attention_mask": pad_sequence([torch.ones_like(tokens) for tokens in ids], True),
            "use_cache": False,
        }

    def _nothing(self) -> dict[str, Any]:
        """A batch without a trained token, for ranks that have no item left in a shared step."""
        ids = [torch.full((2,), self.pad_id)]
        labels = [torch.full((2,), IGNORED)]
        return self._flat(ids, labels) if self.flatten else self._padded(ids, labels)


def read_tokens(batch: dict[str, Any]) -> Tensor:
    """How many tokens of the batch are real: neither padding nor the empty batch's filling."""
    if bool((batch["labels"] == IGNORED).all()):
        return torch.tensor(0)
    mask = batch.get("attention_mask")
    return torch.tensor(batch["input_ids"].numel()) if mask is None else mask.sum()


def trained_tokens(batch: dict[str, Any]) -> Tensor:
    """How many tokens of the batch are predicted with a loss."""
    return (batch["labels"][:, 1:] != IGNORED).sum()


def _labels(ids: Tensor, sample: Sample) -> Tensor:
    trained = torch.from_numpy(np.array(sample.trained, dtype=bool))
    trained[0] = False
    return torch.where(trained, ids, IGNORED)
