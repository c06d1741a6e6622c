"""The values at one moment: a line in the chart, and a box beside it with a row for each GPU.

Knows where there is room, also beyond the chart's own edges. Does not know what is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.monitor.charts.reading import AWAY, GAP, PAD, ROW, SWATCH, Reading
from deeptuner.ui.pages.monitor.telemetry.looks import Look
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme

FOOT = 24  # pixels of the axis below
TOP = 4
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Row:
    """`look` of a line; None for a row about all of them."""

    look: Look | None
    name: str
    value: str


class Box(QWidget):
    """Lines about the moment, and below them the rows. It takes no clicks."""

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.home = home
        self._about: Sequence[str] = ()
        self._rows: Sequence[Row] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def texts(self) -> list[str]:
        return [*self._about, *(f"{row.name} {row.value}" for row in self._rows)]

    def live_in(self, home: QWidget) -> None:
        self.home = home
        self.setParent(home)

    def show_beside(self, at: QPoint, about: Sequence[str], rows: Sequence[Row]) -> None:
        """Right of a place in its home, or left of it where there is no room; always whole, as far
        as what is seen of the home allows."""
        self._about, self._rows = about, rows
        seen: QRect = self.home.visibleRegion().boundingRect()
        wide, high = self._size()
        left = at.x() + AWAY
        if left + wide > seen.right():
            left = max(at.x() - AWAY - wide, seen.left())
        top = max(min(at.y(), seen.bottom() - high), seen.top())
        self.setGeometry(left, top, wide, high)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border2), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        for number, line in enumerate(self._about):
            painter.setPen(QColor(tokens.text2 if number else tokens.text))
            painter.setFont(font(11, 400 if number else 600))
            painter.drawText(self._place(number), LEFT, line)
        for number, row in enumerate(self._rows):
            self._paint(painter, self._place(len(self._about) + number), row)

    def _size(self) -> tuple[int, int]:
        names, values = QFontMetricsF(font(11)), QFontMetricsF(font(11, 600))
        name = max((names.horizontalAdvance(row.name) for row in self._rows), default=0)
        value = max((values.horizontalAdvance(row.value) for row in self._rows), default=0)
        about = max((values.horizontalAdvance(line) for line in self._about), default=0)
        wide = max(scaled(SWATCH + 5 + GAP) + name + value, about) + 2 * scaled(PAD)
        rows = len(self._about) + len(self._rows)
        return round(wide) + 1, rows * scaled(ROW) + 2 * scaled(PAD - 3)

    def _place(self, number: int) -> QRectF:
        top = scaled(PAD - 3) + number * scaled(ROW)
        return QRectF(scaled(PAD), top, self.width() - 2 * scaled(PAD), scaled(ROW))

    def _paint(self, painter: QPainter, place: QRectF, row: Row) -> None:
        tokens = theme().tokens
        if row.look:
            y = place.center().y()
            painter.setPen(row.look.pen(2))
            painter.drawLine(QPointF(place.left(), y), QPointF(place.left() + scaled(SWATCH), y))
        painter.setPen(QColor(tokens.text2))
        painter.setFont(font(11))
        painter.drawText(place.adjusted(scaled(SWATCH + 5), 0, 0, 0), LEFT, row.name)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(11, 600))
        painter.drawText(place, RIGHT, row.value)


class MomentReading(Reading):
    """A line at the moment in `chart`; the box is in the widget that `live_in` named."""

    def __init__(self, chart: QWidget) -> None:
        self._box_is_there = False  # a widget is hidden while it is made
        super().__init__(chart)
        self.values = Box(chart)
        self._box_is_there = True

    def live_in(self, home: QWidget) -> None:
        """Let the box reach over everything in `home`."""
        self.values.live_in(home)

    def show_moment(self, x: int, about: Sequence[str], rows: Sequence[Row]) -> None:
        """Without any words only the line is drawn."""
        self.show_at(x, ())
        if about:
            place = self._chart.mapTo(self.values.home, QPoint(x, scaled(TOP)))
            self.values.show_beside(place, about, rows)
        else:
            self.values.hide()

    def texts(self) -> list[str]:
        return [] if self.values.isHidden() else self.values.texts()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        if self._box_is_there:
            self.values.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().tokens.control), 1, Qt.PenStyle.DotLine))
        painter.drawLine(self._x, scaled(TOP), self._x, self.height() - scaled(FOOT))
