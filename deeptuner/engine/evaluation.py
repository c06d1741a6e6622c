"""How well the model predicts the eval split: a mean over tokens, however they are batched.

Knows the numbers and how to add them up over batches and ranks without keeping any logits. Does not
know when evaluation happens, nor who is told.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

import torch
from torch import Tensor, nn

from deeptuner.engine.collator import IGNORED
from deeptuner.engine.collective import sum_over_ranks
from deeptuner.engine.loss import next_labels

CHUNK: Final = 1024  # tokens whose logits are turned to fp32 at once
LARGEST_EXPONENT: Final = 700.0  # exp of more does not fit a float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`loss` in nats per token, `token_accuracy` the share of tokens that were the likeliest."""

    loss: float
    token_accuracy: float
    tokens: int
    seconds: float

    @property
    def perplexity(self) -> float:
        """exp(loss): among how many equally likely words the model still hesitates."""
        return math.exp(min(self.loss, LARGEST_EXPONENT))

    def shown(self) -> dict[str, float]:
        return {
            "loss": self.loss,
            "perplexity": self.perplexity,
            "token_accuracy": self.token_accuracy,
        }


def evaluate(
    model: nn.Module,
    batches: Iterable[dict[str, Any]],
    to_device: Callable[[dict[str, Any]], dict[str, Any]],
    device: torch.device,
    dtype: torch.dtype | None = None,
) -> Evaluation:
    """Evaluate over all ranks together; leaves the model in the mode it was in.

    Sums are kept in fp64, so that the result does not depend on the size of batches. With `dtype`,
    the model computes in it by autocast, which leaves the weights, quantised or not, as they are;
    no copies of weights are kept from one layer to the next.
    """
    began = monotonic()
    was_training = model.training
    model.eval()
    totals = torch.zeros(3, dtype=torch.float64, device=device)
    with torch.no_grad():
        for batch in batches:
            inputs = to_device(batch)
            labels = inputs.pop("labels")
            with _computing_in(dtype, device):
                logits = model(**inputs).logits
            totals += score(logits, labels).to(device)
    model.train(was_training)
    loss, right, tokens = sum_over_ranks(totals).tolist()
    return Evaluation(
        loss=loss / max(tokens, 1),
        token_accuracy=right / max(tokens, 1),
        tokens=int(tokens),
        seconds=monotonic() - began,
    )


def _computing_in(dtype: torch.dtype | None, device: torch.device) -> AbstractContextManager[Any]:
    if dtype is None:
        return nullcontext()
    return torch.autocast(device.type, dtype=dtype, cache_enabled=False)


def score(logits: Tensor, labels: Tensor) -> Tensor:
    """Summed loss in nats, tokens predicted right, tokens: fp64[3], on the logits' device.

    `logits` [rows, T, V], `labels` [rows, T] with IGNORED, not shifted.
    """
    targets = next_labels(labels).flatten().to(logits.device)
    totals = torch.zeros(3, dtype=torch.float64, device=logits.device)
    flat = logits.flatten(0, 1)
    for part, wanted in zip(flat.split(CHUNK), targets.split(CHUNK), strict=True):
        totals += _score(part, wanted)
    return totals


def _score(logits: Tensor, targets: Tensor) -> Tensor:
    kept = targets != IGNORED
    words = logits[kept].float()
    wanted = targets[kept]
    losses = words.logsumexp(-1) - words.gather(-1, wanted[:, None])[:, 0]
    right = words.argmax(-1) == wanted
    return torch.stack([losses.double().sum(), right.double().sum(), kept.double().sum()])
