"""A bar that fills.

Knows a fraction, or that none is known. Does not know what is done meanwhile.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme

PARTS = 1000
TICK_MS = 40
STRIPE = 0.3  # of the width: what wanders while the fraction is unknown


class Progress(QProgressBar):
    """`set(0.5)` fills half, `set(None)` shows that it goes on without knowing how far."""

    def __init__(self, name: str = "", tone: str = "accent") -> None:
        super().__init__()
        self._tone = tone
        self._phase = 0.0
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._wander)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(0, PARTS)
        self.setValue(0)

    def set(self, fraction: float | None) -> None:
        self.setMaximum(0 if fraction is None else PARTS)
        if fraction is not None:
            self.setValue(round(max(0.0, min(1.0, fraction)) * PARTS))
        self._follow()
        self.update()

    @property
    def moves(self) -> bool:
        """Whether something wanders now, because the fraction is unknown."""
        return self._tick.isActive()

    def set_tone(self, tone: str) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(120), scaled(8))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(40), scaled(8))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        self._tick.stop()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        radius = track.height() / 2
        painter.setBrush(QColor(tokens.hover if self.isEnabled() else tokens.inset))
        painter.drawRoundedRect(track, radius, radius)
        painter.setBrush(QColor(getattr(tokens, self._tone)))
        painter.setClipRect(self.rect())
        filled = self._filled(track)
        if filled.width() > 0:
            painter.drawRoundedRect(filled, radius, radius)

    def _filled(self, track: QRectF) -> QRectF:
        if self.maximum() == 0:
            stripe = track.width() * STRIPE
            left = -stripe + (track.width() + stripe) * self._phase
            return QRectF(left, track.top(), stripe, track.height())
        width = track.width() * self.value() / PARTS
        return QRectF(0, track.top(), max(width, track.height()) if width else 0, track.height())

    def _follow(self) -> None:
        """Move only while seen, unknown, and wanted by the person."""
        moves = self.maximum() == 0 and self.isVisible() and not theme().reduced_motion
        if not moves:
            self._tick.stop()
            self._phase = 0.5
        elif not self._tick.isActive():
            self._tick.start()

    def _wander(self) -> None:
        self._phase = (self._phase + 0.02) % 1.0
        self.update()
