"""The list's looks and keys: a framed row for the open article, captions at the right.

Knows how a row is painted, and that arrow keys open what they come to. Does not know articles.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

AnyIndex = QModelIndex | QPersistentModelIndex
CaptionRole: Final = int(Qt.ItemDataRole.UserRole) + 1
ROW, PADDING, GAP, RADIUS = 33, 11, 8, 8


class ContentsView(QListView):
    """`wanted` tells the row that the person went to."""

    wanted = Signal(int)

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Articles"))
        self._quiet = False

    def mark(self, row: int) -> None:
        """Make `row` the current one without telling; -1 for none."""
        self._quiet = True
        self.executeDelayedItemsLayout()  # so that it is known which rows are in sight
        if row >= 0:
            self.setCurrentIndex(self.model().index(row, 0))
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def currentChanged(self, current: AnyIndex, previous: AnyIndex, /) -> None:  # noqa: N802
        was_near = current.isValid() and self._is_near(current)
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        if not was_near:
            self.scrollTo(current, QListView.ScrollHint.PositionAtCenter)
        if not self._quiet:
            self.wanted.emit(current.row())

    def _is_near(self, index: AnyIndex) -> bool:
        """Whether the row is in sight, or the next one beyond it."""
        row, height = self.visualRect(index), scaled(ROW)
        return -height <= row.y() and row.bottom() <= self.viewport().height() + height


class Rows(QStyledItemDelegate):
    """Title at the left, caption at the right."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: AnyIndex, /
    ) -> QSize:
        return QSize(scaled(120), scaled(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: AnyIndex,
        /,
    ) -> None:
        area = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            _paint_frame(painter, area, chosen, focused)
        inside = area.adjusted(scaled(PADDING), 0, -scaled(PADDING), 0)
        used = _paint_title(painter, inside, str(index.data() or ""), chosen)
        inside.setLeft(inside.left() + used + scaled(GAP))
        _paint_caption(painter, inside, str(index.data(CaptionRole) or ""))
        painter.restore()


def _paint_frame(painter: QPainter, area: QRectF, chosen: bool, focused: bool) -> None:
    tokens = theme().tokens
    width = 2 if focused else 1
    painter.setPen(QPen(QColor(tokens.accent), width) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.hover))
    inset = 1 + width / 2
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


def _paint_title(painter: QPainter, area: QRectF, title: str, chosen: bool) -> float:
    """Paint the title; how much of the width it takes."""
    painter.setFont(font(13, 600 if chosen else 400))
    painter.setPen(QColor(theme().tokens.text))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, flags, shown)
    return QFontMetricsF(painter.font()).horizontalAdvance(shown)


def _paint_caption(painter: QPainter, area: QRectF, caption: str) -> None:
    """Paint the caption, if the title left room for all of it."""
    painter.setFont(font(11))
    painter.setPen(QColor(theme().tokens.text2))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    if QFontMetricsF(painter.font()).horizontalAdvance(caption) <= area.width():
        painter.drawText(area, flags, caption)
