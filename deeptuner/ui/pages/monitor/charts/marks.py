"""What stands between the curves of the loss chart: epochs, the best checkpoint, what is to come.

Knows how each is drawn and which of many fit. Does not know the curves.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor

from deeptuner.monitor.curves import Saved
from deeptuner.ui.format import number, whole
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

MOST_EPOCHS = 12
FAINT = 0.1  # opacity, so that the grid is seen through it
BEYOND = 1.1  # what is to come goes on to the edge of the picture
NARROW = 110  # pixels, below which `still to come` has no room


@dataclass(frozen=True, slots=True)
class Marked:
    """What to mark: the step reached and the last one to come, how many steps an epoch takes, the
    best checkpoint."""

    step: float = 0.0
    max_steps: float = 0.0
    steps_per_epoch: float | None = None
    best: Saved | None = None


class Marks:
    """The marks of one plot."""

    def __init__(self, plot: pg.ViewBox) -> None:
        self._plot = plot
        self._marked = Marked()
        self._epochs: list[tuple[pg.InfiniteLine, pg.TextItem]] = []
        self._region = pg.LinearRegionItem(movable=False, pen=pg.mkPen(None))
        self._to_come = _text(11)
        self._best_line = pg.InfiniteLine(angle=90)
        self._best_text = _text(11, 600)
        self._star = pg.ScatterPlotItem(symbol="star", size=scaled(13))
        for item, z in (
            (self._region, -10),
            (self._to_come, -5),
            (self._best_line, 5),
            (self._best_text, 30),
            (self._star, 25),
        ):
            item.setZValue(z)
            plot.addItem(item, ignoreBounds=True)
            item.hide()
        self.dress()

    def set(self, marked: Marked) -> None:
        if marked == self._marked:
            return
        if epochs(marked) != epochs(self._marked):
            self._set_epochs(epochs(marked))
        self._marked = marked
        self._region.setRegion((marked.step, max(marked.max_steps, marked.step) * BEYOND))
        ahead = marked.max_steps > marked.step
        for item in (self._region, self._to_come):
            item.setVisible(ahead)
        self._set_best(marked.best)

    def dress(self) -> None:
        tokens = theme().tokens
        ok = QColor(tokens.ok)
        ground = QColor(tokens.control)
        ground.setAlphaF(FAINT)
        self._region.setBrush(ground)
        self._to_come.setText(tr("still to come"), QColor(tokens.text3))
        self._best_line.setPen(pg.mkPen(ok, width=1.4))
        self._star.setBrush(ok)
        self._star.setPen(pg.mkPen(QColor(tokens.surface), width=1))
        self._set_epochs(epochs(self._marked))
        self._set_best(self._marked.best)

    def place(self, low: float, high: float, bottom: float, top: float, dots: float) -> None:
        """Put the texts where they can be read, now that steps and values are known."""
        span = high - low
        first = max(self._marked.step, low)
        wide = (min(self._marked.max_steps, high) - first) / span * dots
        self._to_come.setVisible(wide > scaled(NARROW))
        self._to_come.setPos((first + min(self._marked.max_steps, high)) / 2, (top + bottom) / 2)
        self._to_come.setAnchor((0.5, 0.5))
        for line, text in self._epochs:
            text.setAnchor((0, 1))
            text.setPos(QPointF(line.value(), bottom))
        if self._marked.best:
            right = self._marked.best.step > low + span / 2
            self._best_text.setAnchor((1, 0) if right else (0, 0))
            self._best_text.setPos(self._marked.best.step, top)

    def _set_best(self, best: Saved | None) -> None:
        for item in (self._best_line, self._best_text):
            item.setVisible(best is not None)
        self._star.setVisible(best is not None and best.eval_loss is not None)
        if best is None:
            return
        self._best_line.setValue(best.step)
        self._best_text.setText(best_words(best), QColor(theme().tokens.ok_text))
        if best.eval_loss is not None:
            self._star.setData([best.step], [best.eval_loss])

    def _set_epochs(self, found: list[tuple[int, float]]) -> None:
        """Those that are there are moved: making them takes long, and how many steps an epoch takes
        is never told quite the same."""
        for pair in self._epochs[len(found) :]:
            for item in pair:
                self._plot.removeItem(item)
        self._epochs = self._epochs[: len(found)]
        self._epochs += [self._epoch() for _ in found[len(self._epochs) :]]
        tokens = theme().tokens
        pen = pg.mkPen(QColor(tokens.control), width=1, style=Qt.PenStyle.DotLine)
        for (line, text), (epoch, at) in zip(self._epochs, found, strict=True):
            line.setPen(pen)
            line.setValue(at)
            text.setText(tr("epoch {number}", number=epoch), QColor(tokens.text3))

    def _epoch(self) -> tuple[pg.InfiniteLine, pg.TextItem]:
        line, text = pg.InfiniteLine(angle=90), _text(10.5)
        for item, z in ((line, -4), (text, 20)):
            item.setZValue(z)
            self._plot.addItem(item, ignoreBounds=True)
        return line, text


def epochs(marked: Marked) -> list[tuple[int, float]]:
    """Which epochs begin where: (number, step), the first left out; of many only some."""
    if not marked.steps_per_epoch:
        return []
    last = int((max(marked.max_steps, marked.step) - 1) // marked.steps_per_epoch) + 1
    every = 1 + (last - 1) // MOST_EPOCHS
    return [(n, round((n - 1) * marked.steps_per_epoch)) for n in range(1 + every, last + 1, every)]


def best_words(best: Saved) -> str:
    if best.eval_loss is None:
        return tr("★ Best: step {step}", step=whole(best.step))
    loss = number(best.eval_loss, 4)
    return tr("★ Best: step {step}, eval {loss}", step=whole(best.step), loss=loss)


def _text(px: float, weight: int = 400) -> pg.TextItem:
    text = pg.TextItem("")
    text.setFont(font(px, weight))
    return text
