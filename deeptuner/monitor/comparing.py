"""Several runs side by side: their losses by step, token or time, their results, their settings.

Knows which numbers of a run are compared, and which settings differ. Draws nothing, and does not
know how a number is written for a person.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias, get_args

import numpy as np

from deeptuner.errors import DeepTunerError, RunError
from deeptuner.monitor.curves import Told
from deeptuner.monitor.following import RunNow, RunReader, follow
from deeptuner.monitor.series import Curve
from deeptuner.monitor.telemetry.columns import TEMPERATURES
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import Value, as_values, specs
from deeptuner.settings.load import load_config
from deeptuner.words import Message, message

Axis: TypeAlias = Literal["step", "tokens", "time"]
AXES: Final[tuple[Axis, ...]] = get_args(Axis)
Kind: TypeAlias = Literal["words", "count", "loss", "seconds", "speed", "celsius"]
RESULTS: Final[Mapping[str, Kind]] = {  # what each number is, in the order of the table
    "status": "words",
    "steps": "count",
    "train_loss": "loss",
    "eval_loss": "loss",
    "best_eval_loss": "loss",
    "best_step": "count",
    "tokens": "count",
    "seconds": "seconds",
    "tokens_per_second": "speed",
    "temperature": "celsius",
    "diagnosis": "words",
}
NOT_COMPARED: Final = frozenset({"name"})  # settings that only name a run
RARELY: Final = 10.0  # seconds between two looks at the temperatures of a run that goes on
POINTS: Final = 200  # of the telemetry in which the highest temperature is looked for


@dataclass(frozen=True, slots=True)
class Compared:
    """One run. `results` by the names of RESULTS, without what is not known; `settings` by path,
    empty when they cannot be read, which `problem` then tells."""

    now: RunNow
    results: Mapping[str, float | str | Message] = field(default_factory=dict)
    settings: Mapping[str, Value] = field(default_factory=dict)
    problem: DeepTunerError | None = None

    @property
    def name(self) -> str:
        return self.now.run.name

    def train(self, axis: Axis) -> Curve:
        return by_axis(self.now.told.train, axis, self.now.told)

    def evaluation(self, axis: Axis) -> Curve:
        return by_axis(self.now.told.evaluation, axis, self.now.told)


def read_compared(run: RunFolder) -> Compared:
    """A run as its files say now. What cannot be read is in `problem`, never raised."""
    reader = RunReader(run)
    now = reader.look()
    while now.problem is None and reader.read():
        pass
    now = reader.look()
    reader.diagnose(now)
    return _compared(reader.look(), highest_temperature(run), *_settings(run))


def follow_compared(run: RunFolder) -> Iterator[Compared | float]:
    """The run whenever it has changed, and the seconds to wait in between; it never ends."""
    settings, problem = _settings(run)
    temperature, looked = None, -RARELY
    for seen in follow(run):
        if not isinstance(seen, RunNow):
            yield seen
        elif seen.whole or seen.problem:
            if time.monotonic() - looked >= RARELY or not seen.active:
                temperature, looked = highest_temperature(run), time.monotonic()
            yield _compared(seen, temperature, settings, problem)


def differing(runs: Sequence[Compared]) -> list[str]:
    """The paths of the settings that are not the same in all runs whose settings are known."""
    known = [run.settings for run in runs if run.settings]
    return [
        spec.path
        for spec in specs()
        if spec.path not in NOT_COMPARED
        and any(each.get(spec.path) != known[0].get(spec.path) for each in known[1:])
    ]


def by_axis(curve: Curve, axis: Axis, told: Told) -> Curve:
    """A curve by step, by tokens trained or by seconds of training instead. Between two steps both
    grow evenly; what was measured before the first step stands at its place."""
    if axis == "step":
        return curve
    other = told.tokens if axis == "tokens" else told.clock
    known = np.isfinite(other.y)
    steps, values = other.x[known], other.y[known]
    if not len(steps):
        return Curve(np.empty(0), np.empty(0))
    if axis == "tokens":
        steps, values = np.concatenate([[0.0], steps]), np.concatenate([[0.0], values])
    x = np.maximum.accumulate(np.interp(curve.x, steps, np.maximum.accumulate(values)))
    return Curve(x, curve.y)


def _compared(
    now: RunNow,
    temperature: float | None,
    settings: Mapping[str, Value],
    problem: DeepTunerError | None,
) -> Compared:
    return Compared(now, _results(now, temperature), settings, now.problem or problem)


def _results(now: RunNow, temperature: float | None) -> dict[str, float | str | Message]:
    told = now.told
    best = _best(told.evaluation)
    found: dict[str, Any] = {
        "status": now.status,
        "diagnosis": now.diagnosis.message if now.diagnosis else None,
        "steps": told.step,
        "train_loss": told.train.last(),
        "eval_loss": told.evaluation.last(),
        "best_eval_loss": best[1] if best else None,
        "best_step": best[0] if best else None,
        "tokens": told.tokens.last(),
        "seconds": now.elapsed(now.state.heartbeat) if now.state else None,
        "tokens_per_second": _median(told.speed),
        "temperature": temperature,
    }
    return {name: value for name, value in found.items() if value is not None}


def highest_temperature(run: RunFolder) -> float | None:
    """The highest temperature that any sensor of a GPU in the run has told, in °C."""
    view = TelemetryView(run)
    view.refresh()
    if view.span is None:
        return None
    period = view.period(*view.span, POINTS)
    bands = [period.band(gpu.key, name) for gpu in view.gpus for name in TEMPERATURES]
    known = [band.high[np.isfinite(band.high)] for band in bands]
    return max((float(high.max()) for high in known if len(high)), default=None)


def _best(curve: Curve) -> tuple[float, float] | None:
    if not np.isfinite(curve.y).any():
        return None
    at = int(np.nanargmin(np.where(np.isfinite(curve.y), curve.y, np.nan)))
    return float(curve.x[at]), float(curve.y[at])


def _median(curve: Curve) -> float | None:
    known = curve.y[np.isfinite(curve.y)]
    return float(np.median(known)) if len(known) else None


def _settings(run: RunFolder) -> tuple[Mapping[str, Value], DeepTunerError | None]:
    try:
        return as_values(load_config(run.settings_file)), None
    except DeepTunerError as error:
        return {}, error
    except OSError as error:
        why = error.strerror or str(error)
        gaps = {"file": run.settings_file.name, "why": why}
        return {}, RunError(message("monitor.board.unreadable", **gaps), where=str(run.path))
