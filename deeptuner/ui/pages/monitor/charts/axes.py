"""Axes as quiet as the design wants them: small numbers, horizontal lines, no frame.

Knows how numbers beside an axis are written. Does not know what is drawn between the axes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from deeptuner.ui.format import scientific, whole
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme

EDGE = 8  # pixels
APART = {True: 16, False: 74}  # pixels between two numbers, upright or not
THOUSAND = 1000
SMALL = 1e-2


class Axis(pg.AxisItem):  # type: ignore[misc]
    """`write(value, spacing)` puts a number into words."""

    def __init__(self, side: str, write: Callable[[float, float], str]) -> None:
        super().__init__(side)
        self._write = write
        self._upright = side == "left"
        self.enableAutoSIPrefix(False)
        self.dress()

    def set_words(self, write: Callable[[float, float], str]) -> None:
        self._write = write

    def dress(self) -> None:
        """Take the theme's colours and the person's size."""
        tokens = theme().tokens
        self.setStyle(
            tickFont=font(11),
            tickLength=0,
            tickTextOffset=scaled(6),
            maxTickLevel=0,
            hideOverlappingLabels=not self._upright,
            autoExpandTextSpace=False,
            autoReduceTextSpace=False,
        )
        self.setTextPen(QColor(tokens.text3))
        none = pg.mkPen(None)
        self.setPen(none if self._upright else pg.mkPen(QColor(tokens.border2)))
        self.setTickPen(pg.mkPen(QColor(tokens.border)) if self._upright else none)
        self.setGrid(255 if self._upright else False)
        (self.setWidth if self._upright else self.setHeight)(scaled(44 if self._upright else 22))

    def boundingRect(self) -> QRectF:  # noqa: N802
        """With room for half a number at either end: pyqtgraph leaves out what it cuts, as the 0
        at the bottom of a scale."""
        room = scaled(EDGE) if self._upright else 0
        return QRectF(super().boundingRect()).adjusted(0, -room, 0, room)

    def tickSpacing(  # noqa: N802
        self, least: float, greatest: float, length: float
    ) -> list[tuple[float, float]]:
        """One kind of ticks, at 1, 2 or 5 times a power of ten, with room for each number."""
        wanted = (greatest - least) * scaled(APART[self._upright]) / max(length, 1.0)
        power = 10.0 ** math.floor(math.log10(max(wanted, 1e-300)))
        step = next(step for step in (1, 2, 5, 10) if step * power >= wanted)
        return [(step * power, 0.0)]

    def tickStrings(  # noqa: N802 - pyqtgraph's name
        self, values: Sequence[float], scale: float, spacing: float
    ) -> list[str]:
        return [self._write(value * scale, spacing * scale) for value in values]


def write_step(value: float, spacing: float) -> str:
    """A step; halves between two steps, and the start, are left empty."""
    if value <= 0 or abs(value - round(value)) > spacing / THOUSAND:
        return ""
    return whole(value)


def write_value(value: float, spacing: float) -> str:
    """A measurement: `1.2`, and `2e-4` where zeros would hide the number."""
    if value == 0:
        return "0"
    if abs(spacing) < SMALL:
        return scientific(value, 3)
    digits = 0 if spacing >= 1 else 1 if spacing >= SMALL * 10 else 2
    return f"{value:.{digits}f}"
