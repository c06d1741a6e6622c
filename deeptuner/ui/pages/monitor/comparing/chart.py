"""A chart with one curve for each compared run.

Knows how the curves are drawn and read. Does not know where they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from deeptuner.monitor.comparing import Axis as Along
from deeptuner.monitor.series import Curve
from deeptuner.ui.format import count, number, whole
from deeptuner.ui.pages.monitor.charts.axes import Axis, write_step
from deeptuner.ui.pages.monitor.charts.chart import Chart
from deeptuner.ui.pages.monitor.comparing.looks import Look, RunLine
from deeptuner.ui.pages.monitor.telemetry.time_axis import TimeAxis, write_time
from deeptuner.ui.translation import tr

HEIGHT: Final = 120
OUTLIERS: Final = 0.5  # per cent of the values that may leave the picture at the top: a first step


@dataclass(frozen=True, slots=True)
class RunCurve:
    """A run's curve as it is drawn: its name, its look."""

    name: str
    look: Look
    curve: Curve


class CompareChart(Chart):
    """`show_runs` draws one curve a run, along steps, tokens or seconds."""

    def __init__(self, name: str, along: Along) -> None:
        self._along = along
        self._runs: list[tuple[RunCurve, RunLine]] = []
        super().__init__(name, height=HEIGHT, bottom=_axis(along))

    def show_runs(self, runs: Sequence[RunCurve]) -> None:
        if [(run.name, run.look) for run in runs] != [
            (run.name, run.look) for run, _ in self._runs
        ]:
            for _, line in self._runs:
                line.take_away()
            self._runs = [(run, RunLine(self.box, run.look)) for run in runs]
            self.lines[:] = [line for _, line in self._runs]
        self._runs = [(run, line) for run, (_, line) in zip(runs, self._runs, strict=True)]
        for run, line in self._runs:
            line.curve = run.curve
        ends = [float(run.curve.x[-1]) for run in runs if len(run.curve)]
        self.show_steps(max(ends, default=0.0))
        self.describe(self.summary())

    @property
    def zoomed_in(self) -> bool:
        return self._part is not None

    def summary(self) -> str:
        """The newest value of each run."""
        newest = (f"{run.name} {number(run.curve.last(), 4)}" for run, _ in self._runs)
        return ", ".join(newest)

    def values(self) -> tuple[float, float] | None:
        found = [line.values() for line in self.lines if isinstance(line, RunLine)]
        known = [values[np.isfinite(values)] for values in found]
        spans = [
            (float(each.min()), float(np.percentile(each, 100 - OUTLIERS)))
            for each in known
            if len(each)
        ]
        if not spans:
            return None
        return min(low for low, _ in spans), max(high for _, high in spans)

    def nearest(self, step: float) -> float | None:
        """The nearest point of any run."""
        found = [run.curve.at(step) for run, _ in self._runs]
        return min(
            (at for at, _ in filter(None, found)), key=lambda at: abs(at - step), default=None
        )

    def words_at(self, step: float) -> list[tuple[str, str, str]]:
        name, write = _words(self._along)
        rows = [("", name, write(step))]
        for run, _ in self._runs:
            within = len(run.curve) and run.curve.x[0] <= step <= run.curve.x[-1]
            if within and (found := run.curve.at(step)):
                rows.append((run.look.tone, _short(run.name), number(found[1], 4)))
        return rows


def _axis(along: Along) -> Axis:
    if along == "time":
        return TimeAxis()
    return Axis("bottom", write_step if along == "step" else _write_tokens)


def _write_tokens(value: float, _spacing: float) -> str:
    return count(value) if value > 0 else ""


def _words(along: Along) -> tuple[str, Callable[[float], str]]:
    """What is read along the axis, and how it is written."""
    if along == "step":
        return tr("Step"), whole
    if along == "tokens":
        return tr("Tokens"), whole
    return tr("Time"), lambda seconds: write_time(seconds, 1.0)


def _short(name: str) -> str:
    """A run's name without the time it begins with."""
    date, _, rest = name.partition("-")
    clock, _, own = rest.partition("-")
    return own if date.isdecimal() and clock.isdecimal() and own else name
