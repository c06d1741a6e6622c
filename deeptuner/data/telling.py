"""How a reader tells what it found in one file.

Knows the file's name and the report. Does not know any file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deeptuner.data.report import Report
from deeptuner.data.row import Source
from deeptuner.errors import DataError
from deeptuner.words import message


class Teller:
    """Reports about one file: `line` is a 1-based line, or the row of a table."""

    def __init__(self, path: Path, report: Report) -> None:
        self.file = str(path)
        self._report = report

    def source(self, line: int) -> Source:
        return Source(self.file, line)

    def repaired(self, what: str, line: int, excerpt: str = "", **params: Any) -> None:
        self._report.repaired(message(f"data.reading.{what}", **params), self.source(line), excerpt)

    def lost(self, what: str, line: int, excerpt: str = "", **params: Any) -> None:
        self._report.lost(message(f"data.reading.{what}", **params), self.source(line), excerpt)

    def note(self, what: str, **params: Any) -> None:
        self._report.note(message(f"data.reading.{what}", file=self.file, **params))


def refuse(path: Path, what: str, **params: Any) -> DataError:
    """The error that `path` cannot be read as a dataset; `what` also names what to do about it."""
    return DataError(
        message(f"data.reading.{what}", **params),
        where=str(path),
        fix=message(f"data.reading.{what}-fix", **params),
    )


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals to read `path` into errors a person understands."""
    try:
        yield
    except FileNotFoundError as error:
        raise DataError(
            message("common.not-found", path=str(path)),
            where=str(path),
            fix=message("common.check-path"),
        ) from error
    except OSError as error:
        detail = error.strerror or str(error)
        raise refuse(path, "cannot-open", detail=detail) from error
