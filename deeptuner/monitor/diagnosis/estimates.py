"""Levels, slopes and noise of a series, hardly moved by single outliers.

Knows arrays alone. Does not know losses, steps or verdicts. Sources: Rousseeuw & Croux 1993 for
the median absolute deviation as a scale; Gasser, Sroka & Jennen-Steinmetz 1986 for noise from
differences of neighbours, which a trend hardly enters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from deeptuner.monitor.series import Array

NORMAL: Final = 1.4826  # the standard deviation of a normal distribution by its median deviation
CLIP: Final = 4.0  # deviations beyond which a value counts as at the border
FEW: Final = 8  # values from which on medians of differences are steady


@dataclass(frozen=True, slots=True)
class Blocks:
    """A series cut into blocks of as many values each: the middle of each on the x-axis, its level,
    and the standard error of a level."""

    x: Array
    level: Array
    error: float

    def __len__(self) -> int:
        return len(self.x)

    def at(self, x: float) -> float:
        return float(np.interp(x, self.x, self.level))


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through values: its slope and the standard error of that."""

    slope: float
    error: float


def deviation(values: Array) -> float:
    """The standard deviation by the median absolute deviation."""
    if not len(values):
        return 0.0
    return float(NORMAL * np.median(np.abs(values - np.median(values))))


def level(values: Array) -> float:
    """The mean, with far outliers drawn in: comparable to a mean over tokens."""
    return float(levels(values[None])[0])


def levels(rows: Array) -> Array:
    """The level of each row [rows, values]."""
    middle = np.median(rows, axis=1, keepdims=True)
    away = CLIP * NORMAL * np.median(np.abs(rows - middle), axis=1, keepdims=True)
    away = np.where(away > 0, away, np.inf)  # most are alike: the others count as they are
    result: Array = np.clip(rows, middle - away, middle + away).mean(axis=1)
    return result


def noise(values: Array) -> float:
    """The standard deviation of single values around a smooth curve, by their second differences.

    y[i-1] - 2·y[i] + y[i+1] has 6 times the variance of one value. Differences far from the median
    one are drawn in. A few values are too few for a median, so their root mean square is taken,
    which is rather too large than too small.
    """
    second = np.diff(values, 2)
    if not len(second):
        return 0.0
    if len(values) >= FEW and (usual := deviation(second)):
        second = np.clip(second, -CLIP * usual, CLIP * usual)
    return float(np.sqrt(np.mean(second**2) / 6))


def calm(values: Array) -> float:
    """The same by the median difference: of a few values, of which some bend, rather too small."""
    second = np.diff(values, 2)
    return float(NORMAL * np.median(np.abs(second)) / np.sqrt(6)) if len(second) else 0.0


def blocks(x: Array, y: Array, most: int = 40, least: int = 5) -> Blocks:
    """At most `most` blocks of at least `least` values, a series of fewer being one block.

    The error of a level is the larger of what single values and what the levels themselves say:
    values that hang together make levels scatter more than their number suggests.
    """
    number = max(1, min(most, len(y) // least))
    size, longer = divmod(len(y), number)
    longest = longer * (size + 1)  # values in those blocks that have one more
    shapes = ((slice(0, longest), size + 1), (slice(longest, None), size))
    rows = [[values[part].reshape(-1, wide) for part, wide in shapes] for values in (x, y)]
    found = np.concatenate([levels(part) for part in rows[1] if len(part)])
    middles = np.concatenate([part.mean(axis=1) for part in rows[0] if len(part)])
    single = noise(y) / np.sqrt(size)
    return Blocks(middles, found, max(single, noise(found) if number >= FEW else 0.0))


def line(x: Array, y: Array, spread: float) -> Line:
    """Least squares. `spread` is the least standard deviation of one value that is believed."""
    away = x - x.mean()
    width = float(np.sum(away**2))
    if len(x) < 2 or width <= 0:
        return Line(0.0, float("inf"))
    slope = float(np.sum(away * y) / width)
    rest = y - y.mean() - slope * away
    free = len(x) - 2
    seen = float(np.sqrt(np.sum(rest**2) / free)) if free > 0 else 0.0
    return Line(slope, max(seen, spread) / float(np.sqrt(width)))


def running_mean(values: Array, width: int) -> Array:
    """Means of `width` neighbours; shorter by `width` - 1."""
    return np.convolve(values, np.full(width, 1 / width), mode="valid")


def averaged(columns: Array, most: int) -> Array:
    """Columns [k, n] averaged over neighbours to at most `most` values each."""
    count = columns.shape[1]
    if count <= most:
        return columns
    starts = np.linspace(0, count, most, endpoint=False).astype(np.int64)
    sizes = np.diff(np.append(starts, count))
    result: Array = np.add.reduceat(columns, starts, axis=1) / sizes
    return result
