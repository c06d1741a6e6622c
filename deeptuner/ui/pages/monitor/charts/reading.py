"""The values at one step, shown beside the pointer.

Knows where there is room. Does not know what is read.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme

ROW = 17
PAD = 9
GAP = 14
SWATCH = 12
AWAY = 10  # from the line at the step


class Reading(QWidget):
    """A line at the step and a small table beside it. It takes no clicks."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self._chart = chart
        self._x = 0
        self._rows: Sequence[tuple[str, str, str]] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, x: int, rows: Sequence[tuple[str, str, str]]) -> None:
        self._x, self._rows = x, rows
        self.setGeometry(self._chart.rect())
        self.raise_()
        self.show()
        self.update()

    def texts(self) -> list[str]:
        """What stands there, for whoever asks."""
        return [f"{name} {value}" for _, name, value in self._rows]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.control), 1, Qt.PenStyle.DotLine))
        painter.drawLine(self._x, scaled(4), self._x, self.height() - scaled(24))
        box = self._box()
        painter.setPen(QPen(QColor(tokens.border2), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(box, 7, 7)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, box, number, *row)

    def _box(self) -> QRectF:
        names, values = QFontMetricsF(font(11)), QFontMetricsF(font(11, 600))
        name = max((names.horizontalAdvance(row[1]) for row in self._rows), default=0)
        value = max((values.horizontalAdvance(row[2]) for row in self._rows), default=0)
        width = 2 * scaled(PAD) + scaled(SWATCH + 5) + name + scaled(GAP) + value
        height = 2 * scaled(PAD - 2) + len(self._rows) * scaled(ROW)
        left = float(self._x + AWAY)
        if left + width > self.width() - 2:
            left = max(self._x - AWAY - width, 2)
        return QRectF(left + 0.5, scaled(10) + 0.5, width, height)

    def _paint_row(
        self, painter: QPainter, box: QRectF, number: int, tone: str, name: str, value: str
    ) -> None:
        tokens = theme().tokens
        top = box.top() + scaled(PAD - 2) + number * scaled(ROW)
        row = QRectF(box.left() + scaled(PAD), top, box.width() - 2 * scaled(PAD), scaled(ROW))
        if tone:
            painter.setPen(QPen(QColor(getattr(tokens, tone)), 2))
            y = row.center().y()
            painter.drawLine(QPointF(row.left(), y), QPointF(row.left() + scaled(SWATCH), y))
        row.setLeft(row.left() + scaled(SWATCH + 5))
        painter.setPen(QColor(tokens.text2))
        painter.setFont(font(11))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(11, 600))
        painter.drawText(row, middle | Qt.AlignmentFlag.AlignRight, value)
