"""Three ways in which two GPUs share one training."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from deeptuner.ui.pages.help.figures.canvas import Canvas
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.translation import tr

CARD_WIDTH, CARD_HEIGHT = 82.0, 126.0
LAYERS = 6
PANEL = 204.0


class ParallelFigure(Figure):
    """Data parallel, fully sharded, and naive, side by side."""

    HEIGHT = 226

    def describe(self) -> str:
        return tr(
            "Two cards, three ways. Data Parallel: each holds all layers and reads other rows. "
            "Fully Sharded: each holds half of every layer and reads other rows. Naive: the first "
            "holds the first layers and the second the others, and one row passes through both."
        )

    def draw(self, canvas: Canvas) -> None:
        titles = (tr("Data Parallel"), tr("Fully Sharded"), tr("Naive Model Parallel"))
        notes = (
            tr("a whole copy on each"),
            tr("a slice of every layer"),
            tr("one after the other"),
        )
        for at, (title, note) in enumerate(zip(titles, notes, strict=True)):
            left = at * PANEL
            canvas.text(QRectF(left, 0, 190, 22), title, 13, 600, "text")
            self._cards(canvas, left, at)
            canvas.text(QRectF(left, 204, 190, 20), note, 12)

    def _cards(self, canvas: Canvas, left: float, way: int) -> None:
        for card in (0, 1):
            x = left + 6 + card * (CARD_WIDTH + 14)
            canvas.box(QRectF(x, 48, CARD_WIDTH, CARD_HEIGHT), "control", 0, 1, 8)
            canvas.text(QRectF(x, 178, CARD_WIDTH, 20), f"GPU{card}", 11, 500)
            for layer in range(LAYERS):
                self._layer(canvas, x + 8, 56.0 + layer * 19, card, layer, way)
        self._rows(canvas, left, way)

    def _layer(
        self, canvas: Canvas, left: float, top: float, card: int, layer: int, way: int
    ) -> None:
        width = CARD_WIDTH - 16
        whole = QRectF(left, top, width, 15)
        if way == 0:
            canvas.box(whole, "blue", 0.3, 1, 3)
        elif way == 1:
            canvas.box(whole, "border2", 0, 1, 3, dash=True)
            canvas.box(QRectF(left + card * width / 2, top, width / 2, 15), "teal", 0.35, 1, 3)
        elif (layer < LAYERS // 2) == (card == 0):
            canvas.box(whole, "orange", 0.3, 1, 3)

    def _rows(self, canvas: Canvas, left: float, way: int) -> None:
        first, second = left + 6 + CARD_WIDTH / 2, left + 20 + CARD_WIDTH * 1.5
        for at, x in enumerate((first, second)):
            if way == 2 and at == 1:
                continue
            word = tr("rows") if way == 2 else tr("rows {letter}", letter="AB"[at])
            canvas.text(QRectF(x - 44, 22, 88, 16), word, 11)
            canvas.arrow((x, 38), (x, 47))
        if way == 2:
            half = 52.0 + 19 * LAYERS / 2
            canvas.arrow((first + 34, half), (second - 36, half + 10), "orange", 2)
        else:
            canvas.arrow((first + 41, 111), (second - 41, 111), "text3")
            canvas.arrow((second - 41, 111), (first + 41, 111), "text3")
