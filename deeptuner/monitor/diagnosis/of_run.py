"""The diagnosis of one run, made anew only when there is something new to look at.

Knows which of a run's files and events matter to it. Does not know when it is asked.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from deeptuner.errors import DeepTunerError
from deeptuner.monitor.curves import Told
from deeptuner.monitor.diagnosis.choice import diagnose
from deeptuner.monitor.diagnosis.facts import Facts
from deeptuner.monitor.diagnosis.picture import Measured
from deeptuner.monitor.diagnosis.verdict import Diagnosis
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import RunState, StatusNow
from deeptuner.settings.load import load_config

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config

MORE: Final = 0.02  # of the steps: as many more are worth another look
BROKE: Final = "engine.train.nan"  # the reason of a run whose loss was no number


class RunDiagnosis:
    """Asks about one run again and again. Not for several threads at once."""

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self._config: Config | None = None
        self._written = 0.0  # when the settings file that was read was written
        self._seen: object = None
        self._steps = 0
        self._last: Diagnosis | None = None

    def of(self, told: Told, status: StatusNow, state: RunState | None) -> Diagnosis | None:
        """What the run's curves say; None before anything was measured."""
        broke_at = _broke_at(state)
        steps = len(told.train)
        if not steps and not len(told.evaluation) and broke_at is None:
            return None
        new = (len(told.evaluation), told.attempt, status == "finished", broke_at, told.best)
        if new == self._seen and self._steps <= steps <= self._steps * (1 + MORE):
            return self._last
        self._seen, self._steps = new, steps
        facts = facts_of(self._settings(), told, broke_at)
        self._last = diagnose(measured(told, ended=status == "finished"), facts)
        return self._last

    def _settings(self) -> Config | None:
        """The run's settings as they are by now; a resume may have changed them."""
        with suppress(DeepTunerError, OSError):
            written = self.run.settings_file.stat().st_mtime
            if written != self._written:
                self._written, self._config = written, None
                self._config = load_config(self.run.settings_file)
        return self._config


def measured(told: Told, *, ended: bool) -> Measured:
    """What a run's events tell, as a diagnosis looks at it."""
    most = float(told.max_steps) if told.max_steps else None
    epoch = told.steps_per_epoch()
    return Measured(told.train, told.evaluation, told.learning_rate, most, epoch, ended)


def facts_of(config: Config | None, told: Told, broke_at: int | None = None) -> Facts:
    """What is known of a run besides its curves."""
    best = told.best.step if told.best else None
    return Facts(config, told.eval_rows, told.eval_tokens, broke_at, best)


def _broke_at(state: RunState | None) -> int | None:
    reason = state.reason if state and state.status == "failed" else None
    if reason is None or reason.id != BROKE:
        return None
    at = reason.params.get("step")
    return at if isinstance(at, int) else 0
