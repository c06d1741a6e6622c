"""A quantity over time as a band: least, mean and greatest value, with a break at each gap.

Knows arrays. Does not know files, nor what the quantity is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deeptuner.monitor.series import Array


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """A quantity by time (Unix seconds, ascending): `low` ≤ `mean` ≤ `high`, float64 arrays of one
    length. NaN is what was not known; a gap in the record is a NaN in between, so that a line drawn
    through the points breaks there."""

    time: Array
    low: Array
    mean: Array
    high: Array

    def __len__(self) -> int:
        return len(self.time)


def band(
    begin: Array, width: Array, values: tuple[Array, Array, Array], *, gap: float, step: float
) -> Band:
    """The band of rows that begin at `begin` and last `width` seconds (0: a moment).

    Rows further apart than `gap` seconds have a break between them. With `step` above 0, those of
    the same `step` seconds become one point.
    """
    order = np.argsort(begin, kind="stable")
    begin, width = begin[order], width[order]
    low, mean, high = (each[order] for each in values)
    if not len(begin):
        return Band(begin, low, mean, high)
    apart = begin[1:] - (begin[:-1] + width[:-1]) > gap
    time = begin + width / 2
    if step > 0:
        moved = np.diff(np.floor(time / step)) != 0
        first = np.concatenate([[0], np.flatnonzero(moved | apart) + 1])
        counts = np.diff(first, append=len(time))
        time = np.add.reduceat(time, first) / counts
        low, high = np.fmin.reduceat(low, first), np.fmax.reduceat(high, first)
        mean = _means(mean, first)
        apart = apart[first[1:] - 1]
    behind = np.flatnonzero(apart) + 1
    between = (time[behind - 1] + time[behind]) / 2
    return Band(
        np.insert(time, behind, between),
        *(np.insert(each, behind, np.nan) for each in (low, mean, high)),
    )


def _means(values: Array, first: Array) -> Array:
    """The mean of the known values of each stretch; NaN where none is."""
    known = np.isfinite(values)
    count = np.add.reduceat(known.astype(np.float64), first)
    total = np.add.reduceat(np.where(known, values, 0.0), first)
    result: Array = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return result
