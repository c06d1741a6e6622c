"""The part of the loss chart since when the eval loss rises, shaded, with its words.

Knows how it is drawn. Does not know when that is: the diagnosis does.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtGui import QColor

from deeptuner.monitor.diagnosis import Diagnosis
from deeptuner.ui.format import whole
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

SHOWN = frozenset({"overfit", "memorising"})
FAINT = 0.16  # opacity, so that grid and curves are seen through it
FROM_TOP = 22  # pixels: below the words of the best checkpoint


class Risen:
    """One band of one plot, hidden as long as nothing rises."""

    def __init__(self, plot: pg.ViewBox) -> None:
        self._since: float | None = None
        self._until = 0.0
        self._region = pg.LinearRegionItem(movable=False, pen=pg.mkPen(None))
        self._words = pg.TextItem("")
        self._words.setFont(font(11, 600))
        for item, z in ((self._region, -8), (self._words, 28)):
            item.setZValue(z)
            plot.addItem(item, ignoreBounds=True)
        self.dress()
        self._show()

    def set(self, found: Diagnosis | None, until: float) -> None:
        """Shade from where `found` says that the eval loss rises up to the step `until`."""
        rises = found is not None and found.verdict in SHOWN and found.since is not None
        since = float(found.since or 0) if found and rises else None
        if (since, until) == (self._since, self._until):
            return
        self._since, self._until = since, until
        self._show()

    def dress(self) -> None:
        tokens = theme().tokens
        shade = QColor(tokens.warn)
        shade.setAlphaF(FAINT)
        self._region.setBrush(shade)
        self._words.setColor(QColor(tokens.warn_text))

    def place(self, part: tuple[float, float], top: float, dot: tuple[float, float]) -> None:
        """Put the words into the band, or beside it where there is room, now that the steps shown
        (`part`) are known, and how many steps and how much loss a pixel is (`dot`)."""
        if self._since is None:
            return
        low, high = part
        begin, end = max(self._since, low), min(self._until, high)
        wide = self._words.boundingRect().width() * dot[0]
        inside, right = wide <= end - begin, end + wide <= high
        self._words.setAnchor((0, 0) if inside or right else (1, 0))
        self._words.setPos(end if right and not inside else begin, top - scaled(FROM_TOP) * dot[1])
        self._words.setVisible(begin < high and end > low)

    def _show(self) -> None:
        for item in (self._region, self._words):
            item.setVisible(self._since is not None)
        if self._since is not None:
            self._region.setRegion((self._since, max(self._until, self._since)))
            self._words.setText(tr("Eval rises since {step}", step=whole(self._since)))
