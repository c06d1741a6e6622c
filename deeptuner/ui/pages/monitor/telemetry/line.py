"""One GPU's line in a chart: its mean, over a band from its least to its greatest value.

Knows how a band is drawn quickly. Does not know what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsPathItem

from deeptuner.monitor.series import Array, Curve
from deeptuner.ui.pages.monitor.telemetry import bands
from deeptuner.ui.pages.monitor.telemetry.looks import Look

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.view import Band

PIXELS = 3  # between two points
FAINT = 0.16
EMPTY = np.empty(0)


class BandLine:
    """`band` holds its times in seconds since the start; None: nothing is known."""

    def __init__(self, plot: pg.ViewBox, look: Look, z: int = 0) -> None:
        self._look = look
        self.band: Band | None = None
        self.shown = True
        self._drawn: Band | None = None
        self._ground, self._line = QGraphicsPathItem(), QGraphicsPathItem()
        for item, height in ((self._ground, z), (self._line, z + 1)):
            item.setZValue(height)
            plot.addItem(item, ignoreBounds=True)
        self._ground.setPen(QPen(Qt.PenStyle.NoPen))
        self.dress()

    @property
    def curve(self) -> Curve | None:
        return Curve(self.band.time, self.band.mean) if self.band is not None else None

    def remove(self, plot: pg.ViewBox) -> None:
        for item in (self._ground, self._line):
            plot.removeItem(item)

    def dress(self) -> None:
        self._line.setPen(self._look.pen())
        self._ground.setBrush(self._look.colour(FAINT))

    def draw(self, low: float, high: float, dots: int) -> None:
        """Draw what lies between two times, on `dots` pixels."""
        for item in (self._ground, self._line):
            item.setVisible(self.shown and self.band is not None)
        self._drawn = None
        if self.band is None or not self.shown:
            return
        drawn = bands.coarse(bands.within(self.band, low, high), max(dots // PIXELS, 2))
        self._drawn = drawn
        wide = bool(np.any(drawn.high > drawn.low))
        outline = bands.outline(drawn) if wide else (EMPTY, EMPTY)
        self._ground.setPath(pg.arrayToQPath(*outline, connect="finite"))
        self._line.setPath(pg.arrayToQPath(drawn.time, drawn.mean, connect="finite"))

    def hide(self) -> None:
        """Draw nothing; the values stay."""
        for item in (self._ground, self._line):
            item.hide()

    def values(self) -> tuple[float, float] | None:
        """The least and the greatest value that is drawn; None when there is none."""
        if self._drawn is None or not np.isfinite(self._drawn.mean).any():
            return None
        return float(np.nanmin(self._drawn.low)), float(np.nanmax(self._drawn.high))

    def means(self) -> Array:
        """The known means that are drawn."""
        if self._drawn is None:
            return EMPTY
        known: Array = self._drawn.mean[np.isfinite(self._drawn.mean)]
        return known
