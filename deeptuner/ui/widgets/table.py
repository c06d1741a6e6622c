"""The kit's table: rows that one chooses from.

Knows how rows look and move: a frame around the chosen row, two-line cells, the height of rows, the
keyboard. What a cell looks like is `table_cells.py`. Does not know any model.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets.table_cells import (
    ChipRole,
    DisabledRole,
    MonoRole,
    RadioRole,
    SubtitleRole,
    SubtitleToneRole,
    TableCells,
    ToneRole,
)

__all__ = [
    "ChipRole",
    "DisabledRole",
    "MonoRole",
    "RadioRole",
    "SubtitleRole",
    "SubtitleToneRole",
    "Table",
    "ToneRole",
]
ONE_LINE, TWO_LINES = 36, 48
MARGIN = 1  # between the frame of a row and its neighbours


class Table(QTableView):
    """Rows of `model`. `opened` tells the row on Enter, Space or a double click.

    The first column takes the room that is left; call `stretch_column` for another. Models give
    AccessibleTextRole where a cell says more than its text.
    """

    opened = Signal(QModelIndex)

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self._hovered = -1
        self.setProperty("role", "rows")
        self.setModel(model)
        self.setItemDelegate(TableCells(self))
        self.setFont(font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        self._fit_rows()
        for signal in (model.modelReset, model.rowsInserted, model.layoutChanged):
            signal.connect(self._fit_rows)
        self.doubleClicked.connect(self.opened)

    def stretch_column(self, column: int) -> None:
        """`column` takes the room that is left, the others what they need."""
        header = self.horizontalHeader()
        for other in range(header.count()):
            mode = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(
                other, QHeaderView.ResizeMode.Stretch if other == column else mode
            )

    def select_row(self, row: int) -> None:
        """Make `row` the chosen one; -1 chooses none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.model().index(row, 0))

    def selected_row(self) -> int:
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def height_of_rows(self, rows: int) -> int:
        """Pixels that show `rows` rows without scrolling."""
        header = self.horizontalHeader()
        top = 0 if header.isHidden() else header.sizeHint().height()
        return top + rows * self.verticalHeader().defaultSectionSize() + 2 * MARGIN

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        if self._hovered >= 0 and self._hovered not in chosen:
            self._paint_hover(painter, self._row_area(self._hovered))
        for row in chosen:
            self._paint_frame(painter, self._row_area(row))
        painter.end()
        super().paintEvent(event)

    def _paint_hover(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.inset))
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 8, 8)

    def _paint_frame(self, painter: QPainter, area: QRect) -> None:
        tokens = theme().tokens
        width = 2 if self.hasFocus() else 1
        inset = MARGIN + width / 2
        painter.setPen(QPen(QColor(tokens.accent), width))
        painter.setBrush(QColor(tokens.accent_soft))
        painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _row_area(self, row: int) -> QRect:
        top = self.rowViewportPosition(row)
        return QRect(0, top, self.viewport().width(), self.rowHeight(row))

    def _hover(self, row: int) -> None:
        shape = Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        before, self._hovered = self._hovered, row
        for changed in {before, row} - {-1} if before != row else ():
            self.viewport().update(self._row_area(changed))

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFont(font(12))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(scaled(40))
        header.setResizeContentsPrecision(200)
        self.stretch_column(0)

    def _fit_rows(self, *_changed: object) -> None:
        """Two-line rows where the model has subtitles."""
        model = self.model()
        columns = range(model.columnCount())
        two = model.rowCount() > 0 and any(
            model.index(0, column).data(SubtitleRole) is not None for column in columns
        )
        self.verticalHeader().setDefaultSectionSize(scaled(TWO_LINES if two else ONE_LINE))
