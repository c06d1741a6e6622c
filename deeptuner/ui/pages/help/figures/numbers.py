"""How numbers are written in bits, and rounded to few levels."""

from __future__ import annotations

from math import exp

from PySide6.QtCore import QRectF

from deeptuner.ui.pages.help.figures.canvas import Canvas, Point
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.translation import tr

# sign, exponent, fraction
FORMATS = {"fp32": (1, 8, 23), "bf16": (1, 8, 7), "fp16": (1, 5, 10)}
BIT = 15.6
# The sixteen levels of NF4 (QLoRA paper, appendix E), to four digits.
NF4 = (
    *(-1.0, -0.6962, -0.5251, -0.3949, -0.2844, -0.1848, -0.0911, 0.0),
    *(0.0796, 0.1609, 0.2461, 0.3379, 0.4407, 0.5626, 0.7230, 1.0),
)
SPREAD = 0.38  # of the weights in the picture: a bell curve within −1 … 1


class NumberFormats(Figure):
    """The bits of fp32, bf16 and fp16."""

    HEIGHT = 176

    def describe(self) -> str:
        return tr(
            "Bits of the number formats. fp32: 1 for the sign, 8 for the exponent, 23 for the "
            "fraction. bf16: 1, 8 and 7. fp16: 1, 5 and 10."
        )

    def draw(self, canvas: Canvas) -> None:
        for row, (name, parts) in enumerate(FORMATS.items()):
            top = 6.0 + row * 48
            canvas.text(QRectF(0, top, 56, 26), name, 13, 600, "text", "left", mono=True)
            self._bits(canvas, 62, top, parts)
        self._legend(canvas)

    def _bits(self, canvas: Canvas, left: float, top: float, parts: tuple[int, int, int]) -> None:
        for tone, count in zip(("grey", "orange", "blue"), parts, strict=True):
            for bit in range(count):
                canvas.box(QRectF(left + bit * BIT, top, BIT - 2, 24), tone, 0.3, 1, 3)
            if count > 1:
                area = QRectF(left, top + 26, count * BIT - 2, 16)
                canvas.text(area, str(count), 11, 500)
            left += count * BIT + 3

    def _legend(self, canvas: Canvas) -> None:
        words = (
            ("grey", tr("sign")),
            ("orange", tr("exponent: how far it reaches")),
            ("blue", tr("fraction: how fine it is")),
        )
        for (tone, word), left in zip(words, (62.0, 140.0, 366.0), strict=True):
            canvas.box(QRectF(left, 153, 14, 14), tone, 0.3, 1, 3)
            canvas.text(QRectF(left + 20, 150, 200, 20), word, 12, side="left")


def bell(value: float) -> float:
    return exp(-0.5 * (value / SPREAD) ** 2)


class Quantization(Figure):
    """The spread of weights over the levels of NF4 and over even ones."""

    HEIGHT = 210

    def describe(self) -> str:
        return tr(
            "Most weights lie near zero, in a bell curve. Below it, the sixteen levels of NF4 are "
            "dense near zero and sparse outside; evenly spaced levels are not."
        )

    def draw(self, canvas: Canvas) -> None:
        area = QRectF(120, 10, 450, 100)
        points: list[Point] = [
            (area.x() + area.width() * at / 120, area.bottom() - area.height() * bell(at / 60 - 1))
            for at in range(121)
        ]
        canvas.curve(points, "blue")
        canvas.line((area.x(), area.bottom()), (area.right(), area.bottom()), "control")
        canvas.text(QRectF(0, 60, 112, 40), tr("how many weights"), 12, side="left", wrap=True)
        even = tuple(at / 7.5 - 1 for at in range(16))
        self._levels(canvas, area, 122, NF4, "accent_text", "NF4")
        self._levels(canvas, area, 156, even, "grey", tr("even levels"))
        for value in (-1, 0, 1):
            x = area.x() + area.width() * (value + 1) / 2
            canvas.text(QRectF(x - 30, 186, 60, 20), str(value).replace("-", "−"), 12)

    def _levels(
        self,
        canvas: Canvas,
        area: QRectF,
        top: float,
        levels: tuple[float, ...],
        tone: str,
        name: str,
    ) -> None:
        canvas.text(QRectF(0, top, 112, 24), name, 12, 600, "text", "left")
        canvas.line((area.x(), top + 12), (area.right(), top + 12), "border2")
        for level in levels:
            x = area.x() + area.width() * (level + 1) / 2
            canvas.line((x, top + 2), (x, top + 22), tone, 2.5)
