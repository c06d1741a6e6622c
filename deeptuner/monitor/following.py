"""Reading one run's files again and again, a little at a time.

Knows when a file has changed, was replaced or has gone, and how far it was read. Does not know when
it is asked (a window does that in a thread) nor how anything is shown.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from deeptuner.errors import DeepTunerError, RunError
from deeptuner.files import telling_why
from deeptuner.monitor.curves import Curves, Told
from deeptuner.monitor.diagnosis import Diagnosis
from deeptuner.monitor.diagnosis.of_run import RunDiagnosis
from deeptuner.runs.events import EventReader
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.outcome import FailedRunError
from deeptuner.runs.state import ACTIVE, RunState, StatusNow, read_state
from deeptuner.words import message

AT_ONCE: Final = 128 * 1024  # bytes of events between two pauses
PAUSE: Final = 0.002  # seconds in which other threads have their turn
SHOWN: Final = 0.25  # seconds between two looks at a run that is going on, or is still being read
RARE: Final = 1.0  # seconds between two looks at one that has ended: it may be resumed


@dataclass(frozen=True, slots=True)
class RunNow:
    """A run as its files say by now.

    `state` is None when it cannot be read; `problem` tells why. `whole`: all events that are there
    are in `told`. `life` changes when the folder was replaced by another of the same name.
    """

    run: RunFolder
    told: Told
    state: RunState | None = None
    status: StatusNow = "queued"
    problem: DeepTunerError | None = None
    whole: bool = False
    life: int = 0
    checkpoint: int | None = None  # the step of the newest one on disk
    failure: FailedRunError | None = None  # why it failed, when it did
    diagnosis: Diagnosis | None = None  # what its curves say, once all of them are known

    @property
    def active(self) -> bool:
        return self.problem is None and self.status in ACTIVE

    def elapsed(self, now: float) -> float | None:
        """Seconds that the run took by now, without the pauses between its attempts."""
        if self.state is None or self.told.began is None or self.state.started is None:
            return None
        end = now if self.active else (self.state.ended or self.state.heartbeat)
        started = min(self.told.began, self.state.started)
        current = self.state.attempt == self.told.attempt
        began = started if current else self.told.began
        return self.told.seconds + max(end - began, 0.0)


def follow(run: RunFolder) -> Iterator[RunNow | float]:
    """Everything there is to see of a run: each time it has changed, and the seconds to wait until
    it is worth going on. It never ends, since an ended run may be resumed, a lost one come back."""
    reader = RunReader(run)
    seen: object = None
    while True:
        now = reader.look()
        if (mark := reader.mark(now)) != seen:
            seen = mark
            yield now
        until = time.monotonic() + SHOWN
        while (more := reader.read()) and time.monotonic() < until:
            yield PAUSE
        if not more:
            reader.diagnose(reader.look())
        if not more and reader.mark(reader.look()) == seen:
            yield SHOWN if now.active else RARE


class RunReader:
    """Follows one run. Not for several threads at once."""

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self._life = 0
        self._files: _Files | None = None
        self._says: Diagnosis | None = None
        self._begin()

    def look(self) -> RunNow:
        """What is known by now: the state as it is, the events as far as they were read."""
        problem = self._check()
        status = self._state.status_now() if self._state else "queued"
        return RunNow(
            self.run,
            self._curves.told(),
            self._state,
            status,
            problem,
            not self._behind(),
            self._life,
            self._checkpoint(),
            self._failure(status),
            self._says,
        )

    def diagnose(self, now: RunNow) -> None:
        """Have the next look say what the curves mean, once all of them are known."""
        if now.whole and now.problem is None:
            self._says = self._diagnosis.of(now.told, now.status, now.state)

    def read(self) -> bool:
        """Read on in the events, a little. Returns whether more is waiting."""
        before = self._events.offset
        try:
            self._curves.add(self._events.new(AT_ONCE))
        except OSError:
            return False  # the next look says why
        return self._events.offset > before and self._behind()

    def mark(self, now: RunNow) -> object:
        """Equal as long as nothing that is shown has changed; a heartbeat is not."""
        state = replace(now.state, heartbeat=0.0) if now.state else None
        problem = str(now.problem) if now.problem else ""
        at = (self._events.offset, now.whole, now.life)
        return at, state, now.status, problem, now.checkpoint, now.diagnosis

    def _begin(self) -> None:
        self._events = EventReader(self.run.events_file)
        self._curves = Curves()
        self._diagnosis = RunDiagnosis(self.run)
        self._says = None
        self._state: RunState | None = None

    def _check(self) -> DeepTunerError | None:
        """Read the state. Begins anew when another run lies in the folder."""
        try:
            with telling_why(self.run.state_file):
                files = _files(self.run)
                if self._files and (files.others(self._files) or files.size < self._events.offset):
                    self._life += 1
                    self._begin()
                self._files = files
                self._state = read_state(self.run)
        except DeepTunerError as error:
            return error
        except OSError:
            return RunError(
                message("monitor.run-gone", run=self.run.name), where=str(self.run.path)
            )
        return None

    def _behind(self) -> bool:
        """Whether there are whole lines that were not read, as far as sizes tell."""
        return self._files is not None and self._events.offset < self._files.size

    def _failure(self, status: StatusNow) -> FailedRunError | None:
        if status != "failed" or self._state is None:
            return None
        return FailedRunError(self.run, self._state)

    def _checkpoint(self) -> int | None:
        with suppress(OSError):
            if newest := self.run.newest_checkpoint():
                return int(newest.name.rpartition("-")[2])
        return None


@dataclass(frozen=True, slots=True)
class _Files:
    """Which folder and events file these are, and how many bytes of events there are."""

    folder: int
    events: int
    size: int

    def others(self, before: _Files) -> bool:
        return self.folder != before.folder or before.events not in (0, self.events)


def _files(run: RunFolder) -> _Files:
    """Raises OSError when the folder is not there, or may not be looked into."""
    folder = run.path.stat().st_ino
    try:
        events = run.events_file.stat()
    except FileNotFoundError:
        return _Files(folder, 0, 0)
    return _Files(folder, events.st_ino, events.st_size)
