"""When which GPU was slowed down, and why: a lane for each GPU.

Knows the reasons and how each is drawn. Does not know which time is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsPathItem

from deeptuner.monitor.telemetry.columns import (
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    THROTTLED_OTHERWISE,
)
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.pages.monitor.gpus.facts import throttling_words
from deeptuner.ui.pages.monitor.telemetry import bands
from deeptuner.ui.pages.monitor.telemetry.chart import TimeChart
from deeptuner.ui.pages.monitor.telemetry.line import BandLine
from deeptuner.ui.pages.monitor.telemetry.quantities import Quantity, Sensor
from deeptuner.ui.pages.monitor.telemetry.reading import Row
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.view import Band

THICK: Final = 0.6  # of a lane
PIXELS: Final = 2
REASONS: Final = (  # the worst first: of several the first is drawn
    (THROTTLED_BY_HEAT, "danger", Qt.BrushStyle.SolidPattern),
    (THROTTLED_BY_POWER, "amber", Qt.BrushStyle.BDiagPattern),
    (THROTTLED_OTHERWISE, "grey", Qt.BrushStyle.Dense4Pattern),
)


def throttling() -> Quantity:
    return Quantity("throttling", tr("Throttling"), "", (Sensor("throttling"),))


class LaneChart(TimeChart):
    """Bars where a GPU ran slower than it could: red by heat, hatched by power, grey otherwise."""

    def __init__(self, turns: Turns) -> None:
        self._bars: list[QGraphicsPathItem] = []
        super().__init__(throttling(), turns)
        self._left.set_words(self._lane_name)
        for number in range(len(REASONS)):
            item = QGraphicsPathItem()
            item.setPen(QPen(Qt.PenStyle.NoPen))
            item.setZValue(number)
            self.box.addItem(item, ignoreBounds=True)
            self._bars.append(item)
        self.dress()

    def values(self) -> tuple[float, float] | None:
        return -0.5, max(len(self.bands), 1) - 0.5

    def dress(self) -> None:
        super().dress()
        for item, (_, tone, pattern) in zip(self._bars, REASONS, strict=False):
            colour = QColor(getattr(theme().tokens, tone))
            brush = QBrush(colour, pattern)
            item.setBrush(brush)
            item.setPen(QPen(Qt.PenStyle.NoPen) if tone != "amber" else _thin(colour))

    def draw(self) -> None:
        super().draw()
        for line in self.bands:
            line.hide()
        if self._bars:
            self._draw_bars()

    def summary(self) -> str:
        found = 0
        for line in self._shown_lines():
            for piece in self._bits(line):
                found |= int(piece)
        return throttling_words(found) if not self.empty() else ""

    def rows(self, time: float) -> list[Row]:
        found = []
        for source, line in zip(self.sources, self.bands, strict=True):
            values = bands.at(line.band, time) if line.band is not None else None
            words = "–" if values is None else throttling_words(int(values[2]))
            found.append(Row(source.look, source.name, words))
        return found

    def _draw_bars(self) -> None:
        paths = [QPainterPath() for _ in REASONS]
        for number, line in enumerate(self.bands):
            lane = len(self.bands) - 1 - number
            if line.band is not None and line.shown:
                low, high = self.part()
                band = bands.within(line.band, low, high)
                band = bands.coarse(band, max(int(self.box.width()) // PIXELS, 2))
                _add_bars(paths, band, lane)
        across = self.box.viewPixelSize()
        screen = QTransform.fromScale(*(1 / max(size, 1e-12) for size in across)).inverted()[0]
        for item, path in zip(self._bars, paths, strict=True):
            item.setPath(path)
            item.setBrush(_steady(item.brush(), screen))

    def _bits(self, line: BandLine) -> np.ndarray:
        if line.band is None:
            return np.empty(0, dtype=int)
        low, high = self.part()
        bits = bands.within(line.band, low, high).high
        return np.unique(bits[np.isfinite(bits)]).astype(int)

    def _lane_name(self, value: float, spacing: float) -> str:
        number = len(self.sources) - 1 - round(value)
        whole = abs(value - round(value)) < 1e-6
        return self.sources[number].name if whole and 0 <= number < len(self.sources) else ""


def _add_bars(paths: list[QPainterPath], band: Band, lane: int) -> None:
    """A bar for each stretch of points with the same reason."""
    bits = np.where(np.isfinite(band.high), band.high, 0).astype(int)
    if not bits.any():
        return
    changes = np.flatnonzero(np.diff(bits)) + 1
    ends = [*changes.tolist(), len(bits) - 1]
    for first, end in zip([0, *changes.tolist()], ends, strict=True):
        for path, (bit, _, _) in zip(paths, REASONS, strict=True):
            if bits[first] & bit:
                begin, over = band.time[first], band.time[end]
                path.addRect(QRectF(begin, lane - THICK / 2, max(over - begin, 1e-3), THICK))
                break


def _steady(brush: QBrush, screen: QTransform) -> QBrush:
    """A pattern in pixels of the screen, however far one has zoomed."""
    steady = QBrush(brush)
    steady.setTransform(screen)
    return steady


def _thin(colour: QColor) -> QPen:
    pen = QPen(colour, 1)
    pen.setCosmetic(True)
    return pen
