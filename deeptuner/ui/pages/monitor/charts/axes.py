"""Axes as quiet as the design wants them: small numbers, horizontal lines, no frame.

Knows how numbers beside an axis are written. Does not know what is drawn between the axes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFontMetricsF

from deeptuner.ui.format import number, scientific, whole
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme

EDGE = 8  # pixels
APART = {True: 16, False: 74}  # pixels between two numbers, upright or not
WIDE = 44  # pixels beside an upright axis, as long as its numbers need no more
TEXT_AWAY = 6  # pixels from the axis to its numbers
SPARE = 4  # pixels: pyqtgraph measures a number a little wider than it is
THOUSAND = 1000
MOST_DIGITS = 12  # of a number beside an axis: a float knows not many more


class Axis(pg.AxisItem):  # type: ignore[misc]
    """`write(value, spacing)` puts a number into words."""

    def __init__(self, side: str, write: Callable[[float, float], str]) -> None:
        super().__init__(side)
        self._write = write
        self._upright = side == "left"
        self._needed = 0  # pixels for the widest number
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
            tickTextOffset=scaled(TEXT_AWAY),
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
        if self._upright:
            self.setWidth(max(scaled(WIDE), self._needed))
        else:
            self.setHeight(scaled(22))

    def fit(self, least: float, greatest: float, length: float) -> None:
        """Be as wide as the numbers between two values need: pyqtgraph leaves out wider ones."""
        metrics = QFontMetricsF(font(11))
        texts = [
            text
            for spacing, values in self.tickValues(least, greatest, length)
            for text in self.tickStrings(list(values), 1.0, spacing)
        ]
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        self._needed = math.ceil(widest) + scaled(TEXT_AWAY) + SPARE
        wide = max(scaled(WIDE), self._needed)
        if wide != self.width():
            self.setWidth(wide)

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


class ValueAxis(Axis):
    """The numbers of one axis are written in one way, that of its largest."""

    def __init__(self) -> None:
        super().__init__("left", write_value)

    def tickStrings(  # noqa: N802 - pyqtgraph's name
        self, values: Sequence[float], scale: float, spacing: float
    ) -> list[str]:
        largest = max((abs(value * scale) for value in values), default=0.0)
        return [write_value(value * scale, spacing * scale, largest) for value in values]


def write_step(value: float, spacing: float) -> str:
    """A step; halves between two steps, and the start, are left empty."""
    if value <= 0 or abs(value - round(value)) > spacing / THOUSAND:
        return ""
    return whole(value)


def write_value(value: float, spacing: float, largest: float = 0.0) -> str:
    """A measurement as a legend writes it (`format.number`), with as many digits as tell it from
    the numbers beside it, of which the greatest is `largest`: `1.2`, `2e-4`, `2.5e6`."""
    if abs(value) < spacing / THOUSAND:
        return "0"
    fine = _power(spacing)
    if "e" not in number(max(largest, abs(value))):
        return QLocale().toString(float(value), "f", min(max(0, -fine), MOST_DIGITS))
    return scientific(value, min(max(_power(value) - fine + 1, 1), MOST_DIGITS))


def _power(value: float) -> int:
    """The power of ten of a number's first digit."""
    return int(f"{value:.{MOST_DIGITS}e}".partition("e")[2])
