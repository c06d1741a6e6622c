"""How rows become batches, batches become steps, and steps an epoch."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from deeptuner.ui.pages.help.figures.canvas import Canvas
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.translation import tr

LENGTHS = (150.0, 62.0, 94.0, 40.0)  # of four samples, in pixels
TONES = ("blue", "orange", "teal", "plum")
BAR = 22.0


class PackingFigure(Figure):
    """The same four samples padded, padding-free and packed."""

    HEIGHT = 214

    def describe(self) -> str:
        return tr(
            "Four samples of different length. Padded: one below the other, with empty work "
            "filling each line. Padding-free: the two samples of each batch in one line without "
            "gaps. Packed: as many samples as fit fill the line."
        )

    def draw(self, canvas: Canvas) -> None:
        self._padded(canvas, 0)
        self._padding_free(canvas, 104)
        self._packed(canvas, 168)

    def _padded(self, canvas: Canvas, top: float) -> None:
        canvas.text(QRectF(0, top, 128, 2 * BAR + 4), tr("padded"), 13, 600, "text", "left")
        for batch in (0, 1):
            widest = max(LENGTHS[2 * batch : 2 * batch + 2])
            for row in (0, 1):
                at = 2 * batch + row
                left, y = 132.0 + batch * 240, top + row * (BAR + 4)
                self._sample(canvas, left, y, at)
                if LENGTHS[at] < widest:
                    rest = QRectF(left + LENGTHS[at] + 2, y, widest - LENGTHS[at] - 2, BAR)
                    canvas.hatch(rest, "grey", 3)
        canvas.hatch(QRectF(132, top + 62, 20, 14), "grey", 3)
        canvas.text(
            QRectF(158, top + 59, 260, 20),
            tr("padding: computed, then thrown away"),
            11,
            side="left",
        )

    def _padding_free(self, canvas: Canvas, top: float) -> None:
        canvas.text(QRectF(0, top, 128, BAR), tr("padding-free"), 13, 600, "text", "left")
        for batch in (0, 1):
            left = 132.0 + batch * 240
            for at in (2 * batch, 2 * batch + 1):
                self._sample(canvas, left, top, at)
                left += LENGTHS[at] + 2
        canvas.text(
            QRectF(132, top + BAR + 2, 220, 18), tr("batch {number}", number=1), 11, side="left"
        )
        canvas.text(
            QRectF(372, top + BAR + 2, 220, 18), tr("batch {number}", number=2), 11, side="left"
        )

    def _packed(self, canvas: Canvas, top: float) -> None:
        canvas.text(QRectF(0, top, 128, BAR), tr("packed"), 13, 600, "text", "left")
        left = 132.0
        for at in range(4):
            self._sample(canvas, left, top, at)
            left += LENGTHS[at] + 2
        canvas.line((132, top + BAR + 6), (left - 2, top + BAR + 6), "text3")
        canvas.text(QRectF(132, top + BAR + 7, left - 134, 18), tr("max length"), 11)

    def _sample(self, canvas: Canvas, left: float, top: float, at: int) -> None:
        area = QRectF(left, top, LENGTHS[at], BAR)
        canvas.box(area, TONES[at], 0.3, 1.2, 3)
        canvas.text(area, str(at + 1), 12, 600, "text")


class BatchStepEpoch(Figure):
    """Sixteen rows, in batches of two on two GPUs."""

    HEIGHT = 176

    def describe(self) -> str:
        return tr(
            "Sixteen rows make four steps. In each step two GPUs take a batch of two rows each. "
            "All rows once is one epoch."
        )

    def draw(self, canvas: Canvas) -> None:
        for step in range(4):
            self._step(canvas, 20.0 + step * 144, step)
        canvas.line((20, 128), (580, 128), "text3")
        for end in (20, 580):
            canvas.line((end, 123), (end, 133), "text3")
        told = tr("one epoch: all {rows} rows once", rows=16)
        canvas.text(QRectF(20, 132, 560, 20), told, 12, 600, "text")
        canvas.text(QRectF(20, 152, 560, 20), tr("effective batch size: 2 rows × 2 GPUs = 4"), 12)

    def _step(self, canvas: Canvas, left: float, step: int) -> None:
        canvas.box(QRectF(left, 4, 128, 112), "border2", 0, 1, 8, dash=True)
        canvas.text(QRectF(left, 8, 128, 20), tr("step {number}", number=step + 1), 12, 600, "text")
        for gpu, tone in enumerate(("blue", "teal")):
            top = 34.0 + gpu * 40
            canvas.text(QRectF(left + 8, top, 40, 30), f"GPU{gpu}", 11, 500, side="left")
            for row in range(2):
                area = QRectF(left + 52 + row * 34, top, 30, 30)
                canvas.box(area, tone, 0.3, 1.2, 5)
                canvas.text(area, str(step * 4 + gpu * 2 + row + 1), 12, 600, "text")


class GradientAccumulation(Figure):
    """Four batches, one change of the model."""

    HEIGHT = 150

    def describe(self) -> str:
        return tr(
            "Four small batches are read one after the other. Their gradients are added up, and "
            "then the model is changed once."
        )

    def draw(self, canvas: Canvas) -> None:
        for at in range(4):
            left = 4.0 + at * 104
            canvas.box(QRectF(left, 6, 84, 44), "blue", 0.25, 1.3, 6)
            canvas.text(
                QRectF(left, 6, 84, 44), tr("batch {number}", number=at + 1), 12, 600, "text"
            )
            canvas.arrow((left + 42, 54), (left + 42, 84), "text3")
            canvas.box(
                QRectF(left, 88, 84 if at == 3 else 104, 26), "orange", 0.15 + 0.1 * at, 0, 0
            )
        canvas.text(QRectF(4, 88, 396, 26), tr("gradients are added up"), 12, 600, "text")
        canvas.arrow((404, 101), (446, 101), "text3", 2)
        canvas.box(QRectF(452, 78, 140, 46), "teal", 0.25, 1.5, 8)
        canvas.text(
            QRectF(456, 78, 132, 46), tr("the model is changed once"), 12, 600, "text", wrap=True
        )
        canvas.text(QRectF(4, 122, 396, 20), tr("memory for one batch at a time"), 12)
