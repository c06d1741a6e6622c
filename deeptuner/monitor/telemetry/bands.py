"""Quantities over time as bands: least, mean and greatest value, with a break at each gap.

Knows arrays. Does not know files, nor what a quantity is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.blocks import Places


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


class Axis:
    """When rows were measured, from which all bands of one GPU are made.

    Rows begin at `begin` and last `width` seconds (0: a moment). Those further apart than `gap`
    seconds have a break between them. With `step` above 0, those of the same `step` seconds become
    one point.
    """

    def __init__(self, begin: Array, width: Array, *, gap: float, step: float) -> None:
        self._order: Places | None = None
        if np.any(begin[1:] < begin[:-1]):  # the clock was set back
            self._order = np.argsort(begin, kind="stable")
            begin, width = begin[self._order], width[self._order]
        apart = begin[1:] - (begin[:-1] + width[:-1]) > gap
        time = begin + width / 2
        self._first: Places | None = None  # of the rows of each point
        if step > 0 and len(time):
            moved = np.diff(np.floor(time / step)) != 0
            self._first = np.concatenate([[0], np.flatnonzero(moved | apart) + 1])
            time = np.add.reduceat(time, self._first) / np.diff(self._first, append=len(time))
            apart = apart[self._first[1:] - 1]
        self._behind = np.flatnonzero(apart) + 1
        self._time = self._broken(time, (time[self._behind - 1] + time[self._behind]) / 2)

    def band(self, low: Array, mean: Array, high: Array) -> Band:
        """The band of these values, one for each row. Where each row is one value, all three may be
        the same array."""
        single = low is mean is high
        if self._order is not None:
            low, mean, high = (each[self._order] for each in (low, mean, high))
        if self._first is not None:
            low, high = np.fmin.reduceat(low, self._first), np.fmax.reduceat(high, self._first)
            mean = _means(mean, self._first)
            single = False
        mean = self._broken(mean, np.nan)
        if single:
            return Band(self._time, mean, mean, mean)
        return Band(self._time, self._broken(low, np.nan), mean, self._broken(high, np.nan))

    def _broken(self, values: Array, between: Array | float) -> Array:
        return np.insert(values, self._behind, between) if len(self._behind) else values


def _means(values: Array, first: Places) -> Array:
    """The mean of the known values of each stretch; NaN where none is."""
    known = np.isfinite(values)
    count = np.add.reduceat(known.astype(np.float64), first)
    total = np.add.reduceat(np.where(known, values, 0.0), first)
    result: Array = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return result
