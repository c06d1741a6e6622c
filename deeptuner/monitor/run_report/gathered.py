"""Everything that a run's files tell, read once for the page.

Knows which files those are, and that each of them may be missing, torn or of a newer version. Does
not know what is shown of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from deeptuner.errors import DeepTunerError, InputError, RunError, SettingsError
from deeptuner.monitor.curves import Curves, Told
from deeptuner.monitor.diagnosis import Diagnosis
from deeptuner.monitor.diagnosis.of_run import RunDiagnosis
from deeptuner.monitor.following import RunNow
from deeptuner.monitor.report.course import Attempt, Course
from deeptuner.monitor.report.measures import Measured, measure
from deeptuner.monitor.run_report.outcomes import Outcomes, read_outcomes
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.events import EventReader
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.outcome import FailedRunError
from deeptuner.runs.saved import Saved, saved_checkpoints
from deeptuner.runs.state import read_state
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message, render

AT_ONCE: Final = 2**20  # bytes of events
NOTHING: Final[Mapping[str, Any]] = {}

Reading = Callable[[int, int], None]  # bytes of events that were read, and all


@dataclass(frozen=True, slots=True)
class Gathered:
    """A run as its files say. `now` holds state, curves and diagnosis; `record` is what the run
    wrote about itself, empty when unknown; `problems` tell what could not be read."""

    now: RunNow
    course: tuple[Attempt, ...] = ()
    config: Config | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    measured: Measured | None = None
    checkpoints: tuple[Saved, ...] = ()
    outcomes: Outcomes = field(default_factory=Outcomes)
    problems: tuple[Message, ...] = ()

    @property
    def run(self) -> RunFolder:
        return self.now.run

    @property
    def told(self) -> Told:
        return self.now.told


def gather(run: RunFolder, reading: Reading = lambda done, total: None) -> Gathered:
    """Read a run. What cannot be read is told in `problems`, never raised."""
    problems: list[Message] = []
    config, record = _settings(run, problems)
    told, course = _events(run, reading, problems)
    return Gathered(
        _now(run, told, problems),
        course,
        config,
        record,
        _measured(run, course),
        tuple(saved_checkpoints(run)),
        read_outcomes(run),
        tuple(problems),
    )


def _settings(run: RunFolder, problems: list[Message]) -> tuple[Config | None, Mapping[str, Any]]:
    name = run.settings_file.name
    try:
        text = read_text(run.settings_file)
        found = parse(text, name).values.get(RECORD)
    except (InputError, OSError) as error:
        problems.append(_unreadable(name, error))
        return None, NOTHING
    record = found if isinstance(found, dict) else NOTHING
    try:
        return config_from_text(text, name), record
    except DeepTunerError as error:
        problems.append(_unreadable(name, error))
        return None, record


def _unreadable(name: str, error: DeepTunerError | OSError) -> Message:
    if isinstance(error, SettingsError) and error.mistakes:
        error = error.mistakes[0]
    why = render(error.what) if isinstance(error, DeepTunerError) else error.strerror
    return message("monitor.page.unreadable", file=name, why=why)


def _events(
    run: RunFolder, reading: Reading, problems: list[Message]
) -> tuple[Told, tuple[Attempt, ...]]:
    """One pass, a piece at a time: only numbers, samples and checkpoints are kept."""
    curves, course = Curves(), Course()
    reader, before = EventReader(run.events_file), -1
    try:
        size = run.events_file.stat().st_size
        while reader.offset > before:
            before = reader.offset
            events = reader.new(AT_ONCE)
            curves.add(events)
            course.add(events)
            reading(min(reader.offset, size), size)
    except FileNotFoundError:
        pass  # nothing has happened yet
    except OSError as error:
        problems.append(_unreadable(run.events_file.name, error))
    return curves.told(), course.told()


def _now(run: RunFolder, told: Told, problems: list[Message]) -> RunNow:
    try:
        state = read_state(run)
    except RunError as error:
        problems.append(error.what)
        return RunNow(run, told, problem=error, whole=True, diagnosis=_diagnosis(run, told))
    status = state.status_now()
    found = RunDiagnosis(run).of(told, status, state)
    failure = FailedRunError(run, state) if status == "failed" else None
    return RunNow(run, told, state, status, whole=True, failure=failure, diagnosis=found)


def _diagnosis(run: RunFolder, told: Told) -> Diagnosis | None:
    return RunDiagnosis(run).of(told, "interrupted", None)


def _measured(run: RunFolder, course: tuple[Attempt, ...]) -> Measured | None:
    """None where nothing was recorded: the page goes without."""
    view = TelemetryView(run)
    view.refresh()
    if view.span is None:
        return None
    found = measure(view, course)
    return found if found.bands else None
