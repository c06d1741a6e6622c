"""Panels that float above the window, with a painted shadow.

Knows how shadow, frame and arrow are painted, and how the focus stays inside a floating panel and
goes back when it closes. Does not know what it shows.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from deeptuner.ui.theme.theme import theme

SPREAD = 24  # how far the shadow reaches
DROP = 5  # how much lower than its panel it lies
ARROW = 8


def paint_floating(painter: QPainter, panel: QRectF, radius: float, tip: QPointF | None) -> None:
    """A rounded surface on its shadow; `tip` is where an arrow points, above or below it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_shadow(painter, panel, radius)
    tokens = theme().tokens
    shape = QPainterPath()
    shape.addRoundedRect(panel.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if tip:
        shape = shape.united(_arrow(panel, tip))
    painter.setPen(QPen(QColor(tokens.border2), 1))
    painter.setBrush(QColor(tokens.surface))
    painter.drawPath(shape)


def _paint_shadow(painter: QPainter, panel: QRectF, radius: float) -> None:
    tokens = theme().tokens
    painter.setPen(Qt.PenStyle.NoPen)
    for reach in range(SPREAD, 0, -2):
        colour = QColor(tokens.shadow)
        colour.setAlphaF(tokens.shadow_opacity * (1 - reach / SPREAD) ** 2 * 0.3)
        painter.setBrush(colour)
        ground = panel.adjusted(-reach, DROP - reach, reach, DROP + reach)
        painter.drawRoundedRect(ground, radius + reach, radius + reach)


def _arrow(panel: QRectF, tip: QPointF) -> QPainterPath:
    base = panel.bottom() - 1 if tip.y() > panel.center().y() else panel.top() + 1
    arrow = QPainterPath(QPointF(tip.x() - ARROW, base))
    arrow.lineTo(tip)
    arrow.lineTo(QPointF(tip.x() + ARROW, base))
    arrow.closeSubpath()
    return arrow


class Floating(QWidget):
    """A widget above all others of its window. Esc closes it, and the focus goes back."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._came_from: QWidget | None = None
        self.hide()

    def open(self) -> None:
        focused = QApplication.focusWidget()  # may be one of a system's dialog that is just closing
        self._came_from = focused if focused and self.window().isAncestorOf(focused) else None
        self.place()
        self.show()
        self.raise_()
        self._take_focus()

    def place(self) -> None:
        """Where it lies in its window; called when it opens and when the window's size changes."""

    def dismiss(self) -> None:
        """Close, give the focus back, and be gone."""
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        came_from, self._came_from = self._came_from, None
        if had_focus and came_from and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.ignore()

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: N802
        """Tab goes round inside."""
        stops = self.stops()
        if not stops:
            return True
        current = QApplication.focusWidget()
        at = stops.index(current) if current in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def stops(self) -> list[QWidget]:
        """Where Tab stops inside, in the order of Qt's chain."""
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if self.isAncestorOf(widget) and _takes_tab(widget):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def _take_focus(self) -> None:
        """The panel itself has the focus first, so that its name is read; Tab goes on from it."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.PopupFocusReason)


def _takes_tab(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    )
