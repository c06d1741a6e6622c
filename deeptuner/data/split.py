"""Which samples are kept aside to measure learning with.

Knows groups: samples with equal prompts (so exact duplicates too), which never sit on both sides.
Does not know rows or tokens, nor files that the person set aside (`prepare.py` does).
"""

from __future__ import annotations

import numpy as np
import xxhash
from numpy.typing import NDArray

Groups = NDArray[np.uint64]


def eval_count(split: float, samples: int) -> int:
    """How many samples a split setting asks for: a share under 1 (at least one), else a number."""
    if split == 0:
        return 0
    return max(1, round(split * samples)) if split < 1 else int(split)


def choose_eval(groups: Groups, wanted: int, seed: int) -> NDArray[np.bool_]:
    """Marks about `wanted` samples for evaluation, whole groups only; some remain for training.

    `groups[i]` names the group of sample i. Groups are ordered by a hash of (name, seed), so a
    group keeps its place when other rows come or go. A group that would exceed `wanted` is passed
    over; if every one would, the smallest is taken. Nothing is marked when `wanted` is 0 or there
    is only one group.
    """
    chosen = np.zeros(len(groups), dtype=np.bool_)
    names, numbers, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    if wanted < 1 or len(names) < 2:
        return chosen
    room = min(wanted, len(groups) - 1)
    taken = np.zeros(len(names), dtype=np.bool_)
    for number in _shuffled(names, seed):
        if sizes[number] <= room:
            taken[number] = True
            room -= int(sizes[number])
            if not room:
                break
    if not taken.any():
        taken[int(np.argmin(sizes))] = True
    return taken[numbers]


def _shuffled(names: Groups, seed: int) -> NDArray[np.int64]:
    hashes = [xxhash.xxh3_64_intdigest(name.tobytes(), seed) for name in names]
    return np.argsort(np.array(hashes, dtype=np.uint64), kind="stable")
