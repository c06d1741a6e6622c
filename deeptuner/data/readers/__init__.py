"""Reading a data file row by row, whatever is wrong with it.

Knows which reader serves which kind of file. Nothing here knows what the columns mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from deeptuner.data.readers.columnar import read_columns
from deeptuner.data.readers.json_file import read_json
from deeptuner.data.readers.plain import read_text
from deeptuner.data.readers.shapes import Rows
from deeptuner.data.readers.table import read_table
from deeptuner.data.report import Report
from deeptuner.data.row import RawRow
from deeptuner.data.telling import Teller, refuse
from deeptuner.runs.datasets import Kind, kind_of

_READERS: dict[Kind, Callable[[Path, Teller], Rows]] = {
    "json": read_json,
    "table": read_table,
    "columns": read_columns,
    "text": read_text,
}


def read_rows(path: Path, report: Report) -> Iterator[RawRow]:
    """The rows of one file, as it has them, in bounded memory.

    No two rows have the same source: where several stand on a line, they are numbered on from it.
    What cannot be read is told to `report` by line, and reading goes on. Raises DataError when the
    file cannot be opened, is no data file, or is torn where no row can be told from another.
    """
    kind = kind_of(path)
    if kind is None or kind == "folder":
        raise refuse(path, "unknown-kind", ending=path.suffix or path.name)
    teller = Teller(path, report)
    number = 0
    for line, value in _READERS[kind](path, teller):
        number = max(line, number + 1)
        report.read()
        yield RawRow(value, teller.source(number))
