"""Bars: the largest logit difference in each row of a proof, under the bound.

Knows how it is painted. Does not know what a row is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

LINE: Final = 18  # px of a line of text
ROOM: Final = 1.08  # of the greater of bound and bars
WIDEST: Final = 44  # px of a bar
FAR: Final = 8  # times the highest bar: from there on the bound has no place on its scale
ZIGZAG: Final = 6  # px
SHORT: Final = 2.6  # times the highest bar is the height under a bound that is far above
LEAST: Final = 2.0  # px of a bar's height
LEAST_HIGH: Final = 66  # px of all


class DifferenceChart(QWidget):
    """`show_rows(values, bound)`."""

    def __init__(self) -> None:
        super().__init__()
        self._values: Sequence[float] = ()
        self._bound = 0.0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, values: Sequence[float], bound: float) -> None:
        self._values, self._bound = tuple(values), bound
        most = max(self._values, default=0.0)
        self.setAccessibleName(
            tr(
                "Largest difference in each of {rows} rows: at most {most}, limit {bound}",
                rows=words.whole(len(self._values)),
                most=words.number(most, 2),
                bound=words.number(bound, 2),
            )
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(240), scaled(LEAST_HIGH))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(160), scaled(LEAST_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(11))
        self._paint_bound(painter)
        self._paint_bars(painter)
        self._paint_words(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = int((event.position().x() - self._left()) // self._step())
        if 0 <= at < len(self._values):
            value = words.number(self._values[at], 2)
            text = tr("Row {row}: {value}", row=words.whole(at + 1), value=value)
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        QToolTip.hideText()

    def _area(self) -> QRectF:
        """With room for the figure over the highest bar, unless the bound stands above it."""
        over = scaled(LINE) if max(self._values) > self._bound else 4
        return QRectF(self.rect()).adjusted(0, over, 0, -scaled(LINE))

    def _step(self) -> float:
        return min(self._area().width() / len(self._values), float(scaled(WIDEST)))

    def _left(self) -> float:
        return (self.width() - self._step() * len(self._values)) / 2

    def _broken(self) -> bool:
        """Whether the bound is so far above the bars that these would not be seen on its scale."""
        return self._bound > FAR * max(self._values)

    def _y(self, value: float) -> float:
        area = self._area()
        most = max(self._values)
        top = SHORT * most if self._broken() else max(self._bound, most) * ROOM
        return area.bottom() - area.height() * min(value / (top or 1.0), 1.0)

    def _bar(self, at: int) -> QRectF:
        bottom, step = self._area().bottom(), self._step()
        gap = max(1.0, step * 0.12)
        top = min(self._y(self._values[at]), bottom - LEAST)
        return QRectF(self._left() + at * step + gap, top, step - 2 * gap, bottom - top)

    def _paint_bound(self, painter: QPainter) -> None:
        pen = QPen(QColor(theme().tokens.danger), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        y = self._y(self._bound)
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        if self._broken():
            self._paint_break(painter, y + self._area().height() * 0.1)

    def _paint_break(self, painter: QPainter, y: float) -> None:
        """A zigzag below the bound: the scale ends there."""
        painter.setPen(QPen(QColor(theme().tokens.border2), 1))
        steps = range(0, self.width() + ZIGZAG, ZIGZAG)
        points = [QPointF(x, y + (ZIGZAG / 2 if at % 2 else 0)) for at, x in enumerate(steps)]
        painter.drawPolyline(points)

    def _paint_bars(self, painter: QPainter) -> None:
        tokens = theme().tokens
        painter.setPen(Qt.PenStyle.NoPen)
        for at, value in enumerate(self._values):
            painter.setBrush(QColor(tokens.danger if value > self._bound else tokens.blue))
            painter.drawRoundedRect(self._bar(at), 1, 1)

    def _paint_words(self, painter: QPainter) -> None:
        """The largest value over its bar, the first and the last row's number below."""
        tokens, line = theme().tokens, scaled(LINE)
        most = max(range(len(self._values)), key=lambda at: self._values[at])
        bar = self._bar(most)
        width = 80.0
        left = max(0.0, min(bar.center().x() - width / 2, self.width() - width))
        over = bar.top() - line if bar.top() > line else bar.top()
        painter.setPen(QColor(tokens.text))
        painter.setFont(font(11, 600))
        figure = words.number(self._values[most], 2)
        painter.drawText(QRectF(left, over, width, line), Qt.AlignmentFlag.AlignCenter, figure)
        painter.setFont(font(11))
        painter.setPen(QColor(tokens.text2))
        below = QRectF(0, self._area().bottom() + 2, self.width(), line - 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, tr("row {row}", row=1))
        last = words.whole(len(self._values))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)
