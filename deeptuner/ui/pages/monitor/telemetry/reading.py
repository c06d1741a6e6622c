"""The values at one moment, one row a GPU, in as many columns as it takes to fit.

Knows how the rows of many GPUs share a low chart. Does not know what is read.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen

from deeptuner.ui.pages.monitor.charts.reading import AWAY, GAP, PAD, ROW, SWATCH, Reading
from deeptuner.ui.pages.monitor.telemetry.looks import Look
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme

FOOT = 24  # pixels of the axis below


@dataclass(frozen=True, slots=True)
class Row:
    """`look` of a line; None for a row about all of them."""

    look: Look | None
    name: str
    value: str


class MomentReading(Reading):
    """A line at the moment, and beside it the moment itself and the values of each GPU."""

    def __init__(self, chart: object) -> None:
        super().__init__(chart)  # type: ignore[arg-type]
        self._about: list[str] = []
        self._values: list[Row] = []

    def show_moment(self, x: int, about: list[str], values: list[Row]) -> None:
        """`about` is said of the moment; without any words only the line is drawn."""
        self._about, self._values = about, values
        self.show_at(x, [("", "", line) for line in about])

    def texts(self) -> list[str]:
        return [*self._about, *(f"{row.name} {row.value}" for row in self._values)]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.control), 1, Qt.PenStyle.DotLine))
        painter.drawLine(self._x, scaled(4), self._x, self.height() - scaled(FOOT))
        if not self._about:
            return
        box, columns, width = self._arranged()
        painter.setPen(QPen(QColor(tokens.border2), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box, 7, 7)
        self._paint_about(painter, box)
        for number, row in enumerate(self._values):
            down, across = divmod(number, columns)
            left = box.left() + scaled(PAD) + across * (width + scaled(GAP))
            top = box.top() + scaled(PAD - 3) + (len(self._about) + down) * scaled(ROW)
            self._paint_value(painter, QRectF(left, top, width, scaled(ROW)), row)

    def _arranged(self) -> tuple[QRectF, int, float]:
        """The box, how many values stand in a row of it, and how wide each is."""
        names, values = QFontMetricsF(font(11)), QFontMetricsF(font(11, 600))
        width = float(scaled(SWATCH + 5 + GAP))
        width += max((names.horizontalAdvance(row.name) for row in self._values), default=0)
        width += max((values.horizontalAdvance(row.value) for row in self._values), default=0)
        room = self.height() - scaled(FOOT) - 2 * scaled(PAD)
        rows = max(room // scaled(ROW) - len(self._about), 1)
        columns = max(-(-len(self._values) // rows), 1)
        about = max(values.horizontalAdvance(line) for line in self._about)
        wide = max(columns * width + (columns - 1) * scaled(GAP), about) + 2 * scaled(PAD)
        down = -(-len(self._values) // columns) + len(self._about)
        left = float(self._x + AWAY)
        if left + wide > self.width() - 2:
            left = max(self._x - AWAY - wide, 2)
        high = down * scaled(ROW) + 2 * scaled(PAD - 3)
        return QRectF(left + 0.5, scaled(6) + 0.5, wide, high), columns, width

    def _paint_about(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font(11, 600))
        for number, line in enumerate(self._about):
            painter.setPen(QColor(theme().tokens.text if not number else theme().tokens.text2))
            top = box.top() + scaled(PAD - 3) + number * scaled(ROW)
            row = QRectF(box.left() + scaled(PAD), top, box.width(), scaled(ROW))
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
            painter.setFont(font(11))

    def _paint_value(self, painter: QPainter, place: QRectF, row: Row) -> None:
        if row.look:
            painter.setPen(row.look.pen(2))
            y = place.center().y()
            painter.drawLine(QPointF(place.left(), y), QPointF(place.left() + scaled(SWATCH), y))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme().tokens.text2))
        painter.setFont(font(11))
        name = place.adjusted(scaled(SWATCH + 5), 0, 0, 0)
        painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, row.name)
        painter.setPen(QColor(theme().tokens.text))
        painter.setFont(font(11, 600))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, row.value)
