"""How the lines of several GPUs are told apart: by colour and by dashes.

Knows a look for each GPU. Does not know what its line shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from deeptuner.ui.theme.theme import theme

TONES: Final = ("blue", "orange", "teal", "plum", "amber", "grey")
DASHES: Final[tuple[tuple[float, ...], ...]] = (
    (),
    (5, 2.5),
    (1.5, 2),
    (7, 2, 1.5, 2),
    (10, 3),
    (3, 1.5),
)
WIDTH = 1.6


@dataclass(frozen=True, slots=True)
class Look:
    """A colour of the theme, and dashes in widths of the line."""

    tone: str
    dashes: tuple[float, ...] = ()

    def pen(self, width: float = WIDTH) -> QPen:
        """It stays as wide however far one has zoomed."""
        pen = QPen(self.colour(), width)
        if self.dashes:
            pen.setDashPattern(list(self.dashes))
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def colour(self, alpha: float = 1.0) -> QColor:
        colour = QColor(getattr(theme().tokens, self.tone))
        colour.setAlphaF(alpha)
        return colour


def look(number: int) -> Look:
    """Of the GPU at place `number`: no two of the first 36 are the same."""
    tone = number % len(TONES)
    return Look(TONES[tone], DASHES[(tone + number // len(TONES)) % len(DASHES)])
