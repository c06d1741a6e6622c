"""The loss chart: train blue and solid, smoothed over its raw values; eval orange, dashed, circles.

Knows how the losses are drawn and read. Does not know where they come from.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from deeptuner.monitor.curves import Told
from deeptuner.monitor.diagnosis import Diagnosis
from deeptuner.monitor.series import Array, Curve, smoothed
from deeptuner.ui.format import number, whole
from deeptuner.ui.pages.monitor.charts.chart import Chart
from deeptuner.ui.pages.monitor.charts.line import Line
from deeptuner.ui.pages.monitor.charts.marks import Marked, Marks
from deeptuner.ui.pages.monitor.charts.risen import Risen
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

HEIGHT = 130
MOST_CIRCLES = 100
FEW = 20  # values, all of which are shown
OUTLIERS = 1.0  # per cent of the raw values that may leave the picture, at either end


class LossChart(Chart):
    """`show_told` draws what a run has told; `smooth` sets the weight of what was before."""

    def __init__(self, turns: Turns | None = None) -> None:
        self._marks: Marks | None = None
        self._risen: Risen | None = None
        super().__init__(tr("Loss"), height=HEIGHT, turns=turns)
        plot = self.box
        self._raw = Line(plot, "blue", width=1, share=0.45, z=0, rough=True)
        self._smooth = Line(plot, "blue", width=2, z=10)
        self._eval = _EvalLine(plot)
        self.lines += [self._raw, self._smooth, self._eval]
        self._marks = Marks(plot)
        self._risen = Risen(plot)
        self._weight = 0.0

    def show_told(self, told: Told) -> None:
        self._raw.curve = told.train
        self._eval.curve = told.evaluation
        self._smooth_again()
        assert self._marks is not None
        self._marks.set(Marked(float(told.step or 0), told.last, told.steps_per_epoch(), told.best))
        self.show_steps(told.last)
        self.describe(self.summary())

    def show_diagnosis(self, found: Diagnosis | None, step: float) -> None:
        """Shade the steps up to `step` since when the eval loss rises, if it does."""
        assert self._risen is not None
        self._risen.set(found, step)
        self.draw_soon()

    def smooth(self, weight: float) -> None:
        self._weight = weight
        self._smooth_again()
        self.draw_soon()

    def summary(self) -> str:
        """The newest losses in a sentence."""
        train, evaluation = self._raw.curve, self._eval.curve
        if train is None or not len(train):
            return tr("Nothing is measured yet.")
        words = tr(
            "Train loss {loss} at step {step}.",
            loss=number(train.last()),
            step=whole(float(train.x[-1])),
        )
        if evaluation is None or not len(evaluation):
            return words
        more = tr(
            "Eval loss {loss} at step {step}.",
            loss=number(evaluation.last(), 4),
            step=whole(float(evaluation.x[-1])),
        )
        return f"{words} {more}"

    def newest(self) -> tuple[str, str]:
        """The newest train and eval loss in words; the train loss is the smoothed one."""
        train, evaluation = self._smooth.curve, self._eval.curve
        return (
            number(train.last() if train else None),
            number(evaluation.last() if evaluation else None, 4),
        )

    def draw(self) -> None:
        super().draw()
        if self._marks is not None:
            (low, high), (bottom, top) = self.box.viewRange()
            self._marks.place(low, high, bottom, top, self.box.width())
            if self._risen is not None:
                wide, tall = max(self.box.width(), 1), max(self.box.height(), 1)
                dot = (high - low) / wide, (top - bottom) / tall
                self._risen.place((low, high), top, dot)
            self.changed()

    def dress(self) -> None:
        super().dress()
        if self._marks is not None:
            self._marks.dress()
        if self._risen is not None:
            self._risen.dress()

    def values(self) -> tuple[float, float] | None:
        """Single raw values may leave the picture: what is read are the other two curves."""
        drawn = ((self._raw, OUTLIERS), (self._smooth, 0.0), (self._eval, 0.0))
        spans = (_span(line.values(), outliers) for line, outliers in drawn)
        known = [span for span in spans if span]
        if not known:
            return None
        return min(span[0] for span in known), max(span[1] for span in known)

    def words_at(self, step: float) -> list[tuple[str, str, str]]:
        rows = [("", tr("Step"), whole(step))]
        for line, name in ((self._smooth, tr("Train, smoothed")), (self._raw, tr("Train"))):
            if line.curve is not None and (found := line.curve.at(step)):
                rows.append(("blue", name, number(found[1], 4)))
        if self._eval.curve is not None and (found := self._eval.curve.at(step)):
            name = tr("Eval at {step}", step=whole(found[0]))
            rows.append(("orange", name, number(found[1], 4)))
        return rows

    def _smooth_again(self) -> None:
        raw = self._raw.curve
        self._smooth.curve = Curve(raw.x, smoothed(raw.y, self._weight)) if raw else raw


class _EvalLine(Line):
    """Dashed with circles, as long as these are few enough to be seen apart."""

    def __init__(self, plot: pg.ViewBox) -> None:
        self._circles = pg.ScatterPlotItem(symbol="o", size=scaled(7))
        self._circles.setZValue(16)
        plot.addItem(self._circles)
        super().__init__(plot, "orange", width=2, z=15)

    def dress(self) -> None:
        tokens = theme().tokens
        pen = pg.mkPen(QColor(tokens.orange), width=1.8, style=Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 2.5])
        self.item.setPen(pen)
        self._circles.setPen(pg.mkPen(QColor(tokens.orange), width=1.6))
        self._circles.setBrush(QColor(tokens.surface))

    def draw(self, low: float, high: float, dots: int) -> None:
        super().draw(low, high, dots)
        shown = self.curve.within(low, high) if self.curve is not None else None
        if shown is None or len(shown) > MOST_CIRCLES:
            self._circles.setData([], [])
        else:
            self._circles.setData(shown.x, shown.y)


def _span(values: Array, outliers: float) -> tuple[float, float] | None:
    """The least and the greatest value; of many, without `outliers` per cent at either end."""
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    if len(known) > FEW and outliers:
        low, high = np.percentile(known, [outliers, 100 - outliers])
        return float(low), float(high)
    return float(known.min()), float(known.max())
