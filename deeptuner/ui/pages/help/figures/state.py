"""What is kept and what is computed again: activations, checkpoints; and the loss of one token."""

from __future__ import annotations

from math import log

from PySide6.QtCore import QRectF

from deeptuner.ui.pages.help.figures.canvas import Canvas, Point
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.translation import tr

LAYERS = 6


class GradientCheckpointing(Figure):
    """Activations of six layers, all kept or only their inputs."""

    HEIGHT = 172

    def describe(self) -> str:
        return tr(
            "Without gradient checkpointing everything that six layers compute is kept. With it "
            "only what enters each layer is kept, and the rest is computed again on the way back."
        )

    def draw(self, canvas: Canvas) -> None:
        self._row(canvas, 6, tr("off"), kept=True)
        self._row(canvas, 80, tr("on"), kept=False)
        canvas.box(QRectF(70, 152, 14, 14), "teal", 0.5, 1, 3)
        canvas.text(QRectF(90, 149, 190, 20), tr("kept in memory"), 12, side="left")
        canvas.hatch(QRectF(290, 152, 14, 14), "grey", 3)
        canvas.text(QRectF(310, 149, 280, 20), tr("let go, and computed again"), 12, side="left")

    def _row(self, canvas: Canvas, top: float, name: str, kept: bool) -> None:
        canvas.text(QRectF(0, top, 62, 58), name, 13, 600, "text", "left")
        for layer in range(LAYERS):
            left = 70.0 + layer * 88
            canvas.box(QRectF(left, top, 12, 58), "teal", 0.5, 1, 3)
            inside = QRectF(left + 16, top, 60, 58)
            if kept:
                canvas.box(inside, "teal", 0.5, 1, 3)
            else:
                canvas.hatch(inside, "grey", 3)
            told = tr("layer {number}", number=layer + 1)
            canvas.text(QRectF(left + 14, top + 18, 64, 22), told, 11, 500, "text")


class Checkpoints(Figure):
    """A run with its saves: the best and the newest remain."""

    HEIGHT = 128

    def describe(self) -> str:
        return tr(
            "A run from left to right with ten checkpoints, spread evenly. The best, marked with a "
            "star, and the newest are kept; the others have been deleted."
        )

    def draw(self, canvas: Canvas) -> None:
        canvas.line((20, 56), (580, 56), "control", 2)
        for at in range(1, 11):
            x = 20.0 + at * 56
            kept = at in (7, 10)
            area = QRectF(x - 17, 39, 34, 34)
            canvas.box(area, "surface", 1, 0, 6)
            if kept:
                canvas.box(area, "teal", 0.45, 1.5, 6)
            else:
                canvas.box(area, "border2", 0, 1, 6, dash=True)
            canvas.text(area, str(at * 100), 11, 500, "text" if kept else "text3")
        canvas.star((20 + 7 * 56, 24))
        canvas.text(QRectF(352, 78, 120, 20), tr("best"), 12, 600, "text")
        canvas.text(QRectF(510, 78, 90, 20), tr("newest"), 12, 600, "text", "center")
        canvas.text(QRectF(20, 78, 330, 20), tr("deleted, to save room"), 12, side="left")
        canvas.text(QRectF(20, 102, 560, 20), tr("steps"), 12)


class CrossEntropy(Figure):
    """The loss of one token over the probability that it was given."""

    HEIGHT = 190
    LARGEST = 5.0

    def describe(self) -> str:
        return tr(
            "The loss of a token falls from high values at a probability near 0 to zero at a "
            "probability of 1. At one half it is 0.69."
        )

    def draw(self, canvas: Canvas) -> None:
        area = QRectF(60, 8, 500, 140)
        canvas.line((area.x(), area.bottom()), (area.right(), area.bottom()), "control")
        canvas.line((area.x(), area.y()), (area.x(), area.bottom()), "control")
        chances = [0.0075 + at / 160 * 0.9925 for at in range(161)]
        canvas.curve([self._at(area, chance) for chance in chances], "blue")
        for chance, loss in ((0.01, "4.6"), (0.1, "2.3"), (0.5, "0.69"), (1.0, "0")):
            x, y = self._at(area, chance)
            canvas.dot((x, y), "blue")
            canvas.text(QRectF(x + 8, y - 20, 60, 18), loss, 12, 600, "text", "left")
        for chance in (0, 0.25, 0.5, 0.75, 1):
            x = area.x() + area.width() * chance
            canvas.text(QRectF(x - 30, 150, 60, 18), f"{chance:g}", 11)
        told = tr("probability that the model gave to the right token")
        canvas.text(QRectF(area.x(), 169, area.width(), 20), told, 12)
        canvas.text(QRectF(4, 10, 50, 20), tr("loss"), 12)

    def _at(self, area: QRectF, chance: float) -> Point:
        height = min(1.0, -log(chance) / self.LARGEST)
        return (area.x() + area.width() * chance, area.bottom() - area.height() * height)
