"""A whole dataset read: format, counts, lengths, problems."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from deeptuner.cli.asks.asking import Asking, Params, path_of
from deeptuner.cli.asks.opened import browser_of, dataset_key, how, own_reader
from deeptuner.data.report import Report
from deeptuner.data.row import Source
from deeptuner.words import Message

if TYPE_CHECKING:
    from deeptuner.data.inspect import Inspection

EVERY: Final = 0.1  # seconds between two tellings
STRIDE: Final = 64  # rows between two looks at the clock


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    model = [params.get(name) for name in ("model", "template", "train_on_source")]
    key = ("inspection", *dataset_key(params), repr(model))
    found: dict[str, Any] = asking.shelf.get(key, lambda: _inspect(params, asking))
    return found


def _inspect(params: Params, asking: Asking) -> dict[str, Any]:
    from deeptuner.data.inspect import inspect

    report = _Watched(asking, browser_of(params, asking).known_total or 0)
    reader = own_reader(params, asking)
    seen = inspect(path_of(params, "dataset"), *how(params), reader, report=report)
    return {**seen.to_json(), "summary": _summary(seen)}


class _Watched(Report):
    """A report that tells how far reading is, and ends it when nobody wants to know."""

    def __init__(self, asking: Asking, total: int) -> None:
        super().__init__()
        self._asking, self._total = asking, total
        self._seen, self._told = 0, 0.0

    def read(self) -> None:
        super().read()
        self._look()

    def lost(self, problem: Message, source: Source, excerpt: str = "") -> None:
        super().lost(problem, source, excerpt)
        self._look()

    def _look(self) -> None:
        self._seen += 1
        if self._seen % STRIDE == 0:
            self._asking.check()
            if monotonic() - self._told >= EVERY:
                self._told = monotonic()
                self._asking.progress(self._seen, self._total)


def _summary(seen: Inspection) -> dict[str, Any]:
    report = seen.report
    rows = report.rows + report.unreadable_rows
    return {"rows": rows, "kept": seen.kept, "problems": list(_problems(seen))}


def _problems(seen: Inspection) -> Iterator[dict[str, Any]]:
    """Worst first. `count` is of rows; 0 for what is about the dataset as a whole."""
    if seen.error:
        yield _problem("error", seen.error.what)
    report = seen.report
    tallies = (("error", report.unreadable), ("warning", report.rejected), ("note", report.repairs))
    for severity, found in tallies:
        for tally in sorted(found.values(), key=lambda tally: -tally.count):
            yield {"severity": severity, **tally.to_json()}
    for said in seen.warnings:
        yield _problem("warning", said)
    for said in report.notes:
        yield _problem("note", said)


def _problem(severity: str, said: Message) -> dict[str, Any]:
    return {"severity": severity, "message": said.to_json(), "count": 0, "examples": []}
