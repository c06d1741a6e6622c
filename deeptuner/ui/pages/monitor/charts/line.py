"""One curve as it is drawn: thinned to what the screen shows of it.

Knows how a long curve is drawn quickly. Does not know what it means.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from deeptuner.monitor.series import Array, Curve, thinned
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme

NOTHING: Final[Array] = np.empty(0)
MOST_SWINGS = 60  # times its height that a curve goes up and down with smooth edges
WIDER = 4  # pixels that a dot is wider than its line
ROUGH, SMOOTH = 2, 6  # pixels of a bucket: a thick smooth line costs 30 µs a point


class Line:
    """`tone` is a colour of the theme, `share` of it is mixed with the ground: what can be seen
    through takes twice as long to draw. `width` in pixels. A `rough` curve goes up and down within
    a pixel: its peaks are kept. What goes up and down much is drawn without smooth edges."""

    def __init__(
        self,
        plot: pg.ViewBox,
        tone: str,
        *,
        width: float = 1.0,
        share: float = 1.0,
        z: int = 0,
        rough: bool = False,
    ) -> None:
        self._tone, self._width, self._share, self._rough = tone, width, share, rough
        self.curve: Curve | None = None
        self.item = pg.PlotCurveItem(antialias=True, connect="finite", skipFiniteCheck=False)
        self.item.setSegmentedLineMode("on")  # a thick antialiased path takes a second without
        self.item.setZValue(z)
        # Within the curve, so that it comes and goes with it.
        self._dots = pg.ScatterPlotItem(symbol="o", size=scaled(width + WIDER), pen=None)
        self._dots.setParentItem(self.item)
        plot.addItem(self.item)
        self.dress()

    def dress(self) -> None:
        tokens = theme().tokens
        colour = mixed(getattr(tokens, self._tone), tokens.surface, self._share)
        self.item.setPen(pg.mkPen(colour, width=self._width, style=Qt.PenStyle.SolidLine))

    def values(self) -> Array:
        """The values that are drawn now; the least and the greatest are always among them."""
        drawn = self.item.getData()[1]
        return np.empty(0) if drawn is None else drawn

    def draw(self, low: float, high: float, dots: int) -> None:
        """Draw what lies between two steps, on `dots` pixels."""
        if self.curve is None or not len(self.curve):
            self.item.setData([], [])
            self._dot(Curve(NOTHING, NOTHING))
            return
        within = self.curve.within(low, high)
        shown = thinned(within, max(dots // (ROUGH if self._rough else SMOOTH), 1))
        self.item.setData(shown.x, shown.y, antialias=swings(shown) <= MOST_SWINGS)
        self._dot(alone(shown))

    def _dot(self, points: Curve) -> None:
        """Draw dots where there is no line to be seen; most curves have none, at no cost."""
        if len(points) or len(self._dots.data):
            self._dots.setData(points.x, points.y, brush=self.item.opts["pen"].color())


def alone(curve: Curve) -> Curve:
    """The points with nothing known on either side: a line through them has no length."""
    again = (np.diff(curve.x) == 0) & (np.diff(curve.y) == 0)  # a bucket's least and greatest
    kept = np.concatenate([[True], ~again])
    x, y = curve.x[kept], curve.y[kept]
    known = np.isfinite(y)
    around = np.concatenate([[False], known, [False]])
    single = known & ~around[:-2] & ~around[2:]
    return Curve(x[single], y[single])


def swings(curve: Curve) -> float:
    """How many times its whole height a curve goes up and down; drawing takes as long."""
    known = curve.y[np.isfinite(curve.y)]
    height = float(np.ptp(known)) if len(known) else 0.0
    return float(np.abs(np.diff(known)).sum()) / height if height else 0.0


def mixed(tone: str, ground: str, share: float) -> QColor:
    """`share` of a colour on the ground."""
    over, under = QColor(tone), QColor(ground)
    parts = zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * above + (1 - share) * below) for above, below in parts))
