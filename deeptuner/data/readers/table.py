"""Tables in text: .csv and .tsv, every cell as the text it is.

Knows headers, ragged rows and quotes that are never closed. Does not turn cells into numbers, dates
or nothing: `007`, `NA` and `None` stay what they are.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from deeptuner.data.readers.dialect import Dialect, guess_dialect
from deeptuner.data.readers.shapes import Rows
from deeptuner.data.readers.text import Line, numbered_lines, text_blocks
from deeptuner.data.telling import Teller, refuse

_SAMPLE = 1 << 16  # characters the dialect is guessed from
_LONGEST_CELL = 1 << 24  # characters; a quote that is never closed swallows no more than this
_INDEX = re.compile(r"|unnamed: ?\d+|__index_level_\d+__", re.I)
_HINT = re.compile(r"sep=(.)$", re.I)  # the first line that Excel writes
_AT_END = "unexpected end"  # in csv's own words
_SURELY = 4  # times as many lines that look like rows as lines that do not
Record = tuple[int, list[str]]  # the line it begins on, its cells


def read_table(path: Path, teller: Teller) -> Rows:
    """The rows of a table, as numbers of lines and cells by column name.

    Raises DataError when there is no header.
    """
    separator = "\t" if ".tsv" in [suffix.lower() for suffix in path.suffixes] else ","
    blocks = text_blocks(path, teller)
    sample, head = "", list[str]()
    for block in blocks:
        head.append(block)
        sample += block
        if len(sample) >= _SAMPLE:
            break
    lines = numbered_lines(chain(head, blocks))
    if hint := _HINT.match(sample.partition("\n")[0].strip()):
        dialect = Dialect(hint[1])
        next(lines)
    else:
        dialect = guess_dialect(_whole_lines(sample), separator)
    records = _Records(lines, dialect, teller)
    yield from _rows(records, path, teller)


def _whole_lines(sample: str) -> str:
    return sample[: sample.rfind("\n") + 1] if len(sample) >= _SAMPLE else sample


def _rows(records: _Records, path: Path, teller: Teller) -> Rows:
    header = next(iter(records), None)
    if header is None:
        return
    cells = [cell.strip(" \t\ufeff\0") for cell in header[1]]
    names = column_names(cells)
    records.width = len(names)
    if not any(names):
        raise refuse(path, "no-header")
    if other := [name for name, cell in zip(names, cells, strict=True) if name not in (None, cell)]:
        teller.note("same-columns", columns=", ".join(f"`{name}`" for name in other))
    for line, cells in records:
        if fitted := _fitted(cells, len(names), line, teller):
            yield line, {name: cell for name, cell in zip(names, fitted, strict=True) if name}


def column_names(cells: list[str]) -> list[str | None]:
    """Names for a header's cells: None for an index, `name (2)` for a second of that name."""
    names: list[str | None] = []
    for cell in cells:
        name, number = cell, 1
        while name in names:
            number += 1
            name = f"{cell} ({number})"
        names.append(None if _INDEX.fullmatch(cell) else name)
    return names


def _fitted(cells: list[str], width: int, line: int, teller: Teller) -> list[str] | None:
    """Cells for every column; too few are filled up, too many are only let go when empty."""
    if len(cells) == width:
        return cells
    shown = " | ".join(cell[:40] for cell in cells)
    if len(cells) < width:
        teller.repaired("few-cells", line, shown)
        return cells + [""] * (width - len(cells))
    if any(cell.strip() for cell in cells[width:]):
        teller.lost("many-cells", line, shown)
        return None
    return cells[:width]


class _Records:
    """Records of cells; where one cannot be read, reading goes on behind it.

    A quote that is opened and never closed would else take the whole rest of the file with it.
    """

    def __init__(self, lines: Iterable[Line], dialect: Dialect, teller: Teller) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._lines = iter(lines)
        self._waiting: deque[Line] = deque()
        self._taken: list[Line] = []
        self._dialect = dialect
        self._teller = teller
        self.width = 0  # of the header, once it is known

    def __iter__(self) -> Iterator[Record]:
        reader = self._reader()
        while True:
            self._taken = []
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                reader = self._reader()
                record = self._begin_again(at_end=_AT_END in str(error))
                if record is None and not self.width:
                    return  # the header is lost
            else:
                record = (self._taken[0].number, cells)
            if record and any(cell.strip() for cell in record[1]):
                yield record

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), **self._dialect.options(strict=True))  # type: ignore[arg-type]

    def _feed(self) -> Iterator[str]:
        while True:
            line = self._waiting.popleft() if self._waiting else next(self._lines, None)
            if line is None:
                return
            self._taken.append(line)
            yield line.text.replace("\0", "") + "\n"

    def _begin_again(self, *, at_end: bool) -> Record | None:
        """What can be made of the first line of the record that could not be read.

        The lines after it are read again where they look like rows, rather than like a long cell.
        """
        first, *rest = self._taken
        widths = [self._width_of(line) for line in rest]
        good = widths.count(self.width)
        bad = len(widths) - good - widths.count(None)
        if good >= _SURELY * bad and (good or not at_end):
            self._waiting.extendleft(reversed(rest))
        cells = self._cells(first, strict=False)
        closed = first.text.count('"') % 2 == 0
        if closed and first.whole and cells and len(cells) == (self.width or len(cells)):
            self._teller.repaired("loose-quotes", first.number, first.text[:200])
            return first.number, cells
        self._teller.lost("open-quote", first.number, first.text[:200])
        return None

    def _width_of(self, line: Line) -> int | None:
        """How many cells a line has by itself; None when a quote is open at its end."""
        cells = self._cells(line, strict=True)
        return None if cells is None else len(cells)

    def _cells(self, line: Line, *, strict: bool) -> list[str] | None:
        reader = csv.reader([line.text], **self._dialect.options(strict=strict))  # type: ignore[arg-type]
        try:
            return next(reader, [])
        except csv.Error:
            return None
