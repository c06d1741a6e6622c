"""A small chart of one curve: the learning rate, the grad norm.

Knows a curve and its newest value. Does not know losses.
"""

from __future__ import annotations

import numpy as np

from deeptuner.monitor.series import Curve
from deeptuner.ui.format import number, whole
from deeptuner.ui.pages.monitor.charts.chart import Chart
from deeptuner.ui.pages.monitor.charts.line import Line
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.translation import tr

HEIGHT = 64


class SmallChart(Chart):
    """`tone` is the curve's colour in the theme. The scale begins at 0."""

    def __init__(self, name: str, tone: str, turns: Turns | None = None) -> None:
        super().__init__(name, height=HEIGHT, turns=turns)
        self._tone = tone
        self._line = Line(self.box, tone, width=1.6, rough=True)
        self.lines.append(self._line)

    def show_curve(self, curve: Curve, last: float) -> str:
        """Draw the curve up to step `last` of the axis. Returns its newest value in words."""
        self._line.curve = curve
        self.show_steps(last)
        newest = number(curve.last())
        if len(curve):
            at = whole(float(curve.x[-1]))
            self.describe(
                tr("{name} {value} at step {step}.", name=self.name, value=newest, step=at)
            )
        else:
            self.describe(tr("Nothing is measured yet."))
        return newest

    def values(self) -> tuple[float, float] | None:
        shown = self._line.values()
        known = shown[np.isfinite(shown)]
        if not len(known):
            return None
        return min(0.0, float(known.min())), max(0.0, float(known.max()))

    def words_at(self, step: float) -> list[tuple[str, str, str]]:
        found = self._line.curve.at(step) if self._line.curve else None
        if found is None:
            return []
        return [
            ("", tr("Step"), whole(found[0])),
            (self._tone, self.name, number(found[1])),
        ]
