"""Bars: how many rows there are of each length, and what the max length cuts off.

Knows how it is painted. Does not count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

LEFT, BOTTOM, TOP, RIGHT = 44, 20, 18, 8  # px around the bars
LEAST: Final = 16  # px of height below which bars say nothing
LINES: Final = 3


class HistogramView(QWidget):
    """`show_lengths(histogram, limit)`: bars beyond `limit` are orange."""

    def __init__(self) -> None:
        super().__init__()
        self._edges: Sequence[int] = ()
        self._counts: Sequence[int] = ()
        self._longest = 0
        self._limit: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme().changed.connect(self.update)

    def show_lengths(self, lengths: Mapping[str, Any] | None, limit: int | None) -> None:
        self._edges = lengths["edges"] if lengths else ()
        self._counts = lengths["counts"] if lengths else ()
        self._longest = lengths["longest"] if lengths else 0
        self._limit = limit
        self.setAccessibleName(self._spoken())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(320), scaled(150))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(200), scaled(84))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if not self._counts or self._area().height() < scaled(LEAST):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(11))
        self._paint_lines(painter)
        for at in range(len(self._counts)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour(at)))
            painter.drawRoundedRect(self._bar(at), 1.5, 1.5)
        self._paint_edges(painter)
        self._paint_limit(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        at = self._at(event.position().x())
        if at is None:
            QToolTip.hideText()
            return
        told = tr(
            "{lengths}: {count} rows",
            lengths=self._lengths(at),
            count=words.whole(self._counts[at]),
        )
        QToolTip.showText(event.globalPosition().toPoint(), told, self)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        QToolTip.hideText()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(
            scaled(LEFT), scaled(TOP), -scaled(RIGHT), -scaled(BOTTOM)
        )

    def _bar(self, at: int) -> QRectF:
        area, most = self._area(), max(self._counts)
        width = area.width() / len(self._counts)
        height = max(1.5 if self._counts[at] else 0.0, area.height() * self._counts[at] / most)
        return QRectF(area.x() + at * width + 1, area.bottom() - height, width - 2, height)

    def _at(self, x: float) -> int | None:
        area = self._area()
        if not self._counts or not area.left() <= x < area.right():
            return None
        return int((x - area.left()) / area.width() * len(self._counts))

    def _colour(self, at: int) -> str:
        tokens = theme().tokens
        beyond = self._limit is not None and self._edges[at] > self._limit
        return tokens.orange if beyond else tokens.blue

    def _paint_lines(self, painter: QPainter) -> None:
        tokens, area, most = theme().tokens, self._area(), max(self._counts)
        step = max(1, _nice(most / LINES))
        for value in range(0, most + 1, step):
            y = area.bottom() - area.height() * value / most
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.text2))
            place = QRectF(0, y - 8, area.left() - 6, 16)
            painter.drawText(place, _RIGHT, words.whole(value))

    def _paint_edges(self, painter: QPainter) -> None:
        """Lengths under the bars, as many as have room."""
        painter.setPen(QColor(theme().tokens.text2))
        area, count = self._area(), len(self._counts)
        widest = painter.fontMetrics().horizontalAdvance(words.whole(self._edges[-1])) + 14
        stride = max(1, -(-count * widest // max(1, round(area.width()))))
        for at in range(0, count, int(stride)):
            x = area.x() + area.width() * at / count
            place = QRectF(x - widest / 2, area.bottom() + 3, widest, scaled(BOTTOM) - 3)
            painter.drawText(place, _CENTRE, words.whole(self._edges[at]))

    def _paint_limit(self, painter: QPainter) -> None:
        x = self._limit_x()
        if x is None or self._limit is None:
            return
        tokens, area = theme().tokens, self._area()
        painter.setPen(QPen(QColor(tokens.danger), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top() - 4), QPointF(x, area.bottom()))
        painter.setPen(QColor(tokens.danger_text))
        text = tr("Max length {tokens}", tokens=words.whole(self._limit))
        width = painter.fontMetrics().horizontalAdvance(text) + 8
        left = x + 4 if x + width < self.width() else x - width
        painter.drawText(QRectF(left, 0, width, scaled(TOP)), _LEFT, text)

    def _limit_x(self) -> float | None:
        if self._limit is None:
            return None
        beyond = self._limit + 1  # a row as long as the limit fits
        for at in range(len(self._counts)):
            first, last = self._edges[at], self._edges[at + 1]
            if first <= beyond < last:
                share = (beyond - first) / (last - first)
                area = self._area()
                return area.x() + area.width() * (at + share) / len(self._counts)
        return None

    def _spoken(self) -> str:
        if not self._counts:
            return tr("Lengths of the rows")
        most = max(range(len(self._counts)), key=lambda at: self._counts[at])
        return tr(
            "Lengths of the rows: most have {lengths}, the longest {longest}",
            lengths=self._lengths(most),
            longest=words.whole(self._longest),
        )

    def _lengths(self, at: int) -> str:
        """The lengths in a bar, its last one included."""
        first, is_last = self._edges[at], at == len(self._counts) - 1
        last = self._longest if is_last else self._edges[at + 1] - 1
        if first == last:
            return words.whole(first)
        return tr("{first} to {last}", first=words.whole(first), last=words.whole(last))


_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


def _nice(step: float) -> int:
    """The least of 1, 2, 5, 10, 20, … that is not under `step`."""
    scale = 1
    while True:
        for part in (1, 2, 5):
            if part * scale >= step:
                return part * scale
        scale *= 10
