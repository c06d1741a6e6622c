"""The two families that come with the program, in pixel sizes that follow the person's font size.

Knows Inter, JetBrains Mono and the factor by which everything is scaled. Does not know colours or
widgets. Letters that neither family has (Chinese, Arabic …) come from the system's fonts.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from deeptuner.shipped import shipped_folder

SANS = "Inter"
MONO = "JetBrains Mono"
USUAL_PX = (12.0, 15.0)  # what desktops start with: 9 pt of Windows to 11 pt of GNOME at 96 dpi

_scale = 1.0


@cache
def load_fonts() -> None:
    """Make the shipped families known to Qt. Needs an application."""
    for file in sorted((shipped_folder("assets") / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def follow_system(system: QFont) -> None:
    """Scale everything by how far the person's font is from the usual sizes."""
    global _scale  # noqa: PLW0603 - one size per process, as the system has one
    _scale = scale_of(QFontInfo(system).pixelSize())


def scale_of(pixels: float) -> float:
    """1 for every usual size of the system's font, else in proportion; within 0.8 … 2."""
    smallest, largest = USUAL_PX
    factor = pixels / largest if pixels > largest else min(1.0, pixels / smallest)
    return max(0.8, min(2.0, factor))


def scaled(px: float) -> int:
    """A length of the design in the person's size."""
    return round(px * _scale)


def font(px: float = 13, weight: int = 400, mono: bool = False) -> QFont:
    """A font of the design's size `px`; digits all have one width."""
    chosen = QFont(MONO if mono else SANS)
    chosen.setPixelSize(max(8, scaled(px)))
    chosen.setWeight(QFont.Weight(weight))
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if mono:
        chosen.setStyleHint(QFont.StyleHint.Monospace)
        chosen.setFeature(QFont.Tag("calt"), 0)  # `->` stays two characters in logs and code
    else:
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen
