"""Two columns beside each other; where there is no room for both, one below the other.

Knows widths. Does not know what stands in the columns.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from deeptuner.ui.widgets import hbox

GAP = 12  # pixels


class TwoColumns(QWidget):
    """As narrow as the wider of its columns can be."""

    def __init__(self, left: QLayout, right: QLayout) -> None:
        super().__init__()
        self._columns = (left, right)
        self._box: QHBoxLayout = hbox((left, 1), (right, 1), gap=GAP)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        widest = max(column.totalMinimumSize().width() for column in self._columns)
        return QSize(widest, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        self._turn(width)
        return super().heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self._turn(event.size().width()):
            self._box.activate()

    def event(self, event: QEvent) -> bool:
        """What stands in a column has grown or shrunk."""
        if event.type() == QEvent.Type.LayoutRequest and self._turn(self.width()):
            self.updateGeometry()
        return super().event(event)

    def _turn(self, width: int) -> bool:
        """Put the columns as they fit into `width`; whether that is another way than before."""
        needed = sum(column.totalMinimumSize().width() for column in self._columns) + GAP
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if width >= needed else ways.TopToBottom
        changed = way != self._box.direction()
        self._box.setDirection(way)
        return changed
