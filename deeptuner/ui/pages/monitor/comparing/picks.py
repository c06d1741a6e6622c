"""The runs of an experiment, of which some are ticked.

Knows ticks, looks and words of the rows. Does not read runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionViewItem

from deeptuner.ui.pages.monitor.comparing.looks import LOOKS, SWATCH, Look, paint_swatch
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.status_words import status_word
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Table
from deeptuner.ui.widgets.table import SubtitleRole
from deeptuner.ui.widgets.table_cells import TableCells

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
BOX: Final = 16  # pixels
LookRole: Final = Qt.ItemDataRole.UserRole + 50  # the Look of a ticked run, False for another


class Picks(QAbstractTableModel):
    """`changed`: other runs are ticked. As many as there are looks."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[RunEntry] = ()
        self._shown: Sequence[RunEntry] = ()
        self._filter = ""
        self._looks: dict[str, Look] = {}  # by the run's name, in the order of ticking

    @property
    def ticked(self) -> dict[str, Look]:
        return dict(self._looks)

    @property
    def full(self) -> bool:
        return len(self._looks) == len(LOOKS)

    def set(self, entries: Sequence[RunEntry]) -> None:
        self._entries = entries
        names = {entry.name for entry in entries}
        gone = [name for name in self._looks if name not in names]
        for name in gone:
            del self._looks[name]
        self._select()
        if gone:
            self.changed.emit()

    def filter(self, text: str) -> None:
        self._filter = text.strip().lower()
        self._select()

    def tick(self, name: str) -> bool:
        """Tick the run, or no longer. False when no more can be ticked."""
        if name in self._looks:
            del self._looks[name]
        elif self.full:
            return False
        else:
            used = self._looks.values()
            self._looks[name] = next(look for look in LOOKS if look not in used)
        self._tell_rows()
        self.changed.emit()
        return True

    def name(self, row: int) -> str:
        return self._shown[row].name

    def rowCount(self, parent: Index = NOWHERE, /) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE, /) -> int:  # noqa: N802
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        entry = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.name
        if role == SubtitleRole:
            parts = (status_word(entry.status), entry.model, entry.method)
            return " · ".join(part for part in parts if part)
        if role == LookRole:
            return self._looks.get(entry.name, False)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = tr("ticked") if entry.name in self._looks else tr("not ticked")
            return f"{entry.name}, {status_word(entry.status)}, {ticked}"
        return None

    def _select(self) -> None:
        shown = [
            entry
            for entry in self._entries
            if self._filter in f"{entry.name} {entry.model} {entry.method}".lower()
        ]
        if [entry.name for entry in shown] == [entry.name for entry in self._shown]:
            self._shown = shown
            self._tell_rows()
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _tell_rows(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))


class PicksTable(Table):
    """Ticks with a click, Enter or Space. `refused`: there are as many as can be told apart."""

    refused = Signal()

    def __init__(self, picks: Picks) -> None:
        super().__init__(picks)
        self._picks = picks
        self.setItemDelegate(_PickCells(self))
        self.horizontalHeader().hide()
        self.setAccessibleName(tr("Runs to compare"))
        self.clicked.connect(self._tick)
        self.opened.connect(self._tick_by_key)

    def _tick_by_key(self, index: QModelIndex) -> None:
        if self.hasFocus() and index == self.currentIndex():
            self._tick(index)

    def _tick(self, index: QModelIndex) -> None:
        if not self._picks.tick(self._picks.name(index.row())):
            self.refused.emit()


class _PickCells(TableCells):
    """A box in front, and behind it a piece of the curve of a run that is ticked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        look = index.data(LookRole)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = area.center().y() - scaled(BOX) / 2
        _paint_box(painter, QRectF(area.left() + 8, top, scaled(BOX), scaled(BOX)), bool(look))
        if look:
            left = area.right() - scaled(SWATCH) - 8
            paint_swatch(painter, QRectF(left, area.top(), scaled(SWATCH), area.height()), look)
        painter.restore()
        inside = QStyleOptionViewItem(option)
        right = scaled(SWATCH) + 12 if look else 0
        inside.rect = option.rect.adjusted(scaled(BOX) + 12, 0, -right, 0)
        super().paint(painter, inside, index)


def _paint_box(painter: QPainter, box: QRectF, ticked: bool) -> None:
    tokens = theme().tokens
    painter.setPen(QPen(QColor(tokens.accent if ticked else tokens.control), 1))
    painter.setBrush(QColor(tokens.accent if ticked else tokens.surface))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        painter.setPen(QPen(QColor(tokens.on_accent), 1.8))
        marks = ((0.24, 0.52), (0.43, 0.7), (0.77, 0.32))
        points = [
            QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in marks
        ]
        painter.drawPolyline(QPolygonF(points))
