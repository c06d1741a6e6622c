"""A run's telemetry for whoever shows it: which GPUs, what they read last, and any period.

Reads 5-minute summaries first and finer rows only for the period that is looked at, so that a
record of days opens at once. Does not draw, and does not know who looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.bands import Axis, Band
from deeptuner.monitor.telemetry.blocks import Places
from deeptuner.monitor.telemetry.columns import GPU_COLUMNS, HOST_COLUMNS, Column, Reading
from deeptuner.monitor.telemetry.layout import GPUS, HOST, LEVELS, SECONDS, Level
from deeptuner.monitor.telemetry.machine import About, SeenGpu, read_about, seen_gpus
from deeptuner.monitor.telemetry.stored import Part, Stored
from deeptuner.runs.folder import RunFolder
from deeptuner.words import Message

__all__ = ["Band", "Period", "SeenGpu", "TelemetryView"]

MISSED: Final = 3  # intervals without a sample that make a gap
FINENESS: Final = 4  # rows for each point that is asked for: finer ones are read up to that
COLUMNS: Final = {column.name: column for column in (*GPU_COLUMNS, *HOST_COLUMNS)}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the record, `begin` to `end` in Unix seconds. `level`: how finely it was read.

    Its bands may be taken later, in any thread; they do not change any more.
    """

    begin: float
    end: float
    level: Level
    interval: float
    step: float  # seconds that become one point; 0: every row is one
    span: tuple[float, float]  # of the whole record: no bucket reaches beyond it
    gpus: Sequence[Part] = field(repr=False, default=())
    computer: Sequence[Part] = field(repr=False, default=())
    _chosen: dict[str, tuple[Axis, list[tuple[Part, Places]]]] = field(
        repr=False, default_factory=dict
    )

    def band(self, key: str, column: str) -> Band:
        """What a GPU read, by the name of one of GPU_COLUMNS. Empty where nothing is recorded."""
        return self._band(self.gpus, key, COLUMNS[column])

    def host(self, column: str) -> Band:
        """What the computer read, by the name of one of HOST_COLUMNS."""
        return self._band(self.computer, "", COLUMNS[column])

    def _band(self, parts: Sequence[Part], key: str, column: Column) -> Band:
        if key not in self._chosen:
            self._chosen[key] = self._choose(parts, key)
        axis, rows = self._chosen[key]
        pieces = [(part.values(column), chosen) for part, chosen in rows]

        def gathered(place: int) -> Array:
            return np.concatenate([np.empty(0), *(each[place][at] for each, at in pieces)])

        if self.level == "raw":
            value = gathered(0)
            return axis.band(value, value, value)
        return axis.band(gathered(0), gathered(1), gathered(2))

    def _choose(self, parts: Sequence[Part], key: str) -> tuple[Axis, list[tuple[Part, Places]]]:
        """The rows of this key in the period, part by part, and when they were measured."""
        rows = [(part, self._inside(part, part.rows(key))) for part in parts]
        times = [self._time(part, chosen) for part, chosen in rows]
        begin, end = (np.concatenate([np.empty(0), *each]) for each in zip(*times, strict=True))
        return Axis(begin, end - begin, gap=MISSED * self.interval, step=self.step), rows

    def _time(self, part: Part, rows: Places) -> tuple[Array, Array]:
        """When rows begin and end."""
        begin = part.time()[rows]
        if part.level == "raw":
            return begin, begin
        return np.clip(begin, *self.span), np.clip(begin + SECONDS[part.level], *self.span)

    def _inside(self, part: Part, rows: Places) -> Places:
        """Those in the period, and one more at either side."""
        time = part.time()[rows]
        seconds = SECONDS[part.level]
        inside = np.flatnonzero((time + seconds >= self.begin) & (time <= self.end))
        if not len(inside):
            return rows[:0]
        chosen = slice(max(int(inside[0]) - 1, 0), int(inside[-1]) + 2)
        return rows[chosen][np.isfinite(time[chosen])]


class TelemetryView:
    """The record of one run. Cheap to make; not for several threads at once.

    `gpus` in the order of their numbers. `problem` says why there is no telemetry, or no more.
    """

    def __init__(self, run: RunFolder) -> None:
        self.gpus: tuple[SeenGpu, ...] = ()
        self.problem: Message | None = None
        self._run = run
        self._gpu_rows = Stored(GPUS, run.path)
        self._host_rows = Stored(HOST, run.path)
        self._about = About()
        self._marks: object = None

    @property
    def interval(self) -> float:
        """Seconds between two samples."""
        return self._about.interval

    @property
    def span(self) -> tuple[float, float] | None:
        """From the first sample to the newest, Unix seconds; None: nothing is recorded yet. Where
        the clock was set back, by up to five minutes too little or too much."""
        ends = [self._span_of(stored) for stored in (self._gpu_rows, self._host_rows)]
        known = [end for end in ends if end is not None]
        if not known:
            return None
        return min(begin for begin, _ in known), max(end for _, end in known)

    def refresh(self) -> bool:
        """Read what is new. False: nothing is. A record that cannot be read is an empty one."""
        grown = self._gpu_rows.refresh()
        grown = self._host_rows.refresh() or grown
        return self._look_at_machine(grown) or grown

    def newest(self, key: str) -> Reading:
        """What a GPU read last; empty when it never read anything."""
        return self._newest(self._gpu_rows, key, GPU_COLUMNS)

    def newest_time(self, key: str) -> float | None:
        """When a GPU read last, Unix seconds."""
        return self._newest_time(self._gpu_rows, key)

    def newest_host(self) -> Reading:
        """What the computer read last."""
        return self._newest(self._host_rows, "", HOST_COLUMNS)

    def period(self, begin: float, end: float, points: int = 1000) -> Period:
        """The record from `begin` to `end` (Unix seconds), with about `points` points a band.

        Files are read here, not by the period.
        """
        level, step = self._fineness(end - begin, points)
        gpus = self._parts(self._gpu_rows, begin, end, level)
        computer = self._parts(self._host_rows, begin, end, level)
        span = self.span or (begin, end)
        return Period(begin, end, level, self.interval, step, span, gpus, computer)

    def _fineness(self, seconds: float, points: int) -> tuple[Level, float]:
        """The finest level of not too many rows, and how many seconds become one point."""
        spacing = {level: max(SECONDS[level], self.interval) for level in LEVELS}
        few = (level for level in LEVELS if seconds / spacing[level] <= points * FINENESS)
        level: Level = next(few, "5min")
        wanted = seconds / points
        return level, wanted if wanted > 2 * spacing[level] else 0.0

    def _parts(self, stored: Stored, begin: float, end: float, level: Level) -> list[Part]:
        tens, raw = stored.ends()
        with suppress(OSError, ValueError):
            if level == "raw":
                return [*stored.samples(begin, end), raw]
            if level == "10s":
                return [*stored.fine(begin, end), tens, raw]
        return [stored.coarse(), tens, raw]

    def _newest_time(self, stored: Stored, key: str) -> float | None:
        for part in stored.newest():
            rows = part.rows(key)
            if len(rows):
                return float(part.time()[rows[-1]]) + SECONDS[part.level]
        return None

    def _newest(self, stored: Stored, key: str, columns: Sequence[Column]) -> Reading:
        for part in stored.newest():
            rows = part.rows(key)
            if len(rows):
                return {column.name: _known(part.values(column)[1][rows[-1]]) for column in columns}
        return {}

    def _span_of(self, stored: Stored) -> tuple[float, float] | None:
        raw = stored.newest()[0].time()
        if stored.began is None or not len(raw):
            return None
        begin, end = min(stored.began, float(raw.min())), max(stored.began, float(raw.max()))
        for part in stored.newest()[1:]:  # of use only where the clock was set back
            buckets, seconds = part.time(), SECONDS[part.level]
            if len(buckets) and buckets.min() + seconds <= begin:
                begin = float(buckets.min())
            if len(buckets) and buckets.max() > end:
                end = float(buckets.max()) + seconds
        return begin, end

    def _look_at_machine(self, grown: bool) -> bool:
        files = (self._run.telemetry_about, self._run.settings_file, self._run.plan_file)
        marks = tuple(map(_mark, files))
        if marks == self._marks and not (grown and not self.gpus):
            return False
        self._marks = marks
        before = self._about, self.gpus
        self._about = read_about(self._run) or About()
        self.problem = self._about.problem
        self.gpus = self._seen()
        return (self._about, self.gpus) != before

    def _seen(self) -> tuple[SeenGpu, ...]:
        """Also those that have rows and are told of nowhere."""
        seen = seen_gpus(self._run, self._about.gpus)
        recorded = {key.decode() for part in self._gpu_rows.newest() for key in part.owners()}
        others = sorted(recorded - {gpu.key for gpu in seen})
        free = max((gpu.number for gpu in seen), default=-1) + 1
        return (*seen, *(SeenGpu(key, free + at, key, True) for at, key in enumerate(others)))


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _mark(file: Path) -> tuple[int, int, int] | None:
    """Another one whenever the file has changed."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
