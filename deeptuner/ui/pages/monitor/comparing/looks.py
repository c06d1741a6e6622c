"""What tells the curves of compared runs apart: a colour of the theme and a dash each.

Knows the looks and how a piece of a curve is painted. Does not know any run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.monitor.charts.line import Line
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets import Label, hbox

SWATCH: Final = 30  # pixels
MOST_POINTS: Final = 40


@dataclass(frozen=True, slots=True)
class Look:
    """`tone` is a colour of the theme; `dash` in widths of the line, empty: solid."""

    tone: str
    dash: tuple[float, ...] = ()


LOOKS: Final = (
    Look("blue"),
    Look("orange", (5, 2)),
    Look("teal", (2, 2)),
    Look("plum", (7, 2, 2, 2)),
    Look("amber"),
    Look("grey", (5, 2)),
    Look("blue", (2, 2)),
    Look("orange"),
)


def pen_of(look: Look, width: float) -> QPen:
    """A pen of so many pixels, whatever a chart's scale."""
    pen = QPen(QColor(getattr(theme().tokens, look.tone)), width)
    pen.setCosmetic(True)
    if look.dash:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern(look.dash)
    return pen


def paint_swatch(painter: QPainter, area: QRectF, look: Look) -> None:
    painter.setPen(pen_of(look, 2))
    y = area.center().y()
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


class RunLine(Line):
    """A curve in the look of its run; its points are seen as long as they are few."""

    def __init__(self, plot: pg.ViewBox, look: Look) -> None:
        self._look = look
        self._plot = plot
        self._points = pg.ScatterPlotItem(symbol="o", size=scaled(6))
        self._points.setZValue(12)
        plot.addItem(self._points)
        super().__init__(plot, look.tone, width=2, z=10)

    def dress(self) -> None:
        colour = QColor(getattr(theme().tokens, self._look.tone))
        self.item.setPen(pen_of(self._look, 2))
        self._points.setPen(pg.mkPen(colour, width=1.6))
        self._points.setBrush(QColor(theme().tokens.surface))

    def draw(self, low: float, high: float, dots: int) -> None:
        super().draw(low, high, dots)
        shown = self.curve.within(low, high) if self.curve is not None else None
        few = shown is not None and len(shown) <= MOST_POINTS
        self._points.setData(*((shown.x, shown.y) if few and shown else ([], [])))

    def take_away(self) -> None:
        for item in (self.item, self._points):
            self._plot.removeItem(item)


class Swatch(QWidget):
    """A piece of a run's curve."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(QSize(scaled(SWATCH), scaled(16)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        paint_swatch(QPainter(self), QRectF(self.rect()).adjusted(1, 0, -4, 0), self._look)


class RunKey(QWidget):
    """A piece of a run's curve beside its name."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        label = Label(name, 12, 500, tone="text2")
        self.setLayout(hbox(Swatch(look), label, gap=4))
