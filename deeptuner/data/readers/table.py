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
    names = column_names([cell.strip(" \t\ufeff\0") for cell in header[1]])
    records.width = len(names)
    if not any(names):
        raise refuse(path, "no-header")
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
    """Records of cells; where one cannot be read, reading goes on with the line after its first.

    A quote that is opened and never closed would else take the whole rest of the file with it.
    """

    def __init__(self, lines: Iterable[Line], dialect: Dialect, teller: Teller) -> None:
        csv.field_size_limit(_LONGEST_CELL)
        self._lines = iter(lines)
        self._waiting: deque[Line] = deque()
        self._taken: list[Line] = []
        self._dialect = dialect
        self._teller = teller
        self.width = 0

    def __iter__(self) -> Iterator[Record]:
        reader = self._reader()
        while True:
            self._taken = []
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                reader = self._reader()
                if not self._taken:
                    return
                record = self._begin_again()
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

    def _begin_again(self) -> Record | None:
        """Put all but the record's first line back, and make of that line what can be made."""
        first, *rest = self._taken
        self._waiting.extendleft(reversed(rest))
        loose = csv.reader([first.text], **self._dialect.options(strict=False))  # type: ignore[arg-type]
        try:
            cells = next(loose, [])
        except csv.Error:
            cells = []
        closed = first.text.count('"') % 2 == 0
        if self.width and len(cells) == self.width and closed and first.whole:
            self._teller.repaired("loose-quotes", first.number, first.text[:200])
            return first.number, cells
        self._teller.lost("open-quote", first.number, first.text[:200])
        return None
