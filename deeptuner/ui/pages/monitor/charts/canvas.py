"""What a chart is painted on: its axes, and the picture that is kept until something changes.

Knows when a chart is drawn and painted, and the theme's colours. Does not know what is drawn:
`chart.py` does.
"""

from __future__ import annotations

from typing import Protocol

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsGridLayout,
    QGraphicsView,
    QGraphicsWidget,
    QSizePolicy,
)

from deeptuner.monitor.series import Curve
from deeptuner.ui.pages.monitor.charts.axes import Axis
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Label, vbox

BEHIND = -1000  # all that is drawn: lines of the grid cross no words


class Drawn(Protocol):
    """A line of a chart."""

    @property
    def curve(self) -> Curve | None: ...
    def draw(self, low: float, high: float, dots: int) -> None: ...
    def dress(self) -> None: ...


class Canvas(pg.GraphicsView):  # type: ignore[misc]
    """Whoever derives from it says in `draw` what there is to see, and ends that with `changed`.

    `turns`: shared with the charts beside it, so that they are drawn one after the other.
    """

    _height = 96

    def __init__(self, name: str, left: Axis, bottom: Axis, turns: Turns | None) -> None:
        super().__init__()
        self._left, self._bottom = left, bottom
        self.box = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        self._frame = QGraphicsWidget()
        self.name = name
        self.lines: list[Drawn] = []
        self._turns = turns or Turns(self)
        self._painting = QTimer(self, singleShot=True, interval=0)  # a turn after it is drawn
        self._painting.timeout.connect(self.viewport().update)
        self._picture: QPixmap | None = None
        self._nothing = Label(tr("The curve begins with the first step."), 12, tone="text3")
        self._prepare()
        theme().changed.connect(self._dress_again)

    def _prepare(self) -> None:
        grid = QGraphicsGridLayout(self._frame)
        grid.setContentsMargins(0, scaled(4), scaled(2), 0)
        grid.setSpacing(0)
        grid.addItem(self.box, 0, 1)
        for axis, row, column in ((self._left, 0, 0), (self._bottom, 1, 1)):
            axis.linkToView(self.box)
            axis.setZValue(BEHIND)
            grid.addItem(axis, row, column)
        self.setCentralItem(self._frame)
        self.box.setMouseEnabled(False, False)
        self.box.disableAutoRange()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(vbox(self._nothing))
        self.setAccessibleName(self.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # when

    def draw(self) -> None:
        raise NotImplementedError

    def draw_soon(self) -> None:
        """Draw when it is this chart's turn."""
        self._turns.ask(self)

    def changed(self) -> None:
        """Something looks different: the picture that is kept is of no more use."""
        self._picture = None
        self._painting.start()

    # looks

    def dress(self) -> None:
        """Take the theme's colours."""
        self._picture = None
        self.setBackground(QColor(theme().tokens.surface))
        for axis in (self._left, self._bottom):
            axis.dress()
        for line in self.lines:
            line.dress()

    def _dress_again(self) -> None:
        self.dress()
        self.draw_soon()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.dress()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if hasattr(self, "_picture"):  # which is stretched until it is this chart's turn
            self.draw_soon()

    def close(self) -> bool:
        """As any widget; pyqtgraph would throw away everything that is drawn."""
        return bool(QGraphicsView.close(self))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(240), scaled(self._height))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(160), scaled(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The picture is drawn once, and again only when it has changed: reading values off it with
        the mouse paints a hundred times a second."""
        if self._picture is None:
            self._picture = self._drawn()
        painter = QPainter(self.viewport())
        painter.drawPixmap(self.viewport().rect(), self._picture)  # of the size before: stretched
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme().tokens.accent), 2))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -1, -1), 5, 5)

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(theme().tokens.surface))
        self.scene().prepareForPaint()
        painter = QPainter(picture)
        painter.setRenderHints(self.renderHints())
        self.render(painter, QRectF(self.viewport().rect()), self.viewport().rect())
        painter.end()
        return picture

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()
