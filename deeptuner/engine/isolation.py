"""Does this model keep flattened samples apart? Asked of the real model, before training.

Knows how to find out: what one sample says must not change what the next one hears, and samples in
one row must give what they give alone. Does not know architectures by name: a new one, or a new
attention kernel, is tried like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from deeptuner.engine.collator import Collator
from deeptuner.engine.collective import everywhere

LENGTHS: Final = (5, 7)  # of the two samples that are tried
LEAK: Final = 1e-5  # how much a neighbour may change logits in fp32, relative to their size
LEAK_16BIT: Final = 2e-3
ALONE: Final = 1e-3  # how far flattened may be from alone in fp32: another order of additions
ALONE_16BIT: Final = 0.1


class _Tried:
    def __init__(self, ids: list[int]) -> None:
        self.ids = np.array(ids, dtype=np.int32)
        self.trained = np.ones(len(ids), dtype=bool)


def keeps_apart(
    model: nn.Module,
    vocabulary: int,
    to_device: Callable[[dict[str, Any]], dict[str, Any]],
    device: torch.device,
    *,
    half: bool,
) -> bool:
    """Whether flattened batches are safe with this model; all ranks find the same.

    `half`: the model computes in 16 bits. Leaves mode and random state as they were.
    """
    was_training = model.training
    model.eval()
    try:
        holds = _holds(model, vocabulary, to_device, half=half)
    except (TypeError, ValueError, RuntimeError, NotImplementedError, IndexError):
        holds = False  # an architecture that cannot read positions at all
    finally:
        model.train(was_training)
    return everywhere(holds, device)


@torch.no_grad()
def _holds(
    model: nn.Module,
    vocabulary: int,
    to_device: Callable[[dict[str, Any]], dict[str, Any]],
    *,
    half: bool,
) -> bool:
    first, other, second = _tokens(vocabulary)
    collator = Collator(flatten=True, pad_id=0)

    def logits(*samples: list[int]) -> Tensor:
        batch = to_device(collator([[_Tried(ids)] for ids in samples]))
        del batch["labels"]
        found: Tensor = model(**batch).logits[0, -LENGTHS[1] :].float()
        return found

    beside = logits(first, second)
    leak = _distance(beside, logits(other, second))
    alone = _distance(beside, logits(second))
    return leak <= (LEAK_16BIT if half else LEAK) and alone <= (ALONE_16BIT if half else ALONE)


def _distance(one: Tensor, two: Tensor) -> float:
    """Largest difference relative to the size of `two`; infinite when a number is not finite."""
    difference = float((one - two).abs().max() / two.abs().max().clamp(min=1e-12))
    return difference if np.isfinite(difference) else float("inf")


def _tokens(vocabulary: int) -> tuple[list[int], list[int], list[int]]:
    """Two samples for the first place that share no token, and one for the second."""
    drawn = np.random.default_rng(0).permutation(min(vocabulary, 1000)).tolist()
    first, second = LENGTHS
    return (
        [drawn[index % len(drawn)] for index in range(first)],
        [drawn[index % len(drawn)] for index in range(first, 2 * first)],
        [drawn[index % len(drawn)] for index in range(2 * first, 2 * first + second)],
    )
