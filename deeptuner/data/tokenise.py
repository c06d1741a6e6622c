"""Builds the tokens of a dataset: every row encoded once, in bounded memory.

Knows the order of passes and the two files of an entry: the token store and `made.json`, which says
what lies in it. Does not choose samples (`choose.py`), except that conversations which are too long
are encoded again without their oldest turns where the settings ask for that.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from deeptuner.data.encode import Encoder, TooLong
from deeptuner.data.lengths import Limits, limits_for, too_long
from deeptuner.data.report import Report
from deeptuner.data.row import Rejection, Row, Source
from deeptuner.data.sources import Sources
from deeptuner.data.store import Encoded, TokenStore, TokenStoreWriter
from deeptuner.files import Progress, read_json, write_json
from deeptuner.settings.sections.inputs import DataSection
from deeptuner.words import Message, message_from_json

MADE = "made.json"
EVERY = 1.0  # seconds between two signs of life where rows are not counted
STRIDE = 256  # rows between two numbers


@dataclass(frozen=True, slots=True)
class Made:
    """What lies in an entry. Samples from number `evaluation` on were set aside by the person.

    `limits` and `why` are there when over-long conversations were shortened to fit them. `too_long`
    are rows that were not encoded, having more than `longest` characters; those set aside too.
    """

    evaluation: int
    report: Report
    limits: Limits | None = None
    why: Message | None = None
    too_long: tuple[Source, ...] = ()
    longest: int | None = None

    def serves(self, longest: int | None) -> bool:
        """Whether nothing is missing that may fit where `longest` characters may."""
        if not self.too_long or self.longest is None:
            return True
        return longest is not None and longest <= self.longest

    def write(self, folder: Path) -> None:
        write_json(
            folder / MADE,
            {
                "evaluation": self.evaluation,
                "report": self.report.to_json(),
                "limits": asdict(self.limits) if self.limits else None,
                "why": self.why.to_json() if self.why else None,
                "too_long": [asdict(source) for source in self.too_long],
                "longest": self.longest,
            },
        )

    @classmethod
    def read(cls, folder: Path) -> Made:
        found: dict[str, Any] = read_json(folder / MADE)
        return cls(
            found["evaluation"],
            Report.from_json(found["report"]),
            Limits(**found["limits"]) if found["limits"] else None,
            message_from_json(found["why"]) if found["why"] else None,
            tuple(Source(**source) for source in found["too_long"]),
            found["longest"],
        )


def is_whole(folder: Path) -> bool:
    """Whether an entry can be relied on; reads all of it."""
    try:
        TokenStore(folder).verify()
        Made.read(folder)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is built anew
        return False
    return True


class Told:
    """Passes on how far the work is, not too often: (rows done, rows in all; 0 when unknown)."""

    def __init__(self, progress: Progress | None) -> None:
        self.total = 0
        self._progress = progress or _quiet
        self._done = 0
        self._last = -EVERY

    def tick(self) -> None:
        """Something goes on. Raises what the listener raises."""
        if time.monotonic() - self._last >= EVERY:
            self._tell()

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted as they pass; further streams go on where the last ended."""
        for row in rows:
            if self._done % STRIDE == 0:
                self._tell()
            self._done += 1
            yield row

    def _tell(self) -> None:
        self._last = time.monotonic()
        self._progress(min(self._done, self.total), self.total)


class Tokeniser:
    """Fills one entry. `context` is how many tokens the model can read, None when unknown."""

    def __init__(
        self,
        sources: Sources,
        encoder: Encoder,
        settings: DataSection,
        context: int | None,
        told: Told,
    ) -> None:
        self.sources = sources
        self.encoder = encoder
        self.settings = settings
        self.context = context
        self.told = told
        self._too_long: Counter[Source] = Counter()

    def fill(self, folder: Path, report: Report) -> None:
        """Write the store and `made.json` into `folder`. Whoever is told may raise to stop."""
        self.told.total = self.sources.count(self.told.tick)
        limits, why = None, None
        with TokenStoreWriter(folder) as writer:
            self._encode(writer, report, evaluation=False)
            if self.settings.long_samples == "drop-oldest-turns":
                limits, why = limits_for(self.settings, writer.records, self.context)
                self._shorten(writer, 0, limits, report, evaluation=False)
            evaluation = len(writer)
            self._encode(writer, report, evaluation=True)
            if limits is not None:
                self._shorten(writer, evaluation, limits, report, evaluation=True)
        too_long, longest = tuple(self._too_long), self.encoder.longest
        Made(evaluation, report, limits, why, too_long, longest).write(folder)

    def _encode(self, writer: TokenStoreWriter, report: Report, *, evaluation: bool) -> None:
        rows = self.told.rows(self.sources.rows(report, evaluation=evaluation))
        for found in self.encoder.encode(rows):
            if isinstance(found, TooLong):
                self._too_long[found.source] += 1
            else:
                _keep(found, writer, report)

    def _shorten(
        self,
        writer: TokenStoreWriter,
        first: int,
        limits: Limits,
        report: Report,
        *,
        evaluation: bool,
    ) -> None:
        """Encode again what is too long from sample `first` on, without its oldest turns.

        The rows are read a second time, since they are not kept. Of a row with a sample for each
        answer, as many of the last ones are made anew as were too long.
        """
        over = _over_by_source(writer, first, limits) + self._too_long
        self._too_long.clear()
        if not over:
            return
        for row in self.sources.rows(Report(), evaluation=evaluation):
            count = over.pop(row.source, 0)
            if not count:
                continue
            self.told.tick()
            found = self.encoder.shortened(row, limits)
            for one in [found] if isinstance(found, Rejection) else found[-count:]:
                _keep(one, writer, report)


def _keep(found: Encoded | Rejection, writer: TokenStoreWriter, report: Report) -> None:
    if isinstance(found, Rejection):
        report.reject(found)
    else:
        writer.append(found)


def _over_by_source(writer: TokenStoreWriter, first: int, limits: Limits) -> Counter[Source]:
    records = writer.records[first:]
    over = records[np.flatnonzero(too_long(records, limits))]
    return Counter(Source(writer.files[one["file"]], int(one["line"])) for one in over)


def _quiet(done: int, total: int) -> None:
    """Nobody listens."""
