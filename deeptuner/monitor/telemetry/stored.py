"""One layout's files as they lie on disk: the coarsest whole, of the finer ones the end that is not
summarised yet, and any part of them on demand.

Knows how a bucket leads to its rows in the finer file. Holds little, whatever the length of the
record. Does not know periods of time that a person looks at, nor how values are combined.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.blocks import Block, Places
from deeptuner.monitor.telemetry.columns import Column
from deeptuner.monitor.telemetry.layout import (
    LEVELS,
    SECONDS,
    STATISTICS,
    Layout,
    Level,
    statistic_header,
)
from deeptuner.monitor.telemetry.lines import LINE, Lines, Replaced

GROUPS: Final = 24  # buckets of 5 minutes whose buckets of 10 seconds are read together
KEPT: Final = 16 * 2**20  # bytes of parts that are kept once they were read


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one level: those of a block from row `first` on."""

    block: Block
    level: Level
    columns: dict[str, int]
    keyed: bool
    first: int = 0

    def rows(self, key: str) -> Places:
        """The numbers of the key's rows."""
        if not self.keyed:
            return np.arange(self.first, len(self.block))
        found = self.block.rows(1, key.encode())
        return found[np.searchsorted(found, self.first) :]

    def owners(self) -> set[bytes]:
        """Whose rows there are."""
        return set(np.unique(self.block.keys(1)).tolist()) if self.keyed else {b""}

    def time(self) -> Array:
        """When each row of the block begins, Unix seconds."""
        return self.block.numbers(0)

    def values(self, column: Column) -> list[Array]:
        """The least, mean and greatest value of each row of the block."""
        names = [statistic_header(column, name) for name in STATISTICS]
        if self.level == "raw":
            names = [column.header] * len(STATISTICS)
        return [self._numbers(name) for name in names]

    def _numbers(self, name: str) -> Array:
        if name in self.columns:
            return self.block.numbers(self.columns[name])
        return np.full(len(self.block), np.nan)


class Stored:
    """Follows the three files of one layout. Not for several threads at once."""

    def __init__(self, layout: Layout, folder: Path) -> None:
        self.layout = layout
        self._folder = folder
        self.forget()

    def forget(self) -> None:
        """Begin anew, as when another record lies there."""
        self._files = {level: Lines(self.layout.file(self._folder, level)) for level in LEVELS}
        self._ends = {level: self._part(Block(b"", 1), level) for level in LEVELS}
        self._kept: OrderedDict[tuple[Level, int, int], Block] = OrderedDict()
        self._size = 0
        self._places: dict[int, int] = {}  # of samples, by that of their bucket of 10 s
        self._groups = _Groups.none()
        self.began: float | None = None

    def refresh(self) -> bool:
        """Read what is new; returns whether anything is. A file that cannot be read is empty."""
        try:
            return self._follow()
        except Replaced:
            self.forget()
            with suppress(Replaced, OSError):
                self._follow()
            return True
        except OSError:
            return False

    def coarse(self) -> Part:
        """All buckets of 5 minutes."""
        return self._ends["5min"]

    def ends(self) -> tuple[Part, Part]:
        """The buckets of 10 seconds, and the samples, that no coarser bucket covers."""
        return self._ends["10s"], self._ends["raw"]

    def newest(self) -> tuple[Part, ...]:
        """Where the newest row of any key is looked for, the best first: also covered ones."""
        whole = (self._part(self._ends[level].block, level) for level in LEVELS)
        return tuple(whole)

    def fine(self, begin: float, end: float) -> list[Part]:
        """The buckets of 10 seconds that a bucket of 5 minutes covers and that touch a period."""
        chunks = np.unique(self._groups.within(begin, end) // GROUPS)
        return [
            self._range("10s", *self._groups.range(int(chunk) * GROUPS, GROUPS)) for chunk in chunks
        ]

    def samples(self, begin: float, end: float) -> list[Part]:
        """The samples that a bucket of 10 seconds covers and that touch a period."""
        parts = []
        for group in self._groups.within(begin, end):
            first, behind = self._groups.range(int(group), 1)
            parts.append(self._range("raw", self._raw_place(first), self._raw_place(behind)))
        open_from = self._groups.end
        parts.append(self._range("raw", self._raw_place(open_from), self._covered_end("raw")))
        return parts

    def _follow(self) -> bool:
        """From the coarsest file to the finest: what a bucket names is then there."""
        changed = False
        last: int | None = None  # where the rows of the coarser file's last bucket begin
        before: float | None = None  # when that bucket begins
        for finer in reversed(LEVELS):
            lines = self._files[finer]
            grown = lines.follow(last)
            if grown:
                block = Block(lines.data, len(lines.columns))
                self._ends[finer] = self._part(block, finer)
            changed |= grown
            if before is not None:
                self._uncover(finer, before)
            part = self._ends[finer]
            if finer != "raw":
                before, last = self._last_bucket(part)
        if changed:
            self._look_over()
        return changed

    def _last_bucket(self, part: Part) -> tuple[float, int] | tuple[None, None]:
        """When it begins, and where its rows do. A damaged line is none."""
        begin, offset = part.time(), part.block.numbers(self._offset_cell)
        good = np.flatnonzero(np.isfinite(begin) & np.isfinite(offset))
        return (float(begin[good[-1]]), int(offset[good[-1]])) if len(good) else (None, None)

    def _uncover(self, level: Level, covered: float) -> None:
        """Leave out the rows at the beginning that belong to the coarser file's last bucket."""
        part = self._ends[level]
        seconds = SECONDS[LEVELS[LEVELS.index(level) + 1]]
        others = np.flatnonzero(part.time() // seconds * seconds != covered)
        first = int(others[0]) if len(others) else len(part.block)
        self._ends[level] = self._part(part.block, level, first)

    def _look_over(self) -> None:
        coarse = self._ends["5min"].block
        begins, offsets = coarse.numbers(0), coarse.numbers(self._offset_cell)
        good = np.isfinite(begins) & np.isfinite(offsets)
        places = offsets[good].astype(np.int64)
        self._groups = _Groups.made(begins[good], places, self._covered_end("10s"))
        if self.began is None:
            self.began = self._first_time()

    def _covered_end(self, level: Level) -> int:
        """The byte in the file at which the rows begin that no coarser bucket covers."""
        part, lines = self._ends[level], self._files[level]
        if part.first < len(part.block):
            return lines.begin + int(part.block.starts[part.first])
        return lines.end

    def _raw_place(self, place: int) -> int:
        """Where the samples of the 10 s bucket begin whose line is at this byte."""
        if place >= self._files["10s"].end:
            return self._covered_end("raw")
        if place not in self._places:
            self._places[place] = self._files["10s"].number_at(place, self._offset_cell)
        return self._places[place]

    def _first_time(self) -> float | None:
        lines = self._files["raw"]
        with suppress(OSError, ValueError), lines.path.open("rb") as file:
            return float(os.pread(file.fileno(), LINE, lines.first).split(b",")[0])
        return None

    def _range(self, level: Level, begin: int, end: int) -> Part:
        """The rows between two bytes of a file; kept for the next time."""
        key = level, begin, end
        if key not in self._kept:
            self._kept[key] = self._files[level].part(begin, max(begin, end))
            self._size += self._kept[key].size
            while self._size > KEPT and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1].size
        self._kept.move_to_end(key)
        return self._part(self._kept[key], level)

    def _part(self, block: Block, level: Level, first: int = 0) -> Part:
        return Part(block, level, self._files[level].columns, self.layout.keyed, first)

    @property
    def _offset_cell(self) -> int:
        return 3 if self.layout.keyed else 2


@dataclass(frozen=True, slots=True)
class _Groups:
    """The buckets of 5 minutes: when each begins, where its finer rows do, and where all end."""

    begins: Array
    places: Places
    end: int

    @classmethod
    def none(cls) -> _Groups:
        return cls(np.empty(0), np.empty(0, dtype=np.int64), 0)

    @classmethod
    def made(cls, begins: Array, offsets: Places, end: int) -> _Groups:
        """From the rows of all keys: those of one bucket name the same place."""
        first = np.flatnonzero(np.diff(offsets, prepend=-1))
        return cls(begins[first], offsets[first], end)

    def within(self, begin: float, end: float) -> Places:
        """The numbers of the buckets that touch a period."""
        touching = (self.begins <= end) & (self.begins + SECONDS["5min"] >= begin)
        return np.flatnonzero(touching)

    def range(self, first: int, count: int) -> tuple[int, int]:
        """The bytes of the finer rows of `count` buckets from number `first` on."""
        behind = first + count
        end = self.end if behind >= len(self.places) else int(self.places[behind])
        return int(self.places[first]), end
