"""Numbers by step: a table that grows, a curve smoothed, a curve thinned to what a screen shows.

Knows arrays only. Does not know what is measured, nor how it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
FIRST_ROOM: Final = 1024  # rows
BLOCK: Final = 64  # values that are smoothed at once; 1 / weight^BLOCK must be a number
LIGHTEST: Final = 1e-4  # a weight that changes nothing
FORGOTTEN: Final = -37.0  # the logarithm of a part that no longer changes a float64


@dataclass(frozen=True, slots=True)
class Curve:
    """One value by step: `x` ascending, `y` as long, NaN where it is not known."""

    x: Array
    y: Array

    def __len__(self) -> int:
        return len(self.x)

    def at(self, x: float) -> tuple[float, float] | None:
        """The point nearest to `x`, None on an empty curve."""
        if not len(self.x):
            return None
        right = int(np.searchsorted(self.x, x))
        near = [i for i in (right - 1, right) if 0 <= i < len(self.x)]
        best = min(near, key=lambda i: abs(float(self.x[i]) - x))
        return float(self.x[best]), float(self.y[best])

    def last(self) -> float | None:
        """The newest known value."""
        newest = self.y[-FIRST_ROOM:]
        known = newest[np.isfinite(newest)]
        return float(known[-1]) if len(known) else None

    def within(self, low: float, high: float) -> Curve:
        """The part from `low` to `high`, and a point more at either side, so that lines go on."""
        first = max(int(np.searchsorted(self.x, low)) - 1, 0)
        end = int(np.searchsorted(self.x, high, side="right")) + 1
        return Curve(self.x[first:end], self.y[first:end])


class Table:
    """Rows of numbers, appended in blocks; the first column ascends.

    What `curve` has given stays as it was: rows are only ever written behind it, and a cut moves to
    new memory.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = tuple(columns)
        self._data: Array = np.empty((len(self.columns), FIRST_ROOM))
        self._rows = 0

    def __len__(self) -> int:
        return self._rows

    def extend(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows; what is missing or no number becomes NaN. A row whose first number is
        missing or lower than one before it is damaged, and left out."""
        if not rows:
            return
        block = np.stack([_numbers([row.get(name) for row in rows]) for name in self.columns])
        before = self._data[0, self._rows - 1] if self._rows else -np.inf
        highest = np.fmax.accumulate(np.concatenate([[before], block[0]]))
        block = block[:, block[0] >= highest[:-1]]
        end = self._rows + block.shape[1]
        if end > self._data.shape[1]:
            self._move(max(end, 2 * self._data.shape[1]))
        self._data[:, self._rows : end] = block
        self._rows = end

    def cut(self, least: float) -> None:
        """Forget the rows whose first column is `least` or more."""
        kept = int(np.searchsorted(self._data[0, : self._rows], least))
        if kept < self._rows:
            self._rows = kept
            self._move(max(kept, FIRST_ROOM))

    def curve(self, name: str) -> Curve:
        """A column by the first one."""
        row = self.columns.index(name)
        return Curve(self._data[0, : self._rows], self._data[row, : self._rows])

    def _move(self, room: int) -> None:
        data = np.empty((len(self.columns), room))
        data[:, : self._rows] = self._data[:, : self._rows]
        self._data = data


def smoothed(values: Array, weight: float) -> Array:
    """The exponential moving average with `weight` on what was before (0 … below 1).

    s[i] = weight · s[i-1] + (1 - weight) · values[i], divided by 1 - weight^(i+1), so that the
    first values are not drawn to zero (Kingma & Ba 2015, section 3). A value that is not known
    counts as the one before it. Within a block, s[i] = weight^i · Σ (1 - weight) · values[j] /
    weight^j, which needs no loop.
    """
    if not LIGHTEST < weight < 1 or not len(values):
        return values
    known = _filled(values)
    full = -(-len(known) // BLOCK) * BLOCK
    blocks = np.zeros(full)
    blocks[: len(known)] = known
    fade = weight ** np.arange(1.0, BLOCK + 1)
    within = np.cumsum(blocks.reshape(-1, BLOCK) * ((1 - weight) / fade), axis=1) * fade
    ends = _ends(within[:, -1], weight**BLOCK)
    result: Array = (within + ends[:, None] * fade).reshape(-1)[: len(known)]
    head = min(len(known), int(FORGOTTEN / np.log(weight)) + 1)  # behind it the divisor is 1
    result[:head] /= -np.expm1(np.log(weight) * np.arange(1, head + 1))
    return result


def thinned(curve: Curve, buckets: int) -> Curve:
    """The curve with at most two points a bucket, its least and its greatest, in their order; and
    the newest point.

    Peaks stay, so that the picture is the same when a bucket is no wider than a dot. What is left
    over behind the last full bucket is a bucket of its own.
    """
    size = -(-len(curve) // buckets)
    if size < 3:
        return curve
    full = len(curve) // size
    y = _filled(curve.y)
    start = np.arange(full) * size
    even = y[: full * size].reshape(full, size)
    pairs = np.sort(np.stack([even.argmin(axis=1) + start, even.argmax(axis=1) + start]), axis=0)
    left = y[full * size :]
    rest = full * size + np.sort([left.argmin(), left.argmax()]) if len(left) else pairs[0, :0]
    chosen = np.concatenate([pairs.T.reshape(-1), rest, [len(curve) - 1]])
    return Curve(curve.x[chosen], curve.y[chosen])


def _filled(values: Array) -> Array:
    """Each unknown value replaced by the one before it, those at the start by the first known."""
    known = np.isfinite(values)
    if known.all():
        return values
    if not known.any():
        return np.zeros_like(values)
    places = np.maximum.accumulate(np.where(known, np.arange(len(values)), -1))
    return values[np.where(places < 0, int(np.argmax(known)), places)]


def _ends(last: Array, fade: float) -> Array:
    """What the blocks before leave at the end of each block: 0, then what adds up and fades."""
    before = np.empty(len(last))
    carried = 0.0
    for block, end in enumerate(last.tolist()):
        before[block] = carried
        carried = end + fade * carried
    return before


def _numbers(values: list[Any]) -> Array:
    try:
        return np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        real = [value if isinstance(value, (int, float)) else None for value in values]
        return np.array(real, dtype=np.float64)
