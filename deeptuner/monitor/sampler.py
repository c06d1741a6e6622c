"""The telemetry sampler of one run: `python -m deeptuner.monitor.sampler RUN_DIR`.

A process of its own under the run's supervisor, since drivers hang and their libraries crash: that
costs telemetry, never the run. Knows when something is measured and where it goes. Does not know
any sensor, nor who reads the record.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from deeptuner.errors import DeepTunerError
from deeptuner.monitor.asking import Answer, Asking
from deeptuner.monitor.heat_watch import HeatWatch
from deeptuner.monitor.sensors.base import Gpu, Sensors
from deeptuner.monitor.sensors.host import read_host
from deeptuner.monitor.telemetry.curves import TelemetryCurves
from deeptuner.monitor.telemetry.layout import GPUS, HOST
from deeptuner.monitor.telemetry.machine import (
    About,
    merged,
    read_about,
    seen_gpus,
    write_about,
)
from deeptuner.monitor.telemetry.record import Recorder, has_room
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import HUNG
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.machine import MonitorSection
from deeptuner.words import Message, message

ENDINGS: Final = (signal.SIGTERM, signal.SIGINT)
SHARE: Final = 0.8  # of an interval that an answer is waited for
LONGEST: Final = 5.0  # seconds of it at most
SLICE: Final = 0.2  # seconds until it is looked whether the end was ordered
ALIVE: Final = 5.0  # seconds between two signs of life at most
HANGS: Final = 10.0  # seconds without an answer that are told
GIVES_UP: Final = 30.0  # seconds without an answer that end the process, for another to try
WRITES: Final = 5.0  # seconds until what could not be written is tried again


def main(argv: Sequence[str] | None = None) -> int:
    """Sample until SIGTERM. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deeptuner.monitor.sampler")
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("--interval", type=float, help="seconds; else as the run's settings say")
    parser.add_argument("--host-only", action="store_true", help="leave the GPUs alone")
    given = parser.parse_args(argv)
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # heard between two turns, in no thread
    run = RunFolder(given.run_dir.resolve())
    settings = settings_of(run)
    interval = given.interval or settings.interval
    find: Callable[[], Sequence[Sensors]] | None = None
    if not given.host_only:
        from deeptuner.monitor.sensors.found import find_sensors

        find = find_sensors
    return Sampler(run, settings, interval, find).work()


def settings_of(run: RunFolder) -> MonitorSection:
    """The run's settings of this part; the defaults where they cannot be read, which the run's
    preparation tells."""
    try:
        return load_config(run.settings_file).monitor
    except (DeepTunerError, OSError):
        return MonitorSection()


class Sampler:
    """Turn by turn: measure, write down, judge."""

    def __init__(
        self,
        run: RunFolder,
        settings: MonitorSection,
        interval: float,
        find: Callable[[], Sequence[Sensors]] | None,
        gives_up: float = GIVES_UP,
    ) -> None:
        """`find` gives the sensors, None: GPUs are left alone."""
        self.run = run
        self.interval = interval
        self._gives_up = gives_up  # seconds
        self._parent = os.getppid()
        self._asking = Asking(find) if find else None
        self._recorder = Recorder(run, alive=self._beat)
        self._file = _AboutFile(run, interval)
        self._curves = TelemetryCurves(run, self._file.about.began)
        self._heat = HeatWatch(run, settings)
        self._numbered: tuple[Gpu, ...] = ()  # the GPUs that training's numbers were given to
        if not self._asking:
            self._file.tell((), message("monitor.telemetry.host-only"))

    def work(self) -> int:
        """Returns the exit code: 0 when told to end, else HUNG or 1."""
        due = time.monotonic()
        code = None
        while code is None:
            self.turn()
            due = max(due + self.interval, time.monotonic())
            code = self._until(due)
        self.close()
        return code

    def close(self) -> None:
        if self._asking:
            self._asking.end()
        self._recorder.close()
        self._curves.close()

    def _until(self, due: float) -> int | None:
        """Wait for the next turn, or return the exit code when there is a reason to end."""
        while True:
            left = due - time.monotonic()
            if ended(min(left, ALIVE)) is not None:
                return 0
            code = self._why_end()
            if code is not None or left <= ALIVE:
                return code
            self._beat()

    def turn(self) -> None:
        """One sample of everything."""
        self._beat()
        if self._asking:
            self._asking.ask()
        self._sample_host()
        if self._asking and (answer := self._answer(self._asking)):
            self._take(answer)
        self._file.save()

    def _take(self, answer: Answer) -> None:
        self._file.tell(answer.gpus, answer.problem)
        self._curves.add(GPUS, self._recorder.gpus(answer.time, answer.readings))
        if self._numbered != self._file.about.gpus and self.run.launch_file.exists():
            self._number()
        self._heat.look(answer.time, answer.readings)

    def _number(self) -> None:
        """Once training begins it is known which GPU is GPU0, and which train."""
        self._numbered = self._file.about.gpus
        gpus = seen_gpus(self.run, self._numbered)
        self._curves.numbers = {gpu.key: gpu.number for gpu in gpus}
        self._heat.watch(gpus)

    def _sample_host(self) -> None:
        self._curves.add(HOST, self._recorder.host(time.time(), read_host(self.run.path)))

    def _answer(self, asking: Asking) -> Answer | None:
        """The answer if it comes in time; a late one is taken in a later turn."""
        until = time.monotonic() + min(self.interval * SHARE, LONGEST)
        while (left := until - time.monotonic()) > 0 and not signal.sigpending() & {*ENDINGS}:
            if found := asking.answer(min(left, SLICE)):
                return found
        if asking.waiting() > HANGS:
            seconds = int(HANGS)
            self._file.tell((), message("monitor.telemetry.hangs", seconds=seconds))
        return None

    def _why_end(self) -> int | None:
        """An exit code when there is a reason to end that nobody had to tell."""
        if os.getppid() != self._parent:
            return 0
        if self._asking is None:
            return None
        if self._asking.broken:
            return 1
        return HUNG if self._asking.waiting() > self._gives_up else None

    def _beat(self) -> None:
        """A sign of life for the supervisor: the file's time, which costs no disk space."""
        with suppress(OSError):
            self.run.sampler_beat.touch()


def ended(seconds: float) -> int | None:
    """Wait; returns at once with the signal that orders the end, if one comes."""
    found = signal.sigtimedwait(ENDINGS, max(seconds, 0.0))
    return found.si_signo if found else None


class _AboutFile:
    """`telemetry.json`, written when it has changed; on a full disk, later."""

    def __init__(self, run: RunFolder, interval: float) -> None:
        before = read_about(run)
        self._run = run
        self._written = before
        self._not_before = 0.0
        self.about = About(
            before.gpus if before else (),
            before.problem if before else None,
            max(interval, before.interval if before else 0.0),
            before.began if before else time.time(),
        )

    def tell(self, gpus: Sequence[Gpu], problem: Message | None) -> None:
        """What is known now: GPUs that were not there before are added."""
        self.about = replace(self.about, gpus=merged(self.about.gpus, gpus), problem=problem)

    def save(self) -> None:
        if self.about == self._written or time.monotonic() < self._not_before:
            return
        self._not_before = time.monotonic() + WRITES
        if has_room(self._run.path):
            with suppress(DeepTunerError, OSError):
                write_about(self._run, self.about)
                self._written = self.about
                self._not_before = 0.0


if __name__ == "__main__":
    sys.stdout.flush()
    os._exit(main())  # a thread that hangs in a driver cannot be waited for
