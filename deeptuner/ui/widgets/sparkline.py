"""A small curve without axes.

Knows how values become a line over a soft ground. Does not know what they measure.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme


class Sparkline(QWidget):
    """The values, oldest first. None leaves a gap: it was not measured then, which is no 0."""

    def __init__(self, tone: str = "blue", name: str = "") -> None:
        super().__init__()
        self._tone = tone
        self._values: list[float | None] = []
        self._low: float | None = None
        self._high: float | None = None
        self._limit: float | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(
        self,
        values: Sequence[float | None],
        *,
        low: float | None = None,
        high: float | None = None,
        limit: float | None = None,
    ) -> None:
        """`low`/`high` fix the scale (else it is the values' own); `limit` is a dashed line."""
        self._values = list(values)
        self._low, self._high, self._limit = low, high, limit
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(112), scaled(20))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(48), scaled(20))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme().tokens
        colour = QColor(getattr(tokens, self._tone))
        for piece in self._pieces():
            self._paint_piece(painter, piece, colour)
        if self._limit is not None and self._values:
            y = self._y(self._limit)
            painter.setPen(QPen(QColor(tokens.danger), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_piece(self, painter: QPainter, piece: list[QPointF], colour: QColor) -> None:
        line = QPainterPath(piece[0])
        for point in piece[1:]:
            line.lineTo(point)
        ground = QPainterPath(line)
        ground.lineTo(piece[-1].x(), self.height())
        ground.lineTo(piece[0].x(), self.height())
        soft = QColor(colour)
        soft.setAlphaF(0.16)
        painter.fillPath(ground, soft)
        painter.setPen(QPen(colour, 1.4))
        painter.drawPath(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(piece[-1], 2.2, 2.2)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _pieces(self) -> list[list[QPointF]]:
        """Runs of points between the gaps."""
        pieces: list[list[QPointF]] = [[]]
        for index, value in enumerate(self._values):
            if value is None:
                pieces.append([])
            else:
                pieces[-1].append(QPointF(self._x(index), self._y(value)))
        return [piece for piece in pieces if piece]

    def _x(self, index: int) -> float:
        room = self.width() - 6
        return 2 + (room * index / (len(self._values) - 1) if len(self._values) > 1 else room)

    def _y(self, value: float) -> float:
        known = [v for v in (*self._values, self._limit) if v is not None]
        low = min(known) if self._low is None else self._low
        high = max(known) if self._high is None else self._high
        share = (value - low) / (high - low) if high > low else 0.5
        return self.height() - 2 - max(0.0, min(1.0, share)) * (self.height() - 5)
