"""Yes and no: the switch, the check box and the radio button.

Knows how a switch is drawn; the other two are the style sheet's. Does not know what it switches.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import pixmap
from deeptuner.ui.theme.theme import theme

WIDTH, HEIGHT = 36, 20
RING = 3  # around the track, for the focus ring


class Switch(QCheckBox):
    """A check box drawn as a switch: `name` is read aloud, the words stand elsewhere."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(WIDTH) + 2 * RING, scaled(HEIGHT) + 2 * RING)

    def hitButton(self, pos: QPoint, /) -> bool:  # noqa: N802
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(RING, (self.height() - scaled(HEIGHT)) / 2, scaled(WIDTH), scaled(HEIGHT))
        if self.hasFocus():
            _paint_ring(painter, track)
        self._paint_track(painter, track)
        self._paint_knob(painter, track)

    def _paint_track(self, painter: QPainter, track: QRectF) -> None:
        tokens = theme().tokens
        on = self.isChecked()
        fill = (tokens.accent if on else tokens.surface) if self.isEnabled() else tokens.inset
        line = tokens.accent if on and self.isEnabled() else tokens.control
        painter.setPen(QPen(QColor(line if self.isEnabled() else tokens.border2), 1))
        painter.setBrush(QColor(fill))
        track = track.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)

    def _paint_knob(self, painter: QPainter, track: QRectF) -> None:
        tokens = theme().tokens
        on = self.isChecked()
        side = track.height() - 6
        left = track.right() - side - 3 if on else track.left() + 3
        knob = QRectF(left, track.top() + 3, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        off = tokens.control if self.isEnabled() else tokens.border2
        painter.setBrush(QColor(tokens.on_accent if on and self.isEnabled() else off))
        painter.drawEllipse(knob)
        if on and self.isEnabled():
            tick = pixmap("check", "accent", 10, self.devicePixelRatioF())
            half = scaled(10) / 2
            painter.drawPixmap(knob.center() - QPointF(half, half), tick)


class CheckBox(QCheckBox):
    def __init__(self, text: str = "", px: float = 13, weight: int = 400) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setFont(font(px, weight))


class RadioButton(QRadioButton):
    def __init__(self, text: str = "", px: float = 13, weight: int = 400) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setFont(font(px, weight))


def _paint_ring(painter: QPainter, track: QRectF) -> None:
    painter.setPen(QPen(QColor(theme().tokens.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = track.adjusted(-2, -2, 2, 2)
    painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
