"""Asking the GPUs' sensors in a thread of their own, so that a driver that hangs holds up nobody.

Knows how long an answer is due. Does not know what is done with it.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Thread
from typing import Final

from deeptuner.monitor.sensors.base import Gpu, Sensors
from deeptuner.monitor.sensors.fitness import judged
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.words import Message, message

LOOK_AGAIN: Final = 60.0  # seconds until it is asked anew which GPUs there are
ENDING: Final = 1.0  # seconds that a library may take to be let go


@dataclass(frozen=True, slots=True)
class Answer:
    """What all GPUs read at `time` (Unix seconds). `problem` says why some, or all, are missing."""

    time: float
    gpus: tuple[Gpu, ...]
    readings: Mapping[str, Reading]
    problem: Message | None


class Asking:
    """A thread that finds the sensors, then answers one question at a time.

    What hangs inside a driver ends with the process alone.
    """

    def __init__(self, find: Callable[[], Sequence[Sensors]]) -> None:
        self._find = find
        self._questions: queue.SimpleQueue[bool] = queue.SimpleQueue()  # False: end
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._asked: float | None = None
        self._thread = Thread(target=self._work, name="sensors", daemon=True)
        self._thread.start()

    @property
    def broken(self) -> bool:
        """Whether the thread has ended, which is a mistake of ours; it has printed why."""
        return not self._thread.is_alive()

    def waiting(self) -> float:
        """For how many seconds an answer has been waited for."""
        return 0.0 if self._asked is None else time.monotonic() - self._asked

    def ask(self) -> None:
        """Ask what the GPUs read now, unless a question is still open."""
        if self._asked is None:
            self._asked = time.monotonic()
            self._questions.put(True)

    def answer(self, seconds: float) -> Answer | None:
        """The answer if it comes within some seconds."""
        try:
            found = self._answers.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            return None
        self._asked = None
        return found

    def end(self) -> None:
        """Let go of the vendors' libraries, unless one hangs."""
        self._questions.put(False)
        self._thread.join(ENDING)

    def _work(self) -> None:
        sensors = self._find()
        known = _Known({}, ())
        looked = float("-inf")
        while self._questions.get():
            if time.monotonic() - looked >= LOOK_AGAIN:
                known = _Known.asked(sensors)
                looked = time.monotonic()
            self._answers.put(known.read([each.problem for each in sensors if each.problem]))
        for each in sensors:
            each.close()


@dataclass(frozen=True, slots=True)
class _Known:
    """The GPUs there are, each with the sensors that read it."""

    readers: Mapping[str, tuple[Sensors, Gpu]]
    judged: tuple[Gpu, ...]

    @classmethod
    def asked(cls, sensors: Sequence[Sensors]) -> _Known:
        readers = {gpu.key: (each, gpu) for each in sensors for gpu in each.gpus()}
        return cls(readers, judged([gpu for _, gpu in readers.values()]))

    def read(self, problems: Sequence[Message]) -> Answer:
        now = time.time()
        readings = {key: sensors.read(gpu) for key, (sensors, gpu) in self.readers.items()}
        if not readings and not problems:
            problems = [message("monitor.telemetry.no-gpus")]
        return Answer(now, self.judged, readings, problems[0] if problems else None)
