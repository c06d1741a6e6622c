"""Any row of a data file by its number, without reading all that stands before it again.

Knows three ways: where each line of a JSON Lines file begins, the row groups of columnar files, and
for all other files a temporary copy of the rows that were read so far. Does not know formats of
rows. Rows that cannot be read have a number too where a line is a row.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from deeptuner.data.readers import read_rows
from deeptuner.data.readers.columnar import BATCH, group_page, row_groups
from deeptuner.data.readers.json_lines import json_values
from deeptuner.data.readers.shapes import rows_in
from deeptuner.data.readers.source import BLOCK, GZIP, byte_blocks
from deeptuner.data.readers.text import UTF8, Line, guess_encoding
from deeptuner.data.readers.values import parse
from deeptuner.data.report import Report
from deeptuner.data.row import RawRow, Rejection, Source
from deeptuner.data.telling import Teller, opening
from deeptuner.files import telling_why
from deeptuner.runs.datasets import kind_of
from deeptuner.words import message

Tick = Callable[[], None]  # called now and then; raises to stop
SMALL: Final = 32_000_000  # bytes; a file up to this is read to its end at once
STRIDE: Final = 256  # rows between two ticks
PAGES: Final = 8  # of a columnar file that are kept
MARK: Final = b"\xef\xbb\xbf"  # UTF-8's byte order mark


class RowsAt(Protocol):
    """The rows of one file by number, from 0."""

    @property
    def total(self) -> int | None:
        """How many there are; None while that is not known."""

    def has(self, index: int, tick: Tick) -> bool:
        """Whether there is such a row; reads on as far as it must."""

    def at(self, index: int) -> RawRow | Rejection:
        """The row, or why it cannot be read. `has` was asked before."""


def rows_at(path: Path, tick: Tick = lambda: None) -> RowsAt:
    """A way to the rows of `path`. Raises DataError when it cannot be opened."""
    kind = kind_of(path)
    if kind == "json" and _is_line_by_line(path):
        return _LinesAt(path, tick)
    if kind == "columns" and (groups := row_groups(path)):
        return _GroupsAt(path, groups)
    return _Spooled(path)


def _is_line_by_line(path: Path) -> bool:
    """Whether each line of a JSON file is a row by itself, as far as its first two lines tell."""
    with opening(path), path.open("rb") as file:
        head = file.read(BLOCK)
    if head.startswith(GZIP) or guess_encoding(head) != UTF8:
        return False
    lines = [line for line in head.removeprefix(MARK).split(b"\n") if line.strip()][:2]
    if len(lines) < 2 or b"\r" in head.replace(b"\r\n", b""):
        return False
    try:
        return all(isinstance(parse(line.decode())[0], dict) for line in lines)
    except ValueError:
        return False


class _LinesAt:
    """One row a line: 16 bytes are kept for each."""

    def __init__(self, path: Path, tick: Tick) -> None:
        self._path = path
        ends = _line_ends(path, tick)
        starts = np.concatenate([[0], ends[:-1] + 1])
        filled = np.flatnonzero(ends - starts > 1)  # a row has two characters at least
        self._starts, self._ends, self._lines = starts[filled], ends[filled], filled + 1

    @property
    def total(self) -> int:
        return len(self._starts)

    def has(self, index: int, tick: Tick) -> bool:
        return 0 <= index < self.total

    def at(self, index: int) -> RawRow | Rejection:
        begin, end, line = (int(of[index]) for of in (self._starts, self._ends, self._lines))
        with opening(self._path), self._path.open("rb") as file:
            file.seek(begin)
            content = file.read(end - begin)
        text = content.removeprefix(MARK).decode(UTF8, "replace")
        report = Report()
        teller = Teller(self._path, report)
        for record in json_values([Line(line, text)], teller):
            for _, row in rows_in(record, teller):
                return RawRow(row, teller.source(line))
        why = [tally.message for tally in report.unreadable.values()]
        whole = index < self.total - 1  # only the last line can be cut off by the file's end
        if not why or (whole and why[0].id == "data.reading.cut-off"):
            return Rejection(message("data.reading.broken-row"), teller.source(line))
        return Rejection(why[0], teller.source(line))


def _line_ends(path: Path, tick: Tick) -> NDArray[np.int64]:
    """Where each line ends: the place of its line feed, or of the file's end."""
    found, at = [np.empty(0, np.int64)], 0
    for number, block in enumerate(byte_blocks(path, Teller(path, Report()))):
        if number % STRIDE == 0:
            tick()
        found.append(np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n")) + at)
        at += len(block)
    ends = np.concatenate(found)
    torn = not len(ends) or int(ends[-1]) != at - 1
    return np.append(ends, at) if torn else ends


class _GroupsAt:
    """Columnar files: the page that holds a row is read, and kept for its neighbours."""

    def __init__(self, path: Path, groups: list[int]) -> None:
        self._path = path
        self._starts = [0, *accumulate(groups)]
        self._page = lru_cache(PAGES)(lambda group, page: group_page(path, group, page))

    @property
    def total(self) -> int:
        return self._starts[-1]

    def has(self, index: int, tick: Tick) -> bool:
        return 0 <= index < self.total

    def at(self, index: int) -> RawRow:
        group = bisect_right(self._starts, index) - 1
        page, place = divmod(index - self._starts[group], BATCH)
        return RawRow(self._page(group, page)[place], Source(str(self._path), index + 1))


class _Spooled:
    """Rows as they were read, in a temporary file that is gone with this object."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: Iterator[RawRow] = read_rows(path, Report())
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this object
        weakref.finalize(self, self._file.close)
        self._ends: list[int] = [0]
        self._lines: list[int] = []
        self._whole = False
        self._all_at_once = path.stat().st_size <= SMALL

    @property
    def total(self) -> int | None:
        return len(self._lines) if self._whole else None

    def has(self, index: int, tick: Tick) -> bool:
        while not self._whole and (self._all_at_once or index >= len(self._lines)):
            if len(self._lines) % STRIDE == 0:
                tick()
            self._read_one()
        return 0 <= index < len(self._lines)

    def at(self, index: int) -> RawRow:
        begin, end = self._ends[index : index + 2]
        self._file.seek(begin)
        value: dict[str, Any] = json.loads(self._file.read(end - begin))
        return RawRow(value, Source(str(self._path), self._lines[index]))

    def _read_one(self) -> None:
        raw = next(self._rows, None)
        if raw is None:
            self._whole = True
            return
        content = json.dumps(raw.value, default=str).encode()  # knows whole numbers of any size
        with telling_why(Path(tempfile.gettempdir()) / self._path.name):
            self._file.seek(self._ends[-1])
            self._file.write(content)
        self._ends.append(self._ends[-1] + len(content))
        self._lines.append(raw.source.line)
