"""A panel that points at what it explains.

Knows where there is room for it so that the anchor stays seen. Does not know what it shows.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from deeptuner.ui.widgets.layouts import vbox
from deeptuner.ui.widgets.shadow import ARROW, SPREAD, Floating, paint_floating

RADIUS = 12
PADDING = 16
EDGE = 8  # kept free to the window's edge


class Popover(Floating):
    """`Popover(anchor, content).open()`. Esc or a click elsewhere closes it."""

    def __init__(self, anchor: QWidget, content: QWidget) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self._tip = QPointF()
        pad = SPREAD + PADDING
        self.setLayout(vbox(content, margins=(pad, pad - 2, pad, pad)))
        self.setAccessibleName(content.accessibleName())

    def open(self) -> None:
        super().open()
        _application().installEventFilter(self)

    def dismiss(self) -> None:
        _application().removeEventFilter(self)
        super().dismiss()

    def place(self) -> None:
        window = self.window().rect()
        at = QRect(self._anchor.mapTo(self.window(), QPoint(0, 0)), self._anchor.size())
        size = self._size_in(window)
        above = at.top() - window.top() >= window.bottom() - at.bottom()
        fits_above = at.top() - ARROW - EDGE >= size.height() - 2 * SPREAD
        above = above or fits_above
        panel = _panel_at(at, size - QSize(2 * SPREAD, 2 * SPREAD), window, above=above)
        self.setGeometry(panel.adjusted(-SPREAD, -SPREAD, SPREAD, SPREAD))
        tip_y = panel.bottom() + ARROW if above else panel.top() - ARROW
        x = max(panel.left() + 20, min(at.center().x(), panel.right() - 20))
        self._tip = QPointF(self.mapFrom(self.window(), QPoint(x, tip_y)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        panel = QRectF(self.rect()).adjusted(SPREAD, SPREAD, -SPREAD, -SPREAD)
        paint_floating(QPainter(self), panel, RADIUS, self._tip)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            assert isinstance(event, QMouseEvent)
            inside = self._panel().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if not inside and watched.window() is self.window():
                self.dismiss()
        elif event.type() == QEvent.Type.Resize and watched is self.window():
            self.place()
        elif event.type() == QEvent.Type.Hide and watched is self._anchor:
            self.dismiss()
        return False

    def _panel(self) -> QRect:
        return self.rect().adjusted(SPREAD, SPREAD, -SPREAD, -SPREAD)

    def _size_in(self, window: QRect) -> QSize:
        self.ensurePolished()
        width = min(self.sizeHint().width(), window.width() + 2 * (SPREAD - EDGE))
        layout = self.layout()
        assert layout is not None
        tall = layout.hasHeightForWidth()
        height = layout.heightForWidth(width) if tall else self.sizeHint().height()
        return QSize(width, min(height, window.height() + 2 * (SPREAD - EDGE)))


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application


def _panel_at(at: QRect, size: QSize, window: QRect, *, above: bool) -> QRect:
    """The panel above or below the anchor, shifted to stay inside the window."""
    left = at.center().x() - size.width() // 2
    left = max(EDGE, min(left, window.width() - size.width() - EDGE))
    top = at.top() - ARROW - size.height() if above else at.bottom() + ARROW
    top = max(EDGE, min(top, window.height() - size.height() - EDGE))
    return QRect(QPoint(left, top), size)
