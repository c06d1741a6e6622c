"""What a run was doing when: its attempts, and the phases and pauses in each.

Knows the events that tell it. Does not know telemetry, nor how any of it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from deeptuner.runs.events import Event, EventReader
from deeptuner.runs.folder import RunFolder

Doing: TypeAlias = Literal["loading", "training", "evaluation", "checkpoint", "paused"]
DOING: Final[dict[str, Doing]] = {
    "checking": "loading",
    "preparing": "loading",
    "loading": "loading",
    "training": "training",
    "evaluating": "evaluation",
    "saving": "checkpoint",
    "finishing": "checkpoint",
}
AT_ONCE: Final = 4 * 2**20  # bytes of events


@dataclass(frozen=True, slots=True)
class Stretch:
    """One thing that the run did, from `begin` to `end` in Unix seconds."""

    doing: Doing
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """A start or resume, from its first event to its last, in Unix seconds. The stretches lie in
    it, in order; those of a pause lie over others."""

    number: int
    begin: float
    end: float
    stretches: tuple[Stretch, ...] = ()


def read_course(run: RunFolder) -> tuple[Attempt, ...]:
    """The attempts of a run in their order; none when it has no events."""
    course = Course()
    course.add(_events(run))
    return course.told()


def within(course: Iterable[Attempt], *doing: Doing) -> list[Stretch]:
    """The stretches in which the run did one of `doing`."""
    return [part for attempt in course for part in attempt.stretches if part.doing in doing]


class Course:
    """Takes the events of a run in their order, as they come."""

    def __init__(self) -> None:
        self._attempts: list[_Attempt] = []

    def add(self, events: Iterable[Event]) -> None:
        for event in events:
            if not self._attempts or event.attempt > self._attempts[-1].number:
                self._attempts.append(_Attempt(event))
            if event.attempt == self._attempts[-1].number:
                self._attempts[-1].take(event)

    def told(self) -> tuple[Attempt, ...]:
        """The attempts by now, each as if it had ended with its last event."""
        return tuple(attempt.told() for attempt in self._attempts)


class _Attempt:
    """Takes the events of one attempt in their order."""

    def __init__(self, first: Event) -> None:
        self.number = first.attempt
        self._begin = self._end = first.time
        self._phase: tuple[Doing, float] | None = None
        self._paused: float | None = None
        self._stretches: list[Stretch] = []

    def take(self, event: Event) -> None:
        now = self._end = max(self._end, event.time)  # a clock that was set back
        if event.kind == "phase" and (doing := DOING.get(str(event.get("phase")))):
            if self._phase is None or self._phase[0] != doing:
                self._end_phase(now)
                self._phase = (doing, now)
        elif event.kind == "pause" and self._paused is None:
            self._paused = now
        elif event.kind == "continue":
            self._end_pause(now)

    def told(self) -> Attempt:
        stretches = (*self._stretches, *self._phase_until(self._end), *self._pause_until(self._end))
        return Attempt(self.number, self._begin, self._end, stretches)

    def _end_phase(self, now: float) -> None:
        self._stretches += self._phase_until(now)
        self._phase = None

    def _end_pause(self, now: float) -> None:
        self._stretches += self._pause_until(now)
        self._paused = None

    def _phase_until(self, now: float) -> list[Stretch]:
        return [Stretch(*self._phase, now)] if self._phase and now > self._phase[1] else []

    def _pause_until(self, now: float) -> list[Stretch]:
        if self._paused is None or now <= self._paused:
            return []
        return [Stretch("paused", self._paused, now)]


def _events(run: RunFolder) -> Iterator[Event]:
    reader = EventReader(run.events_file)
    offset = -1
    while reader.offset > offset:
        offset = reader.offset
        yield from reader.new(AT_ONCE)
