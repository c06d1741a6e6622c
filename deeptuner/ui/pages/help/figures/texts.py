"""What a model reads: tokens, the chat template, and which tokens are learned."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from deeptuner.ui.pages.help.figures.canvas import Canvas
from deeptuner.ui.pages.help.figures.figure import Figure
from deeptuner.ui.theme.fonts import font
from deeptuner.ui.translation import tr

TOKENS = ("The", " gard", "ener", " repot", "ted", " the", " lemon", " tree", ".")
MARK = "special"
# (role, piece) of one row in the form of ChatML
CHAT = (
    (MARK, "<|im_start|>user"),
    ("user", "When do I water a cactus?"),
    (MARK, "<|im_end|>"),
    (MARK, "<|im_start|>assistant"),
    ("assistant", "Every two to three weeks."),
    (MARK, "<|im_end|>"),
)
TONES = {MARK: "grey", "user": "blue", "assistant": "teal"}
PX = 12


def width_of(words: str, mono: bool = True) -> float:
    """Design pixels of the words in the figure's type."""
    chosen = font(PX, 400, mono)
    chosen.setPixelSize(PX)
    return QFontMetricsF(chosen).horizontalAdvance(words)


class Tokens(Figure):
    """One sentence cut into tokens."""

    HEIGHT = 104

    def describe(self) -> str:
        return tr(
            "The sentence “The gardener repotted the lemon tree.” cut into nine tokens: frequent "
            "words stay whole, rarer ones fall into pieces."
        )

    def draw(self, canvas: Canvas) -> None:
        left = 12.0
        for at, token in enumerate(TOKENS):
            shown = token.replace(" ", "·")
            width = width_of(shown) + 14
            area = QRectF(left, 10, width, 34)
            canvas.box(area, ("blue", "teal")[at % 2], 0.22, 1, 5)
            canvas.text(area, shown, PX, 500, "text", mono=True)
            canvas.text(QRectF(left, 46, width, 18), str(at + 1), 11)
            left += width + 5
        told = tr("An example. The dot stands for the space, which belongs to the token.")
        canvas.text(QRectF(12, 76, 576, 20), told, 12, side="left")


class ChatTemplate(Figure):
    """A conversation on the left, the text the model reads on the right."""

    HEIGHT = 172

    def describe(self) -> str:
        return tr(
            "A question and its answer become one text, in which special marks say where each turn "
            "begins, who speaks, and where it ends."
        )

    def draw(self, canvas: Canvas) -> None:
        self._turn(canvas, 26, tr("user"), CHAT[1][1], "blue")
        self._turn(canvas, 96, tr("assistant"), CHAT[4][1], "teal")
        canvas.arrow((252, 86), (296, 86), "text3", 2)
        canvas.box(QRectF(306, 4, 288, 164), "border2", 0, 1, 8)
        for at, (role, piece) in enumerate(CHAT):
            tone = "text3" if role == MARK else "text"
            area = QRectF(318, 10.0 + at * 25.5, 268, 24)
            canvas.text(area, piece, 12, 500, tone, "left", mono=True)

    def _turn(self, canvas: Canvas, top: float, role: str, words: str, tone: str) -> None:
        canvas.text(QRectF(8, top - 20, 230, 18), role, 11, 600, side="left")
        canvas.box(QRectF(4, top, 236, 36), tone, 0.16, 1.2, 9)
        canvas.text(QRectF(14, top, 218, 36), words, 12, 500, "text", "left")


class LossMask(Figure):
    """The same row: only the answer and its end token are learned."""

    HEIGHT = 134

    def describe(self) -> str:
        return tr(
            "A row as the model reads it. The question and the marks are read only; the answer and "
            "the end token behind it are learned, and are underlined."
        )

    def draw(self, canvas: Canvas) -> None:
        for row in (0, 1):
            left, top = 8.0, 12.0 + row * 42
            for at, (role, piece) in enumerate(CHAT[3 * row : 3 * row + 3]):
                width = width_of(piece) + 14
                learned = row == 1 and at > 0
                self._piece(canvas, QRectF(left, top, width, 30), role, piece, learned)
                left += width + 4
        canvas.box(QRectF(8, 106, 18, 14), "mask", 1, 0, 2)
        canvas.line((8, 121), (26, 121), "mask_line", 2)
        canvas.text(QRectF(34, 103, 180, 20), tr("learned"), 12, side="left")
        canvas.box(QRectF(220, 106, 18, 14), "border2", 0, 1, 2)
        canvas.text(QRectF(246, 103, 300, 20), tr("read only"), 12, side="left")

    def _piece(self, canvas: Canvas, area: QRectF, role: str, words: str, learned: bool) -> None:
        if learned:
            canvas.box(area, "mask", 1, 0, 3)
            canvas.line((area.x(), area.bottom()), (area.right(), area.bottom()), "mask_line", 2)
        else:
            canvas.box(area, "border2", 0, 1, 3)
        tone = "text" if learned or role != MARK else "text3"
        canvas.text(area, words, PX, 500, tone, mono=True)
