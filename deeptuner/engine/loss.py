"""The loss: mean over the trained tokens of the whole step, on all ranks and micro-batches.

Knows cross-entropy, label smoothing, and how what is shown is added up. Does not know the training
loop, nor where a number is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from deeptuner.engine.collator import IGNORED
from deeptuner.engine.collective import sum_over_ranks


@dataclass(frozen=True, slots=True)
class Reading:
    """What was trained since the last reading, over all ranks. `loss` is nats per trained token."""

    loss: float
    trained: int
    read: int


def summed_loss(logits: Tensor, labels: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross-entropy in nats, summed over the tokens with a label; 0 (with gradient 0) without any.

    `logits` [rows, T, V] in any float format, `labels` [rows, T] with IGNORED, not yet shifted:
    position t predicts label t + 1. With smoothing ε the target is (1−ε) on the label and ε/V on
    every word (Szegedy et al. 2016, https://arxiv.org/abs/1512.00567, section 7).
    """
    targets = next_labels(labels).to(logits.device)
    return functional.cross_entropy(
        logits.flatten(0, 1).float(),
        targets.flatten(),
        ignore_index=IGNORED,
        reduction="sum",
        label_smoothing=smoothing,
    )


def next_labels(labels: Tensor) -> Tensor:
    """For each position the label it predicts; the last one of a row predicts nothing."""
    return functional.pad(labels, (0, 1), value=IGNORED)[:, 1:]


class StepLoss:
    """What `Trainer` minimises (`compute_loss_func`) and, beside it, what is shown.

    Shown is the plain cross-entropy without smoothing, so that it compares with the eval loss.
    """

    def __init__(self, device: torch.device, smoothing: float) -> None:
        self.smoothing = smoothing
        self._sum = torch.zeros((), dtype=torch.float64, device=device)
        self._trained = 0
        self._read = 0

    def begin_step(self, trained: int, read: int) -> None:
        """The tokens of the coming step, over all ranks and micro-batches."""
        self._trained += trained
        self._read += read

    def __call__(
        self, outputs: Any, labels: Tensor, num_items_in_batch: Tensor | None = None
    ) -> Tensor:
        """This micro-batch's share of the step's mean, before averaging over ranks.

        Divides by the trained tokens of the whole step (`num_items_in_batch`); at least by 1, so
        that a step without any trained token gives 0 rather than 0 ÷ 0.
        """
        assert num_items_in_batch is not None, "the loss needs the trained tokens of the step"
        plain = summed_loss(outputs.logits, labels)
        self._sum += plain.detach().to(self._sum.device)
        smoothed = summed_loss(outputs.logits, labels, self.smoothing) if self.smoothing else plain
        return smoothed / num_items_in_batch.clamp(min=1).to(smoothed.device)

    def so_far(self) -> float:
        """This rank's sum since the last reading: not a number once anything was none."""
        return float(self._sum)

    def take(self) -> Reading:
        """The mean since the last call, over all ranks: every rank must call it together."""
        total = float(sum_over_ranks(self._sum))
        reading = Reading(total / max(self._trained, 1), self._trained, self._read)
        self._sum.zero_()
        self._trained = self._read = 0
        return reading
