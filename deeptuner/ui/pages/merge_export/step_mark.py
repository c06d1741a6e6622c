"""The number in front of a card's title: the step that it is, and whether it is done.

Knows how it is drawn. Does not know the steps.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import pixmap
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets import Card

SIDE, TICK = 22, 13


class StepMark(QWidget):
    """A filled circle with a number, or a tick once `set_done(True)`."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._done = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def done(self) -> bool:
        return self._done

    def set_done(self, done: bool) -> None:
        self._done = done
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(SIDE), scaled(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ok if self._done else tokens.accent))
        area = QRectF(self.rect())
        painter.drawEllipse(area)
        if self._done:
            half = scaled(TICK) / 2
            tick = pixmap("check", "on_accent", TICK, self.devicePixelRatioF())
            painter.drawPixmap(area.center() - QPointF(half, half), tick)
            return
        painter.setFont(font(12, 600))
        painter.setPen(QColor(tokens.on_accent))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._number))


def mark(card: Card, number: int) -> StepMark:
    """Put the number before the card's title."""
    made = StepMark(number)
    header = card.title.parentWidget()
    row = header.layout() if header else None
    assert isinstance(row, QHBoxLayout)
    row.insertWidget(0, made)
    return made
