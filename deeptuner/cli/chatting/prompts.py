"""A file of prompts: lines of text, a column of a table, or rows of a dataset.

Knows how a prompt is found in each. A row with an answer is asked up to that answer, which is then
what is expected. Does not know models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from deeptuner.data.load import load_rows
from deeptuner.data.readers import read_rows
from deeptuner.data.report import Report
from deeptuner.data.row import Row
from deeptuner.errors import DataError
from deeptuner.words import message

USUAL: Final = ("prompt", "question", "instruction", "input", "query", "text", "content")
Said = tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A conversation that ends with a question; `expected` may be empty."""

    said: Said
    expected: str = ""

    @property
    def question(self) -> str:
        return self.said[-1]["content"]


def read_prompts(file: Path, column: str | None = None, limit: int | None = None) -> list[Prompt]:
    """The first `limit` prompts of `file`; of a table, those in `column`.

    Raises DataError when there are none, or it cannot be told where they stand.
    """
    if not file.exists():
        raise DataError(
            message("common.not-found", path=str(file)), fix=message("common.check-path")
        )
    found = list(islice(_prompts(file, column), limit))
    if not found:
        raise DataError(message("cli.chat.no-prompts"), where=str(file))
    return found


def _prompts(file: Path, column: str | None) -> Iterator[Prompt]:
    if file.suffix == ".txt":
        yield from (_asked(line) for line in _text(file).splitlines() if line.strip())
    elif column is not None:
        yield from _of_column(file, column)
    else:
        yield from _of_dataset(file)


def _of_dataset(file: Path) -> Iterator[Prompt]:
    """Rows as training would read them; where that cannot be told, a column with a usual name."""
    report = Report()
    try:
        _, rows = load_rows(file, "auto", {}, report)
        first = list(islice(rows, 1))
    except DataError as error:
        yield from _of_column(file, _usual_column(file, error))
        return
    for row in (*first, *rows):
        if (prompt := _of_row(row)) is not None:
            yield prompt


def _of_row(row: Row) -> Prompt | None:
    """Up to the last answer; None where nobody asks."""
    if row.text is not None:
        return _asked(row.text)
    turns = list(row.messages)
    expected = turns.pop().content if turns and turns[-1].role == "assistant" else ""
    if not turns or turns[-1].role != "user" or row.tools:
        return None
    return Prompt(tuple({"role": one.role, "content": one.content} for one in turns), expected)


def _of_column(file: Path, column: str) -> Iterator[Prompt]:
    """Raises DataError where rows have columns, and none of them has this one."""
    names: dict[str, None] = {}  # in their order; rows need not have the same
    for raw in _raw(file):
        names.update(dict.fromkeys(raw))
        value = raw.get(column)
        if isinstance(value, str) and value.strip():
            yield _asked(value)
    if names and column not in names:
        known = ", ".join(names)
        raise DataError(
            message("cli.chat.no-column", column=column, columns=known), where=str(file)
        )


def _usual_column(file: Path, error: DataError) -> str:
    """Raises `error`'s reason with the columns that there are, where none is usual."""
    columns = list(next(_raw(file), {}))
    lower = {name.casefold(): name for name in columns}
    for name in USUAL:
        if name in lower:
            return lower[name]
    if len(columns) == 1:
        return columns[0]
    fix = message("cli.chat.fix-column", columns=", ".join(columns) or "–")
    raise DataError(error.what, where=str(file), fix=fix) from error


def _raw(file: Path) -> Iterator[Mapping[str, Any]]:
    rows: Iterable[Any] = read_rows(file, Report())
    return (row.value for row in rows)


def _asked(text: str) -> Prompt:
    return Prompt(({"role": "user", "content": text},))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(message("cli.chat.not-text"), where=str(file)) from error
