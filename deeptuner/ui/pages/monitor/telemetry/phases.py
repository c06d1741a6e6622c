"""What the run was doing, as a coloured strip with a soft ground below, behind the curves.

Knows the colour and the words of each thing a run does. Does not know what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QImage, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem

from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.monitor.report.course import Attempt, Doing, Stretch

TONES: Final[dict[Doing, str]] = {  # what is later lies over what is before
    "training": "blue",
    "loading": "grey",
    "evaluation": "orange",
    "checkpoint": "plum",
    "paused": "danger",
}
SOFT: Final[dict[Doing, float]] = {  # training is most of a run: its ground stays quiet
    "training": 0.0,
    "loading": 0.13,
    "evaluation": 0.13,
    "checkpoint": 0.16,
    "paused": 0.2,
}
STRIP: Final = 4  # pixels
QUIET: Final = 0.35  # opacity of the strip while it trains
Span = tuple[float, float]
Row = np.ndarray[Any, np.dtype[np.uint32]]


class Phases:
    """The phases of one chart; times in seconds since the start.

    They are a picture of one row of pixels, stretched to the height of the chart: drawing hundreds
    of transparent rectangles would take longer than all curves together.
    """

    def __init__(self, plot: pg.ViewBox) -> None:
        self.stretches: Sequence[Stretch] = ()
        self._ground, self._strip = QGraphicsPixmapItem(), QGraphicsPixmapItem()
        self._colours: tuple[Row, Row] = np.zeros((2, 1), np.uint32), np.zeros((2, 1), np.uint32)
        for item, z in ((self._ground, -20), (self._strip, 40)):
            item.setZValue(z)
            plot.addItem(item, ignoreBounds=True)
        self.dress()

    def dress(self) -> None:
        tones = {doing: QColor(getattr(theme().tokens, tone)) for doing, tone in TONES.items()}
        strong = {doing: QUIET if doing == "training" else 1.0 for doing in TONES}
        self._colours = _row(tones, SOFT), _row(tones, strong)

    def place(self, across: Span, upright: Span, size: Span) -> None:
        """Draw what lies in the picture; `size` in pixels."""
        doings = doings_by_pixel(self.stretches, across, max(round(size[0]), 1))
        strip = (upright[1] - upright[0]) * STRIP / max(size[1], 1.0)
        places = (upright[0], upright[1] - upright[0]), (upright[1] - strip, strip)
        for item, colours, (bottom, height) in zip(
            (self._ground, self._strip), self._colours, places, strict=True
        ):
            item.setPixmap(_picture(colours[doings]))
            wide = (across[1] - across[0]) / len(doings)
            item.setTransform(QTransform(wide, 0, 0, height, across[0], bottom))

    def words_at(self, time: float) -> str:
        """What the run was doing then."""
        found = [part.doing for part in self.stretches if part.begin <= time <= part.end]
        return doing_words()[found[-1]] if found else tr("not running")


def doings_by_pixel(
    stretches: Sequence[Stretch], across: Span, pixels: int
) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """For each of so many pixels from left to right the place of its phase in TONES, counted from
    1; 0 where the run did nothing. Nothing is narrower than a pixel."""
    found = np.zeros(pixels, np.uint8)
    scale = pixels / (across[1] - across[0])
    for number, doing in enumerate(TONES, 1):
        spans = [
            (part.begin, part.end)
            for part in stretches
            if part.doing == doing and part.end >= across[0] and part.begin <= across[1]
        ]
        if spans:
            edges = (np.array(spans) - across[0]) * scale
            first = np.clip(np.floor(edges[:, 0]), 0, pixels - 1).astype(int)
            last = np.clip(np.floor(edges[:, 1]), first + 1, pixels).astype(int)
            changes = np.bincount(first, minlength=pixels + 1)
            changes -= np.bincount(last, minlength=pixels + 1)
            found[np.cumsum(changes)[:pixels] > 0] = number
    return found


def doing_words() -> dict[Doing, str]:
    return {
        "training": tr("training"),
        "loading": tr("loading"),
        "evaluation": tr("evaluation"),
        "checkpoint": tr("checkpoint"),
        "paused": tr("paused"),
    }


def stretches_of(course: Sequence[Attempt], origin: float, until: float = 0.0) -> list[Stretch]:
    """Every stretch in seconds since `origin`, those that lie over others last. What a run that
    goes on does now, it does `until` now."""
    found = [part for attempt in course for part in attempt.stretches]
    if found and found[-1].end < until:
        found[-1] = replace(found[-1], end=until)
    found.sort(key=lambda part: part.doing == "paused")
    return [replace(part, begin=part.begin - origin, end=part.end - origin) for part in found]


def _row(tones: dict[Doing, QColor], shares: dict[Doing, float]) -> Row:
    """The colour of nothing, then of each thing a run does."""
    colours = [0]
    for doing, colour in tones.items():
        alpha = shares[doing]
        parts = (255, colour.red(), colour.green(), colour.blue())
        colours.append(int.from_bytes(bytes(round(part * alpha) for part in parts), "big"))
    return np.array(colours, np.uint32)


def _picture(row: Row) -> QPixmap:
    pixels = np.ascontiguousarray(row)
    image = QImage(
        pixels.tobytes(), len(pixels), 1, 4 * len(pixels), QImage.Format.Format_ARGB32_Premultiplied
    )
    return QPixmap.fromImage(image.copy())  # which outlives the pixels
