"""Following a run's telemetry: what the GPUs do now, their last minutes, and a period on demand.

Knows how often it is worth looking, and what of a record a window shows at once. Does not know the
files (`view.py` reads them), threads (a window runs this in one), nor how anything is drawn.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np

from deeptuner.errors import DeepTunerError
from deeptuner.monitor.report.course import Attempt, Course
from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.columns import HOST_COLUMNS, Reading
from deeptuner.monitor.telemetry.view import Band, Period, SeenGpu, TelemetryView
from deeptuner.runs.events import EventReader
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import ACTIVE, read_state
from deeptuner.words import Message, message

RECENT: Final = 300.0  # seconds that a small curve shows
DOTS: Final = 100  # of a small curve
POINTS: Final = 900  # of a large one
MARGIN: Final = 0.5  # of a period, read at either side of it: a small move shows no empty edge
SILENT, MISSED = 15.0, 3  # seconds, and samples, after which a value is none any more
LIVE: Final = 1.0  # seconds between two looks at a run that goes on
ENDED: Final = 3.0  # at one that has ended: it may be resumed
AT_ONCE: Final = 128 * 1024  # bytes of events between two pauses
NAP: Final = 0.25  # seconds after which the end is noticed
SOON: Final = 0.02
PAUSE: Final = 0.002  # seconds in which other threads have their turn
BUSY: Final = 0.004  # seconds of work after which they do
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
    interval: float = 1.0  # seconds between two samples

    @property
    def patience(self) -> float:
        """Seconds after which a value is too old to be what is so now."""
        return patience(self.interval)


@dataclass(frozen=True, slots=True)
class Wish:
    """A period from `begin` to `end` in Unix seconds, and the GPUs' columns that are wanted."""

    begin: float
    end: float
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """A period as it was measured: the columns that were asked for by GPU, those of `host`. It
    reaches beyond what was asked for, `begin` to `end` in Unix seconds."""

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
        self._period: Wish | None = None
        self.asleep = False  # nobody looks: nothing needs to be read

    def plot(self, begin: float, end: float, columns: Sequence[str]) -> None:
        with self._lock:
            self._period = Wish(begin, end, tuple(columns))
        self._wanted.set()

    def sleep(self, asleep: bool) -> None:
        self.asleep = asleep
        self._wanted.set()

    def take(self) -> Wish | None:
        with self._lock:
            period, self._period = self._period, None
        return period

    def wait(self, seconds: float) -> None:
        """Until something is wished, or for so long."""
        if self._wanted.wait(seconds):
            self._wanted.clear()


Seen = Iterator[TelemetryNow | Plot | float | Callable[[], None]]


def watch(run: RunFolder, wishes: Wishes) -> Seen:
    """What there is to see, each time it has changed; the periods that are wished; and seconds in
    which others have their turn, or a call that waits. Never ends: an ended run may be resumed."""
    watcher = Watcher(run)
    due, reading = 0.0, False
    while True:
        if time.monotonic() >= due and not wishes.asleep:
            yield from watcher.look()
            due = time.monotonic() + (LIVE if watcher.live else ENDED)
        while wish := wishes.take():
            yield from watcher.plot(wish)
        before, reading = reading, not wishes.asleep and watcher.read_on()
        if reading:
            yield PAUSE
        elif before and not watcher.live:
            due = 0.0  # what the run did is known now, and nothing else will come
        else:
            left = NAP if wishes.asleep else due - time.monotonic()
            yield partial(wishes.wait, min(max(left, SOON), NAP))


class Watcher:
    """Looks at one run's telemetry. Not for several threads at once.

    It pauses after every few milliseconds of work: Python runs one thread at a time, and each turn
    of the event loop would else wait for it.
    """

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self.live = False
        self._view = TelemetryView(run)
        self._told: object = None  # equal as long as nothing is new
        self._events = EventReader(run.events_file)
        self._course = Course()

    def look(self) -> Seen:
        """What there is by now; nothing when that was told before."""
        self.live = _live(self.run)
        try:
            self._view.refresh()
            marks = self._view.span, self._view.problem, self._view.gpus, self.live
            if self._is_new((*marks, self._events.offset)):
                yield from self._now()
        except (DeepTunerError, OSError) as error:
            problem = _why(error)
            if self._is_new(problem):
                yield TelemetryNow(self.run, problem=problem, live=self.live)

    def plot(self, wish: Wish) -> Seen:
        """The period and a little more at either side."""
        more = (wish.end - wish.begin) * MARGIN
        begin, end = wish.begin - more, wish.end + more
        try:
            period = self._view.period(begin, end, round(POINTS * (1 + 2 * MARGIN)))
        except (DeepTunerError, OSError):
            yield Plot(begin, end, "", {}, {})
            return
        gpus: dict[str, dict[str, Band]] = {gpu.key: {} for gpu in self._view.gpus if gpu.trains}
        began = time.monotonic()
        for key, bands in gpus.items():
            for column in wish.columns:
                bands[column] = period.band(key, column)
                if time.monotonic() - began > BUSY:
                    yield PAUSE
                    began = time.monotonic()
        host = {column.name: period.host(column.name) for column in HOST_COLUMNS}
        yield Plot(begin, end, period.level, gpus, host)

    def read_on(self) -> bool:
        """Read a little of what the run did. Returns whether there was anything."""
        before = self._events.offset
        try:
            self._course.add(self._events.new(AT_ONCE))
        except OSError:
            return False  # the page tells it
        return self._events.offset > before

    def _is_new(self, mark: object) -> bool:
        before, self._told = self._told, mark
        return mark != before

    def _now(self) -> Seen:
        view, span = self._view, self._view.span
        recent: Period | None = None
        grid = np.empty(0)
        if span is not None:
            grid = np.linspace(span[1] - RECENT, span[1], DOTS)
            recent = view.period(grid[0], grid[-1], 3 * DOTS)
        gpus, host = [], {}
        for gpu in view.gpus:
            yield PAUSE
            small = _recent(recent, gpu, grid) if recent and gpu.trains else {}
            gpus.append(GpuNow(gpu, view.newest(gpu.key), view.newest_time(gpu.key), small))
        if recent:
            host = {column.name: spread(recent.host(column.name), grid) for column in HOST_COLUMNS}
        course = self._course.told()
        yield TelemetryNow(
            *(self.run, tuple(gpus), view.newest_host(), host, view.problem, span, course),
            live=self.live,
            interval=view.interval,
        )


def patience(interval: float) -> float:
    """How long a sensor that is read every `interval` seconds may be silent, in seconds."""
    return max(SILENT, MISSED * interval)


def spread(band: Band, grid: Array) -> Array:
    """The mean at evenly spaced times, NaN where nothing was measured."""
    if not len(band.time):
        return np.full(len(grid), np.nan)
    found: Array = np.interp(grid, band.time, band.mean, left=np.nan, right=np.nan)
    return found


def _recent(period: Period, gpu: SeenGpu, grid: Array) -> dict[str, Array]:
    return {name: spread(period.band(gpu.key, name), grid) for name in SMALL_CURVES}


def _live(run: RunFolder) -> bool:
    try:
        return read_state(run).status_now() in ACTIVE
    except (DeepTunerError, OSError):
        return False


def _why(error: DeepTunerError | OSError) -> Message:
    if isinstance(error, DeepTunerError):
        return error.what
    return message("monitor.telemetry-unreadable", why=error.strerror or str(error))
