"""What the ranks tell about a run: rank 0 writes events, the others keep silent.

Knows the events file, the clock, and that others may listen. Does not know what training is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from deeptuner.engine.progress import Clock
from deeptuner.runs.events import Event, EventLog, Kind
from deeptuner.words import Message

Phase = Literal["loading", "training", "evaluating", "saving", "finishing"]


class Teller:
    """`log` is None on ranks other than 0. `step` of `total` is what phases are told with.
    `listeners` get every event once it is written, on rank 0."""

    def __init__(self, log: EventLog | None, clock: Clock, total: int) -> None:
        self.log = log
        self.clock = clock
        self.total = total
        self.step = 0
        self.listeners: list[Callable[[Event], None]] = []

    def tell(self, kind: Kind, **fields: Any) -> None:
        if self.log is None:
            return
        event = self.log.append(kind, **fields)
        for listen in self.listeners:
            listen(event)

    def warn(self, said: Message) -> None:
        self.tell("warning", message=said.to_json())

    def now(self, phase: Phase) -> None:
        self.tell("phase", phase=phase, done=self.step, total=self.total)

    @contextmanager
    def phase(self, phase: Phase, *, then: Phase) -> Iterator[None]:
        """Something that interrupts: told at its beginning, timed apart, over at the end."""
        self.now(phase)
        with self.clock.aside(phase):
            yield
        self.now(then)
