"""Drawing in the theme's colours: boxes, lines, arrows, curves and texts that fit their place.

Knows the tones of the tokens and the two fonts. Does not know what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, pi, sin
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from deeptuner.ui.theme.fonts import font
from deeptuner.ui.theme.style import text_colour
from deeptuner.ui.theme.theme import theme

Side = Literal["left", "center", "right"]
SIDES: Final[dict[Side, Qt.AlignmentFlag]] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
SMALLEST: Final = 8  # pixels of a text that had to be made smaller to fit
HEAD: Final = 6.0  # length of an arrow's head
Point = tuple[float, float]


def tint(tone: str, strength: float = 1.0) -> QColor:
    """The tone mixed with the surface: 1 is the tone itself."""
    tokens = theme().tokens
    over, under = QColor(str(getattr(tokens, tone))), QColor(tokens.surface)
    mixed = [
        round(top * strength + bottom * (1 - strength))
        for top, bottom in zip(over.getRgb()[:3], under.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed)


class Canvas:
    """A painter in the design's pixels. Tones are names of tokens."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def box(
        self,
        area: QRectF,
        tone: str,
        fill: float = 0.16,
        line: float = 1.5,
        radius: float = 4,
        dash: bool = False,
    ) -> None:
        """A rounded box: its line in the tone, its inside in the tone's tint `fill`."""
        style = Qt.PenStyle.DashLine if dash else Qt.PenStyle.SolidLine
        pen = QPen(tint(tone), line, style) if line else QPen(Qt.PenStyle.NoPen)
        self.painter.setPen(pen)
        brush = QBrush(tint(tone, fill)) if fill else QBrush(Qt.BrushStyle.NoBrush)
        self.painter.setBrush(brush)
        self.painter.drawRoundedRect(area, radius, radius)

    def hatch(self, area: QRectF, tone: str, radius: float = 4) -> None:
        """A box for what is empty or left out."""
        self.painter.setPen(QPen(tint(tone, 0.6), 1))
        self.painter.setBrush(QBrush(tint(tone, 0.35), Qt.BrushStyle.BDiagPattern))
        self.painter.drawRoundedRect(area, radius, radius)

    def text(
        self,
        area: QRectF,
        words: str,
        px: int = 12,
        weight: int = 400,
        tone: str = "text2",
        side: Side = "center",
        mono: bool = False,
        wrap: bool = False,
    ) -> None:
        """Words in the middle of the area's height, made smaller where they would not fit."""
        self.painter.setPen(QColor(text_colour(theme().tokens, tone)))
        flags = int(SIDES[side]) | int(Qt.AlignmentFlag.AlignVCenter)
        flags |= int(Qt.TextFlag.TextWordWrap) if wrap else int(Qt.TextFlag.TextSingleLine)
        chosen = font(px, weight, mono)
        while True:
            chosen.setPixelSize(px)
            needed = QFontMetricsF(chosen).boundingRect(area, flags, words)
            fits = needed.width() <= area.width() + 1 and needed.height() <= area.height() + 4
            if fits or px <= SMALLEST:
                break
            px -= 1
        self.painter.setFont(chosen)
        self.painter.drawText(area, flags, words)

    def line(
        self, start: Point, end: Point, tone: str = "border2", width: float = 1, dash: bool = False
    ) -> None:
        style = Qt.PenStyle.DashLine if dash else Qt.PenStyle.SolidLine
        self.painter.setPen(QPen(tint(tone), width, style))
        self.painter.drawLine(QPointF(*start), QPointF(*end))

    def arrow(self, start: Point, end: Point, tone: str = "text3", width: float = 1.5) -> None:
        self.line(start, end, tone, width)
        angle = atan2(end[1] - start[1], end[0] - start[0])
        wings = (
            QPointF(end[0] - HEAD * cos(angle + turn), end[1] - HEAD * sin(angle + turn))
            for turn in (pi / 7, -pi / 7)
        )
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(tint(tone))
        self.painter.drawPolygon(QPolygonF([QPointF(*end), *wings]))

    def curve(
        self,
        points: Sequence[Point],
        tone: str,
        width: float = 2,
        dash: bool = False,
        circles: bool = False,
    ) -> None:
        """A line through the points; with circles on them when they are single measurements."""
        path = QPainterPath(QPointF(*points[0]))
        for point in points[1:]:
            path.lineTo(QPointF(*point))
        pen = QPen(tint(tone), width, Qt.PenStyle.DashLine if dash else Qt.PenStyle.SolidLine)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPath(path)
        if circles:
            for point in points:
                self.dot(point, tone, 3.0, hollow=True)

    def dot(self, at: Point, tone: str, radius: float = 3.5, hollow: bool = False) -> None:
        self.painter.setPen(QPen(tint(tone), 1.5))
        self.painter.setBrush(tint(tone, 0.0 if hollow else 1.0))
        self.painter.drawEllipse(QPointF(*at), radius, radius)

    def star(self, at: Point, tone: str = "ok", radius: float = 8) -> None:
        """The mark of the best checkpoint."""
        corners = [
            QPointF(
                at[0] + (radius if turn % 2 == 0 else radius * 0.45) * sin(turn * pi / 5),
                at[1] - (radius if turn % 2 == 0 else radius * 0.45) * cos(turn * pi / 5),
            )
            for turn in range(10)
        ]
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(tint(tone))
        self.painter.drawPolygon(QPolygonF(corners))
