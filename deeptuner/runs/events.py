"""What happened in a run, one JSON object a line, appended and never changed.

Knows the file's form, how to append to it, how to follow it past torn lines, and which steps of
which attempt make up the curve. Does not know what an event means for training.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import orjson

from deeptuner.files import append_json

VERSION = 1
Kind = Literal[
    "phase",
    "step",
    "eval",
    "sample",
    "checkpoint",
    "pause",
    "continue",
    "warning",
    "diagnosis",
    "end",
]  # the fields of each: docs/architecture.md
ON_THE_CURVE = ("step", "eval", "sample")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the file. `time` is in Unix seconds; `attempt` counts from 1."""

    kind: str
    time: float
    attempt: int
    fields: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)

    def to_json(self) -> dict[str, Any]:
        head = {"v": VERSION, "time": self.time, "attempt": self.attempt, "kind": self.kind}
        return {**head, **self.fields}


@dataclass(frozen=True, slots=True)
class EventLog:
    """The end of the file at which one attempt's events are appended."""

    path: Path
    attempt: int

    def append(self, kind: Kind, **fields: Any) -> Event:
        """Append one event with one write. Raises RunError when the disk is full."""
        event = Event(kind, time.time(), self.attempt, fields)
        append_json(self.path, event.to_json())
        return event


class EventReader:
    """Follows a run's events: each call of `new` gives those that came since the last."""

    def __init__(self, path: Path, offset: int = 0) -> None:
        self.path = path
        self.offset = offset

    def new(self, most: int = -1) -> list[Event]:
        """The events since the last call; with `most`, those of about as many bytes."""
        events, self.offset = read_events(self.path, self.offset, most)
        return events


def read_events(path: Path, offset: int = 0, most: int = -1) -> tuple[list[Event], int]:
    """The events from byte `offset` on, and the offset to read on from.

    A line that is still being written is left for the next call; a torn or foreign one is skipped.
    A file that is not there yet has no events. With `most`, only about as many bytes are read, to
    the end of a line.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(most)
            if most >= 0 and not data.endswith(b"\n"):
                data += file.readline()
    except FileNotFoundError:
        return [], offset
    whole = data.rfind(b"\n") + 1
    found = (_parse(line) for line in data[:whole].split(b"\n") if line)
    return [event for event in found if event], offset + whole


def _parse(line: bytes) -> Event | None:
    try:
        rest = orjson.loads(line)
        rest.pop("v", None)
        kind, when, attempt = rest.pop("kind"), rest.pop("time"), rest.pop("attempt")
        return Event(str(kind), float(when), int(attempt), rest)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def curves(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The `step`, `eval` and `sample` events that count, each kind in order.

    From where a later attempt begins, its events supersede those of earlier attempts with the same
    or a higher step.
    """
    kept: list[Event] = []
    newest = 0
    for event in events:
        if event.kind not in ON_THE_CURVE:
            continue
        if event.attempt > newest:
            newest = event.attempt
            kept = [before for before in kept if _number(before) < _number(event)]
        if event.attempt == newest:
            kept.append(event)
    return {kind: [event for event in kept if event.kind == kind] for kind in ON_THE_CURVE}


def _number(event: Event) -> float:
    return float(event.get("step", 0))
