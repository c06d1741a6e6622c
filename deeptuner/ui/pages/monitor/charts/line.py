"""One curve as it is drawn: thinned to what the screen shows of it.

Knows how a long curve is drawn quickly. Does not know what it means.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from deeptuner.monitor.series import Array, Curve, thinned
from deeptuner.ui.theme.theme import theme

MOST_SWINGS = 60  # times its height that a curve goes up and down with smooth edges
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
            return
        within = self.curve.within(low, high)
        shown = thinned(within, max(dots // (ROUGH if self._rough else SMOOTH), 1))
        self.item.setData(shown.x, shown.y, antialias=swings(shown) <= MOST_SWINGS)


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
