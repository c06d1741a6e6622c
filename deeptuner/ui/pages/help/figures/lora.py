"""LoRA: a frozen matrix, and two thin ones beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from deeptuner.ui.pages.help.figures.canvas import Canvas
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.translation import tr

SIDE = 2048  # of one attention matrix of Llama-3.2-1B
RANK = 16
BOX = 124


class LoraFigure(Figure):
    """W + B·A, drawn for one layer."""

    HEIGHT = 186

    def describe(self) -> str:
        return tr(
            "A large frozen matrix W, plus the product of a tall thin matrix B and a flat thin "
            "matrix A, is the new matrix W + BA of the same size. Only B and A are trained."
        )

    def draw(self, canvas: Canvas) -> None:
        self._matrix(canvas, 40, "grey", "W", tr("frozen"))
        self._matrix(canvas, 436, "teal", "W + BA", tr("your model"))
        canvas.text(QRectF(168, 50, 40, 40), "+", 20, 400, "text")
        canvas.box(QRectF(212, 8, 19, BOX), "blue", 0.4)
        canvas.text(QRectF(212, 8, 19, BOX), "B", 13, 600, "text")
        canvas.text(QRectF(233, 50, 34, 40), "×", 18, 400, "text")
        canvas.box(QRectF(268, 60, BOX, 19), "orange", 0.4)
        canvas.text(QRectF(268, 60, BOX, 19), "A", 13, 600, "text")
        canvas.text(QRectF(396, 50, 36, 40), "=", 20, 400, "text")
        self._captions(canvas)

    def _matrix(self, canvas: Canvas, left: float, tone: str, name: str, what: str) -> None:
        canvas.box(QRectF(left, 8, BOX, BOX), tone)
        canvas.text(QRectF(left, 38, BOX, 34), name, 21, 500, "text")
        canvas.text(QRectF(left, 74, BOX, 22), what, 12)

    def _captions(self, canvas: Canvas) -> None:
        size = f"{SIDE:,} × {SIDE:,}"
        trained = 2 * SIDE * RANK
        share = f"{100 * trained / SIDE**2:.1f} %"
        canvas.text(QRectF(10, 138, 184, 20), size, 12, 500, "text")
        canvas.text(QRectF(10, 158, 184, 20), tr("{count} numbers", count=f"{SIDE**2:,}"))
        canvas.text(QRectF(196, 138, 208, 20), tr("rank {rank}", rank=RANK), 12, 600, "accent")
        told = tr("{count} numbers are trained ({share})", count=f"{trained:,}", share=share)
        canvas.text(QRectF(196, 158, 208, 20), told)
        canvas.text(QRectF(406, 138, 184, 20), size, 12, 500, "text")
        canvas.text(QRectF(406, 158, 184, 20), tr("same size after merging"))
