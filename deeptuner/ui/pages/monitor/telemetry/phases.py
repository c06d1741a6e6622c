"""What the run was doing, as a coloured strip with a soft ground below, behind the curves.

Knows the colour and the words of each thing a run does. Does not know what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.monitor.report.course import Attempt, Doing, Stretch

TONES: Final[dict[Doing, str]] = {
    "loading": "grey",
    "training": "blue",
    "evaluation": "orange",
    "checkpoint": "plum",
    "paused": "danger",
}
SOFT: Final[dict[Doing, float]] = {  # training is most of a run: its ground stays quiet
    "loading": 0.13,
    "training": 0.0,
    "evaluation": 0.13,
    "checkpoint": 0.16,
    "paused": 0.2,
}
STRIP: Final = 4  # pixels
QUIET: Final = 0.35  # opacity of the strip while it trains, which is most of the time


class Phases:
    """The phases of one chart; times in seconds since the start."""

    def __init__(self, plot: pg.ViewBox) -> None:
        self.stretches: Sequence[Stretch] = ()
        self._grounds = {doing: _item(plot, -20 - number) for number, doing in enumerate(TONES)}
        self._strips = {doing: _item(plot, 40 + number) for number, doing in enumerate(TONES)}
        self.dress()

    def dress(self) -> None:
        for doing, tone in TONES.items():
            colour = QColor(getattr(theme().tokens, tone))
            strip = QColor(colour)
            strip.setAlphaF(QUIET if doing == "training" else 1.0)
            self._strips[doing].setBrush(strip)
            soft = QColor(colour)
            soft.setAlphaF(SOFT[doing])
            self._grounds[doing].setBrush(soft)

    def place(
        self, across: tuple[float, float], upright: tuple[float, float], size: tuple[float, float]
    ) -> None:
        """Draw what lies in the picture; `size` in pixels. What is narrower than a pixel becomes
        one, and of those that fall on the same pixel one is drawn."""
        pixel = (across[1] - across[0]) / max(size[0], 1.0)
        strip = (upright[1] - upright[0]) * STRIP / max(size[1], 1.0)
        for doing in TONES:
            ground, line = QPainterPath(), QPainterPath()
            end = float("-inf")
            for part in self.stretches:
                begin, over = max(part.begin, across[0], end), min(part.end, across[1])
                if part.doing != doing or part.end <= end or begin > over:
                    continue
                end = max(over, begin + pixel)
                wide = end - begin
                ground.addRect(QRectF(begin, upright[0], wide, upright[1] - upright[0]))
                line.addRect(QRectF(begin, upright[1] - strip, wide, strip))
            self._grounds[doing].setPath(ground)
            self._strips[doing].setPath(line)

    def words_at(self, time: float) -> str:
        """What the run was doing then."""
        found = [part.doing for part in self.stretches if part.begin <= time <= part.end]
        return doing_words()[found[-1]] if found else tr("not running")


def doing_words() -> dict[Doing, str]:
    return {
        "loading": tr("loading"),
        "training": tr("training"),
        "evaluation": tr("evaluation"),
        "checkpoint": tr("checkpoint"),
        "paused": tr("paused"),
    }


def stretches_of(course: Sequence[Attempt], origin: float) -> list[Stretch]:
    """Every stretch in seconds since `origin`, those that lie over others last."""
    found = [part for attempt in course for part in attempt.stretches]
    found.sort(key=lambda part: part.doing == "paused")
    return [replace(part, begin=part.begin - origin, end=part.end - origin) for part in found]


def _item(plot: pg.ViewBox, z: int) -> QGraphicsPathItem:
    item = QGraphicsPathItem()
    item.setPen(QPen(Qt.PenStyle.NoPen))
    item.setZValue(z)
    plot.addItem(item, ignoreBounds=True)
    return item
