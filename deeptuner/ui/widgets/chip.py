"""A chip: a word or two with an icon on a soft tone.

Knows how a chip is drawn, also for the delegate of a table. Does not know what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import pixmap
from deeptuner.ui.theme.style import text_colour
from deeptuner.ui.theme.theme import theme

Tone = Literal["neutral", "ok", "warn", "danger", "info", "accent", "outline"]
HEIGHT: Final = 20
PADDING: Final = 9
ICON: Final = 13
GAP: Final = 5
PX: Final = 11
WEIGHT: Final = 600


@dataclass(frozen=True, slots=True)
class ChipFace:
    """What a chip shows; a table's ChipRole gives one."""

    text: str
    tone: Tone = "neutral"
    icon: str | None = None


def chip_width(face: ChipFace) -> int:
    words = QFontMetricsF(font(PX, WEIGHT)).horizontalAdvance(face.text)
    picture = scaled(ICON + GAP) if face.icon else 0
    return round(words + picture + 2 * scaled(PADDING) + 1)


def paint_chip(painter: QPainter, area: QRectF, face: ChipFace) -> None:
    """Draw the chip at the left of `area`, centred in its height, elided to its width."""
    width = min(float(chip_width(face)), area.width())
    height = scaled(HEIGHT)
    frame = QRectF(area.x(), area.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, frame, face.tone)
    inside = frame.adjusted(scaled(PADDING), 0, -scaled(PADDING), 0)
    if face.icon:
        side = scaled(ICON)
        at = QPointF(inside.x(), frame.center().y() - side / 2)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(at, pixmap(face.icon, icon_tone(face.tone), ICON, ratio))
        inside.setLeft(inside.x() + scaled(ICON + GAP))
    _paint_words(painter, inside, face)
    painter.restore()


def icon_tone(tone: Tone) -> str:
    if tone in ("neutral", "outline"):
        return "text2"
    return "accent_text" if tone == "accent" else tone


def _paint_ground(painter: QPainter, frame: QRectF, tone: Tone) -> None:
    tokens = theme().tokens
    painter.setPen(Qt.PenStyle.NoPen)
    if tone == "outline":
        painter.setPen(QPen(QColor(tokens.border2), 1))
        frame = frame.adjusted(0.5, 0.5, -0.5, -0.5)
    elif tone == "neutral":
        painter.setBrush(QColor(tokens.hover))
    else:
        painter.setBrush(QColor(getattr(tokens, f"{tone}_soft")))
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)


def _paint_words(painter: QPainter, inside: QRectF, face: ChipFace) -> None:
    plain = face.tone in ("neutral", "outline")
    painter.setFont(font(PX, WEIGHT))
    painter.setPen(QColor(text_colour(theme().tokens, "text2" if plain else face.tone)))
    words = painter.fontMetrics().elidedText(
        face.text, Qt.TextElideMode.ElideRight, round(inside.width() + 1)
    )
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class Chip(QWidget):
    """A chip as a widget."""

    def __init__(self, text: str, tone: Tone = "neutral", icon: str | None = None) -> None:
        super().__init__()
        self._face = ChipFace(text, tone, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def face(self) -> ChipFace:
        return self._face

    def text(self) -> str:
        return self._face.text

    def set(self, text: str, tone: Tone = "neutral", icon: str | None = None) -> None:
        self._face = ChipFace(text, tone, icon)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(chip_width(self._face), scaled(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._face.text or self._face.icon:  # nothing to say yet: no grey dot either
            paint_chip(QPainter(self), QRectF(self.rect()), self._face)
