"""Rows gathered into buckets of time: for each quantity its least, mean and greatest value.

A bucket is a stretch of rows next to each other in their file whose times fall into the same ten
seconds (or five minutes), so that the summary follows from the file alone, whoever makes it and
whenever; where the clock was set back, a bucket may come twice. Does not read or write files.
"""

from __future__ import annotations

from collections.abc import Sequence

from deeptuner.monitor.telemetry.columns import Column
from deeptuner.monitor.telemetry.layout import Cell, Row


class Buckets:
    """The bucket that is open now, and the rule that closes it."""

    def __init__(self, columns: Sequence[Column], seconds: int) -> None:
        self._columns = columns
        self._seconds = seconds
        self._begin: int | None = None
        self._offset = 0
        self._open: dict[str, _Sums] = {}

    def add(self, row: Row) -> list[Row]:
        """Take one more row. Returns the rows of the bucket that it closes, one for each key."""
        begin = bucket_of(row.time, self._seconds)
        closed = self._close() if begin != self._begin else []
        if self._begin is None:
            self._begin, self._offset = begin, row.offset
        sums = self._open.get(row.key)
        if sums is None:
            sums = self._open[row.key] = _Sums(len(self._columns))
        sums.add(row, self._columns)
        return closed

    def _close(self) -> list[Row]:
        if self._begin is None:
            return []
        closed = [
            Row(self._begin, key, sums.samples, self._offset, sums.cells())
            for key, sums in self._open.items()
        ]
        self._begin, self._open = None, {}
        return closed


def bucket_of(time: float, seconds: int) -> int:
    """When the bucket begins that a time falls into."""
    return int(time // seconds) * seconds


class _Sums:
    """What is known of one key's rows in an open bucket.

    A mean of rows that stand for several samples is weighted by them, as if every one of their
    samples had known the value.
    """

    __slots__ = ("high", "low", "samples", "total", "weight")

    def __init__(self, columns: int) -> None:
        self.samples = 0
        self.low = [float("inf")] * columns
        self.high = [float("-inf")] * columns
        self.total = [0.0] * columns
        self.weight = [0] * columns

    def add(self, row: Row, columns: Sequence[Column]) -> None:
        self.samples += row.samples
        for at, cell in enumerate(row.cells):
            if cell is None:
                continue
            low, mean, high = cell
            if columns[at].bits and self.weight[at]:
                self.low[at] = int(self.low[at]) & int(low)
                self.high[at] = int(self.high[at]) | int(high)
            else:
                self.low[at] = min(self.low[at], low)
                self.high[at] = max(self.high[at], high)
            self.total[at] += mean * row.samples
            self.weight[at] += row.samples

    def cells(self) -> list[Cell]:
        return [
            (low, total / weight, high) if weight else None
            for low, total, weight, high in zip(
                self.low, self.total, self.weight, self.high, strict=True
            )
        ]
