"""Keeping the telemetry sampler of one attempt going: a process of its own that may hang or crash.

Knows when it is started again, and when that has no sense any more. Whatever happens to it, the run
does not notice. Does not know what it measures.
"""

from __future__ import annotations

import signal
import subprocess
import time
from contextlib import suppress
from typing import Final

from deeptuner.errors import DeepTunerError
from deeptuner.runs.child import Child
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import HUNG, Options
from deeptuner.runs.record import Record
from deeptuner.words import message

HOST_ONLY: Final = "--host-only"  # leave the GPUs, whose driver makes trouble, alone
HEALTHY: Final = 600.0  # seconds of life after which former troubles no longer count
PATIENT: Final = 10.0  # times the last delay that it must live for the next to be short again
HANGS: Final = 3  # in a row, until the GPUs are left alone
CRASHES: Final = 6
ENDING: Final = 3.0  # seconds that it may take to end
POLL: Final = 0.02
FAULTS: Final = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL}


class Sampling:
    """The sampler process. Times are seconds of one monotonic clock. Nothing here raises."""

    def __init__(self, run: RunFolder, record: Record, options: Options) -> None:
        self._run = run
        self._record = record
        self._command = options.sampler
        self._patience = options.patience
        self._child: Child | None = None
        self._host_only = False
        self._hangs = 0
        self._crashes = 0
        self._delay = 0.0
        self._due = float("-inf")
        self._started = 0.0
        self._heard = (0, 0.0)  # the last sign of life, and when it was seen
        self._silenced = False

    def look(self, now: float) -> None:
        """Start it when it is due, end it when it is silent, and note when it has died."""
        if not self._command:
            return
        if self._child is None:
            if now >= self._due:
                self._start(now)
            return
        code = self._child.ended()
        if code is not None:
            self._child = None
            self._died(code, now)
        elif self._silent(now) and not self._silenced:
            self._silenced = True
            self._child.signal(signal.SIGKILL)

    def end(self) -> None:
        """End it, orderly if it can be; it is not started again."""
        self._command = ()
        if self._child is None:
            return
        for number, seconds in ((signal.SIGTERM, ENDING), (signal.SIGKILL, ENDING)):
            self._child.signal(number)
            until = time.monotonic() + seconds
            while self._child.ended() is None and time.monotonic() < until:
                time.sleep(POLL)
        self._child = None

    def _start(self, now: float) -> None:
        self._started, self._silenced = now, False
        with suppress(OSError):
            self._run.sampler_beat.touch()
        self._heard = (self._beat(), now)
        more = [HOST_ONLY] if self._host_only else []
        command = [*self._command, *more, str(self._run.path)]
        try:
            self._child = Child(self._run, command, ends_with_us=True)
        except (OSError, DeepTunerError, subprocess.SubprocessError):
            self._again(now)

    def _died(self, code: int, now: float) -> None:
        """Killed by somebody, it is started again for ever; hanging and crashing, a few times."""
        lived = now - self._started
        if lived >= HEALTHY:
            self._hangs = self._crashes = 0
        if lived >= PATIENT * self._delay:
            self._delay = 0.0
        self._hangs += code == HUNG or self._silenced
        self._crashes += code not in (0, HUNG) and (code > 0 or -code in FAULTS)
        if self._hangs >= HANGS or self._crashes >= CRASHES:
            self._give_up()
        self._again(now)

    def _give_up(self) -> None:
        """First on the GPUs, then on everything."""
        self._hangs = self._crashes = 0
        self._delay = 0.0
        if self._host_only:
            self._command = ()
            self._record.warn(message("runs.no-telemetry"))
        else:
            self._host_only = True
            self._record.warn(message("runs.no-gpu-telemetry"))

    def _again(self, now: float) -> None:
        delay = max(2 * self._delay, self._patience.again)
        self._delay = min(delay, self._patience.again_longest)
        self._due = now + self._delay

    def _silent(self, now: float) -> bool:
        """A machine that slept is no silence: its clock stood still, and so did this one."""
        beat = self._beat()
        if beat != self._heard[0]:
            self._heard = beat, now
        return now - self._heard[1] >= self._patience.silence

    def _beat(self) -> int:
        try:
            return self._run.sampler_beat.stat().st_mtime_ns
        except OSError:
            return 0
