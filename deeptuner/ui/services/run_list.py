"""The runs of an experiment as a list, read again and again at little cost.

Knows which files of a run tell what a list shows, and reads one again only when it has changed. Has
no Qt in it: `services/runs.py` runs it in a thread.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.errors import RunError
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import ACTIVE, RunState, read_state
from deeptuner.words import Message, message

UNKNOWN: Final = "unknown"  # the status of a run whose files cannot be read
TAIL: Final = 1 << 16  # bytes of the events in which a running run's newest ones are looked for
LARGEST_SETTINGS: Final = 1 << 18  # bytes; a run.yaml is a few thousand
BUSY: Final = 0.005  # seconds of work after which other threads have their turn
PAUSE: Final = 0.005


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One run. `status` is as `RunState.status_now`, or `unknown` with a `problem`; `created` in
    Unix seconds."""

    name: str
    path: Path
    status: str
    created: float
    method: str = ""
    model: str = ""
    dataset: str = ""
    problem: Message | None = None

    @property
    def active(self) -> bool:
        return self.status in ACTIVE


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a running run is: `step` of `max_steps`, and its `phase`."""

    step: int | None = None
    max_steps: int | None = None
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """All runs, newest first, and how far those are that run."""

    entries: tuple[RunEntry, ...] = ()
    standing: Mapping[str, Standing] = field(default_factory=dict)


Stamp = tuple[int, int, int]  # of a file: time, size, number


class RunList:
    """Reads the runs of `experiment`; keeps what it has read."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self._states: dict[Path, tuple[Stamp | None, RunState | Message]] = {}
        self._settings: dict[Path, tuple[Stamp | None, Mapping[str, str] | Message]] = {}

    def read(self) -> Iterator[float | Listing]:
        """The listing, last; before it seconds to wait, now and then.

        There is none while the folder is gone: what was known of its runs is the best there is.
        """
        if not self._experiment.folder.is_dir():
            return
        entries = []
        begun = time.monotonic()
        for run in self._newest_first():
            entries.append(self._entry(run))
            if time.monotonic() - begun > BUSY:
                yield PAUSE
                begun = time.monotonic()
        standing = {entry.name: standing_of(entry.path) for entry in entries if entry.active}
        yield Listing(tuple(entries), standing)

    def _newest_first(self) -> list[RunFolder]:
        try:
            return self._experiment.runs()[::-1]
        except OSError:
            return []  # no permission; the workspace tells

    def _entry(self, run: RunFolder) -> RunEntry:
        state = self._state(run)
        settings = self._settings_of(run)
        problem = next((part for part in (state, settings) if isinstance(part, Message)), None)
        if isinstance(state, Message):
            return RunEntry(run.name, run.path, UNKNOWN, created_by_name(run), problem=problem)
        told = {} if isinstance(settings, Message) else settings
        return RunEntry(
            run.name, run.path, state.status_now(), state.created, **told, problem=problem
        )

    def _state(self, run: RunFolder) -> RunState | Message:
        stamp = _stamp(run.state_file)
        known = self._states.get(run.path)
        if known is None or known[0] != stamp:
            known = self._states[run.path] = (stamp, _read_state(run))
        return known[1]

    def _settings_of(self, run: RunFolder) -> Mapping[str, str] | Message:
        stamp = _stamp(run.settings_file)
        known = self._settings.get(run.path)
        if known is None or known[0] != stamp:
            known = self._settings[run.path] = (stamp, _read_settings(run))
        return known[1]


def standing_of(run: Path) -> Standing:
    """How far a run is, by the newest of its events."""
    step: Mapping[str, Any] = {}
    phase = ""
    for event in _newest_events(RunFolder(run).events_file):
        kind = event.get("kind")
        if kind == "phase" and not phase:
            phase = str(event.get("phase", ""))
        if kind == "step" and isinstance(event.get("step"), int):
            step = event
            break
    return Standing(step.get("step"), step.get("max_steps"), phase)


def created_by_name(run: RunFolder) -> float:
    """When a run was made, as its folder's name says; 0 when it does not."""
    try:
        return time.mktime(time.strptime(run.name[:15], "%Y%m%d-%H%M%S"))
    except ValueError:
        return 0.0


def _newest_events(file: Path) -> Iterator[Mapping[str, Any]]:
    """The last events, newest first; torn lines are left out."""
    try:
        with file.open("rb") as events:
            events.seek(max(0, events.seek(0, os.SEEK_END) - TAIL))
            lines = events.read().split(b"\n")
    except OSError:
        return
    for line in reversed(lines):
        try:
            value = orjson.loads(line)
        except orjson.JSONDecodeError:
            continue
        if isinstance(value, dict):
            yield value


def _stamp(file: Path) -> Stamp | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read_state(run: RunFolder) -> RunState | Message:
    try:
        return read_state(run)
    except RunError as error:
        return error.what
    except (OSError, AttributeError) as error:
        return message("ui.run-unreadable", run=run.name, why=str(error))


def _read_settings(run: RunFolder) -> Mapping[str, str] | Message:
    import yaml

    from deeptuner.settings.sections.config import VERSION

    safe = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, many times faster
    try:
        with run.settings_file.open("rb") as file:
            values = yaml.load(file.read(LARGEST_SETTINGS), safe)  # noqa: S506
        version = values.get("version", VERSION)
        if isinstance(version, int) and version > VERSION:
            return message("ui.run-newer", run=run.name, version=version, newest=VERSION)
        return {
            "method": _text(values, "method", "kind"),
            "model": _text(values, "model", "path"),
            "dataset": _text(values, "data", "dataset"),
        }
    except (OSError, ValueError, yaml.YAMLError, AttributeError, RecursionError):
        return message("ui.run-settings-unreadable", run=run.name)


def _text(values: Mapping[str, Any], section: str, key: str) -> str:
    home = values.get(section)
    value = home.get(key) if isinstance(home, dict) else None
    return value if isinstance(value, str) else ""
