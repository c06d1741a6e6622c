"""Following a run's telemetry: what the GPUs do now, their last minutes, and a period on demand.

Knows how often it is worth looking, and what of a record a window shows at once. Does not know the
files (`view.py` reads them), threads (a window runs this in one), nor how anything is drawn.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from deeptuner.errors import DeepTunerError
from deeptuner.monitor.report.course import Attempt, read_course
from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.columns import GPU_COLUMNS, HOST_COLUMNS, Reading
from deeptuner.monitor.telemetry.view import Band, Period, SeenGpu, TelemetryView
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import ACTIVE, read_state
from deeptuner.words import Message, message

RECENT: Final = 300.0  # seconds that a small curve shows
DOTS: Final = 100  # of a small curve
POINTS: Final = 900  # of a large one
MARGIN: Final = 0.5  # of a period, read at either side of it: a small move shows no empty edge
LIVE: Final = 1.0  # seconds between two looks at a run that goes on
ENDED: Final = 3.0  # at one that has ended: it may be resumed
COURSE: Final = 10.0  # seconds between two looks at a live run's phases
SMALL_CURVES: Final = ("temperature_edge", "power", "utilisation", "vram_used", "fan")


@dataclass(frozen=True, slots=True, eq=False)
class GpuNow:
    """One GPU: its last reading, when that was (Unix seconds), and each quantity's last minutes,
    evenly spaced, NaN where nothing was measured."""

    gpu: SeenGpu
    reading: Reading
    time: float | None
    recent: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class TelemetryNow:
    """What a run's telemetry says by now. `span` in Unix seconds, None: nothing is recorded;
    `problem` says why something is missing."""

    run: RunFolder
    gpus: tuple[GpuNow, ...] = ()
    host: Reading = field(default_factory=dict)
    host_recent: Mapping[str, Array] = field(default_factory=dict)
    problem: Message | None = None
    span: tuple[float, float] | None = None
    course: tuple[Attempt, ...] = ()
    live: bool = False  # the run goes on


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """A period as it was measured: `gpus` by GPU and column, `host` by column. It reaches beyond
    what was asked for, `begin` to `end` in Unix seconds."""

    begin: float
    end: float
    level: str
    gpus: Mapping[str, Mapping[str, Band]]
    host: Mapping[str, Band]


class Wishes:
    """What a window asks of the thread that watches for it. Of several periods the last counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = threading.Event()
        self._period: tuple[float, float] | None = None
        self.asleep = False  # nobody looks: nothing needs to be read

    def plot(self, begin: float, end: float) -> None:
        with self._lock:
            self._period = begin, end
        self._wanted.set()

    def sleep(self, asleep: bool) -> None:
        self.asleep = asleep
        self._wanted.set()

    def take(self) -> tuple[float, float] | None:
        with self._lock:
            period, self._period = self._period, None
        return period

    def wait(self, seconds: float) -> None:
        """Until something is wished, or for so long."""
        if self._wanted.wait(seconds):
            self._wanted.clear()


def watch(run: RunFolder, wishes: Wishes) -> Iterator[TelemetryNow | Plot | float]:
    """What there is to see, each time it has changed; the periods that are wished; and seconds in
    which others have their turn. It never ends: an ended run may be resumed."""
    watcher = Watcher(run)
    due = 0.0
    while True:
        if time.monotonic() >= due and not wishes.asleep:
            now = watcher.look()
            if now is not None:
                yield now
            due = time.monotonic() + (LIVE if watcher.live else ENDED)
        while period := wishes.take():
            yield watcher.plot(*period)
        wishes.wait(min(max(due - time.monotonic(), 0.02), LIVE))
        yield 0.0


class Watcher:
    """Looks at one run's telemetry. Not for several threads at once."""

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self.live = False
        self._view = TelemetryView(run)
        self._told: object = None  # equal as long as nothing is new
        self._course = _Course(run)

    def look(self) -> TelemetryNow | None:
        """What there is by now; None when that was told before."""
        self.live = _live(self.run)
        try:
            self._view.refresh()
            course = self._course.read(self.live)
            mark = (self._view.span, self._view.problem, len(self._view.gpus), course, self.live)
            return self._now(course) if self._is_new(mark) else None
        except (DeepTunerError, OSError) as error:
            problem = _why(error)
            new = self._is_new(problem)
            return TelemetryNow(self.run, problem=problem, live=self.live) if new else None

    def plot(self, begin: float, end: float) -> Plot:
        """The period and a little more at either side."""
        more = (end - begin) * MARGIN
        begin, end = begin - more, end + more
        try:
            period = self._view.period(begin, end, round(POINTS * (1 + 2 * MARGIN)))
        except (DeepTunerError, OSError):
            return Plot(begin, end, "", {}, {})
        gpus = {
            gpu.key: {column.name: period.band(gpu.key, column.name) for column in GPU_COLUMNS}
            for gpu in self._view.gpus
            if gpu.trains
        }
        host = {column.name: period.host(column.name) for column in HOST_COLUMNS}
        return Plot(begin, end, period.level, gpus, host)

    def _is_new(self, mark: object) -> bool:
        before, self._told = self._told, mark
        return mark != before

    def _now(self, course: tuple[Attempt, ...]) -> TelemetryNow:
        view, span = self._view, self._view.span
        gpus = tuple(
            GpuNow(gpu, view.newest(gpu.key), view.newest_time(gpu.key)) for gpu in view.gpus
        )
        host: dict[str, Array] = {}
        if span is not None:
            grid = np.linspace(span[1] - RECENT, span[1], DOTS)
            recent = view.period(grid[0], grid[-1], 3 * DOTS)
            gpus = tuple(replace(one, recent=_recent(recent, one.gpu, grid)) for one in gpus)
            host = {column.name: spread(recent.host(column.name), grid) for column in HOST_COLUMNS}
        return TelemetryNow(
            self.run, gpus, view.newest_host(), host, view.problem, span, course, self.live
        )


def spread(band: Band, grid: Array) -> Array:
    """The mean at evenly spaced times, NaN where nothing was measured."""
    if not len(band.time):
        return np.full(len(grid), np.nan)
    found: Array = np.interp(grid, band.time, band.mean, left=np.nan, right=np.nan)
    return found


def _recent(period: Period, gpu: SeenGpu, grid: Array) -> dict[str, Array]:
    if not gpu.trains:
        return {}
    return {name: spread(period.band(gpu.key, name), grid) for name in SMALL_CURVES}


class _Course:
    """What the run did when: read again when events came, and not too often."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run
        self._size = -1
        self._due = 0.0
        self._read: tuple[Attempt, ...] = ()

    def read(self, live: bool) -> tuple[Attempt, ...]:
        file = self._run.events_file
        size = file.stat().st_size if file.is_file() else 0
        if size != self._size and (time.monotonic() >= self._due or not live):
            self._size = size
            self._read = read_course(self._run)
            self._due = time.monotonic() + COURSE
        return self._read


def _live(run: RunFolder) -> bool:
    try:
        return read_state(run).status_now() in ACTIVE
    except (DeepTunerError, OSError):
        return False


def _why(error: DeepTunerError | OSError) -> Message:
    if isinstance(error, DeepTunerError):
        return error.what
    return message("monitor.telemetry-unreadable", why=error.strerror or str(error))
