"""Many lines of numbers at once: bytes cut into cells, and columns made of them when asked for.

Knows commas, lines and decimal numbers. A line with another number of cells is torn or foreign and
left out; a cell that is empty or no number is NaN. Does not know what the columns mean.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np

from deeptuner.monitor.series import Array

Places: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Stops: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]
Keys: TypeAlias = np.ndarray[Any, np.dtype[np.bytes_]]
COMMA, NEWLINE, ZERO, POINT, MINUS = (ord(sign) for sign in ",\n0.-")
LONGEST: Final = 18  # signs of a number that is read; a float64 holds no more digits


class Block:
    """Whole lines of `width` cells each, less than 2 GB. A column is read once, then kept."""

    def __init__(self, data: bytes, width: int) -> None:
        self._raw = np.frombuffer(data, dtype=np.uint8)
        stops = np.flatnonzero((self._raw == COMMA) | (self._raw == NEWLINE))
        lines = np.flatnonzero(self._raw[stops] == NEWLINE)
        first = np.concatenate([[0], lines[:-1] + 1]) if len(lines) else lines
        whole = first[lines - first == width - 1]
        places = whole + np.arange(width)[:, None]
        self._stops: Stops = stops[places].astype(np.int32)  # by cell, then by line
        self._starts: Places = np.where(whole > 0, stops[whole - 1] + 1, 0) if len(whole) else whole
        self._numbers: dict[int, Array] = {}
        self._keys: dict[int, Keys] = {}
        self._rows: dict[tuple[int, bytes], Places] = {}

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def size(self) -> int:
        """Bytes of the lines."""
        return len(self._raw)

    @property
    def starts(self) -> Places:
        """The byte at which each line begins."""
        return self._starts

    def numbers(self, cell: int) -> Array:
        """The column of this number, counted from 0."""
        if cell not in self._numbers:
            self._numbers[cell] = self._read(*self._edges(cell))
        return self._numbers[cell]

    def keys(self, cell: int) -> Keys:
        """The column of this number as bytes."""
        if cell not in self._keys:
            start, stop = self._edges(cell)
            longest = max(int((stop - start).max(initial=0)), 1)
            place = start[:, None] + np.arange(longest)
            inside = place < stop[:, None]
            signs = np.where(inside, self._raw[np.minimum(place, stop[:, None])], 0)
            self._keys[cell] = signs.astype(np.uint8).view(f"S{longest}").reshape(-1)
        return self._keys[cell]

    def rows(self, cell: int, key: bytes) -> Places:
        """The numbers of the lines whose cell holds this key."""
        if (cell, key) not in self._rows:
            self._rows[cell, key] = np.flatnonzero(self.keys(cell) == key)
        return self._rows[cell, key]

    def _edges(self, cell: int) -> tuple[Places, Places]:
        """Where each line's cell begins, and the byte behind it."""
        if not len(self):
            return self._starts, self._starts
        start = self._stops[cell - 1].astype(np.int64) + 1 if cell else self._starts
        return start, self._stops[cell].astype(np.int64)

    def _read(self, start: Places, stop: Places) -> Array:
        """The decimal numbers between these bytes: sign by sign, of all lines together."""
        length = stop - start
        longest = min(int(length.max(initial=0)), LONGEST)
        value = np.zeros(len(start))
        scale = np.ones(len(start))
        pointed = np.zeros(len(start), dtype=bool)
        good = (length > 0) & (length <= LONGEST)
        minus = good & (self._raw[start] == MINUS)
        for back in range(longest, 0, -1):
            inside = length - minus >= back
            sign = self._raw[np.maximum(stop - back, 0)]
            digit = inside & (sign >= ZERO) & (sign <= ZERO + 9)
            value = np.where(digit, value * 10 + (sign.astype(np.int64) - ZERO), value)
            scale = np.where(digit & pointed, scale * 10, scale)
            point = inside & (sign == POINT) & ~pointed
            pointed |= point
            good &= ~inside | digit | point
        value = np.where(minus, -value, value) / scale
        good &= length > minus.astype(np.int64) + pointed
        result: Array = np.where(good, value, np.nan)
        return result
