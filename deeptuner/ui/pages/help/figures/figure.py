"""The base of all pictures of the help: a drawing of fixed size, centred, smaller where it must.

Knows how a drawing is placed, scaled and described to those who do not see it. Does not know what
is drawn.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui.pages.help.figures.canvas import Canvas
from deeptuner.ui.theme.fonts import scaled

HUNDRED = 100


class Figure(QWidget):
    """A picture of `WIDTH` × `HEIGHT` design pixels. `describe` says it in words."""

    WIDTH = 600
    HEIGHT = 180

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.describe())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def describe(self) -> str:
        """What the picture shows, in a sentence or two."""
        raise NotImplementedError

    def draw(self, canvas: Canvas) -> None:
        raise NotImplementedError

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(scaled(self.WIDTH), scaled(self.HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.WIDTH // 2, self.HEIGHT // 2)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int, /) -> int:  # noqa: N802
        return round(self.HEIGHT * self._factor(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        factor = self._factor(self.width())
        painter.translate((self.width() - self.WIDTH * factor) / 2, 0)
        painter.scale(factor, factor)
        self.draw(Canvas(painter))

    def _factor(self, width: int) -> float:
        """How large a design pixel is drawn: the person's font size, or less to fit."""
        return min(scaled(HUNDRED) / HUNDRED, width / self.WIDTH)
