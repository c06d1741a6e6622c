"""How a run stands or ended, in numbers and as an error: what commands and lists show.

Knows how to sum up the events and the state. Does not know how that is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from deeptuner.errors import RunError
from deeptuner.runs.events import Event, curves, read_events
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import reported_error
from deeptuner.runs.state import RunState, StatusNow, read_state
from deeptuner.words import message, render


@dataclass(frozen=True, slots=True)
class Summary:
    """A run in one line. `step` of `max_steps`; losses are means over trained tokens; times are
    Unix seconds. `diagnosis` is the last event that says what the curves mean."""

    run: str
    path: str
    status: StatusNow
    attempt: int
    created: float
    step: int | None = None
    max_steps: int | None = None
    loss: float | None = None
    eval_loss: float | None = None
    diagnosis: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def summarise(run: RunFolder) -> Summary:
    """Sum up a run. Raises RunError when its state cannot be read."""
    state = read_state(run)
    events, _ = read_events(run.events_file)
    kept = curves(events)
    step, measured = _last(kept["step"]), _last(kept["eval"])
    return Summary(
        run.name,
        str(run.path),
        state.status_now(),
        state.attempt,
        state.created,
        step.get("step") if step else None,
        step.get("max_steps") if step else None,
        step.get("loss") if step else None,
        measured.get("loss") if measured else None,
        _diagnosis(events),
    )


class FailedRunError(RunError):
    """A run that failed: why, what that was read from, and the changes that would help.

    What a process of the run told itself is said as it told it, and with its exit code: wrong input
    stays wrong input wherever it is found.
    """

    def __init__(self, run: RunFolder, state: RunState) -> None:
        reason = state.reason or message("runs.died-unknown", code="?")
        told = reported_error(run)
        self.told = told if told and told.what == reason else None
        super().__init__(reason, where=str(run.log_file))
        if self.told:
            self.where, self.fix = self.told.where, self.told.fix
            self.exit_code = self.told.exit_code
        self.run = run
        self.evidence = "" if self.told else state.evidence
        self.fixes = state.fixes

    def lines(self) -> list[str]:
        said = self.told.lines() if self.told else super().lines()
        evidence = [f"  | {line}" for line in self.evidence.splitlines()]
        fixes = [f"  - {render(fix.message)}\n      {fix_flags(fix.changes)}" for fix in self.fixes]
        if fixes:
            fixes.insert(0, render(message("runs.would-help", run=self.run.name)))
        return [*said, *evidence, *fixes]

    def to_json(self) -> dict[str, Any]:
        fixes = [fix.to_json() for fix in self.fixes]
        return {**super().to_json(), "evidence": self.evidence, "fixes": fixes}


def fix_flags(changes: Mapping[str, Any]) -> str:
    """Changes to settings as a person types them behind a command."""
    from deeptuner.settings.text import flag_name

    return " ".join(f"{flag_name(path)} {_text(value)}" for path, value in changes.items())


def interrupted(run: RunFolder) -> RunError:
    """The error of a run whose supervisor is gone."""
    return RunError(
        message("runs.interrupted", run=run.name),
        where=str(run.path),
        fix=message("runs.interrupted-fix", run=run.name),
    )


def _last(events: list[Event]) -> Event | None:
    return events[-1] if events else None


def _diagnosis(events: list[Event]) -> Mapping[str, Any] | None:
    """Of the curves, that is: one of a failure stands in the state."""
    told = (event for event in reversed(events) if event.kind == "diagnosis")
    return next((event.fields for event in told if "verdict" in event.fields), None)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
