"""The field in the top bar, and what it finds below it.

Knows typing, choosing with the arrow keys, Enter and Esc; the cursor stays in the field. Gets what
can be found from the index.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QWidget

from deeptuner.ui.search.entries import ICONS, Entry, kind_word
from deeptuner.ui.search.index import Index
from deeptuner.ui.search.ranking import found
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Label, SearchField, Table, announce, vbox
from deeptuner.ui.widgets.shadow import SPREAD, paint_floating
from deeptuner.ui.widgets.table import SubtitleRole, ToneRole

WIDTH, HEIGHT = 520, 420
EDGE = 12
MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchEverything(SearchField):
    """`chosen` tells the entry that the person took."""

    chosen = Signal(object)

    def __init__(self, index: Index) -> None:
        super().__init__(tr("Search everything"), "Ctrl K")
        self._index = index
        index.changed.connect(lambda: self._search(self.text()))
        self._results: Results | None = None
        self._searched = ""
        self.setMaximumWidth(scaled(230))
        self.text_changed.connect(self._search)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In large letters the tabs leave room for a short word."""
        super().resizeEvent(event)
        words = self.accessibleName()
        room = self.width() - self.textMargins().left() - 2 * EDGE
        fits = self.fontMetrics().horizontalAdvance(words) <= room
        self.setPlaceholderText(words if fits else tr("Search"))

    def results(self) -> list[Entry]:
        """What is shown below the field now."""
        return self._results.entries if self._results and self._results.isVisible() else []

    def begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if self._results and self._results.isVisible():
            if event.key() in MOVES:
                self._results.move_choice(MOVES[Qt.Key(event.key())])
                return
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.text() != self._searched:
                    self._search(self.text())
                self._take(self._results.choice())
                return
        if event.key() == Qt.Key.Key_Escape and not self.text():
            self.clearFocus()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self._index.gather()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if self._results:
            self._results.hide()

    def _search(self, typed: str) -> None:
        self._searched = typed
        if not typed.strip() or not self.hasFocus():
            if self._results:
                self._results.hide()
            return
        if self._results is None:
            self._results = Results(self)
            self._results.taken.connect(self._take)
        self._results.show_found(found(self._index.entries(), typed))

    def _take(self, entry: Entry | None) -> None:
        if entry is None:
            return
        self.clear()
        self.clearFocus()
        self.chosen.emit(entry)


class Results(QWidget):
    """The panel below the field. It never takes the focus."""

    taken = Signal(object)

    def __init__(self, field: SearchEverything) -> None:
        super().__init__(field.window())
        self._field = field
        self.entries: list[Entry] = []
        self._model = QStandardItemModel(0, 2, self)
        self._table = Table(self._model)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.horizontalHeader().hide()
        self._table.setAccessibleName(tr("Search results"))
        self._table.clicked.connect(self._clicked)
        self._nothing = Label("", 13, 400, "text2", wrap=True)
        pad = SPREAD + 8
        self.setLayout(vbox(self._nothing, (self._table, 1), margins=(pad, pad, pad, pad)))

    def show_found(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._model.setRowCount(0)
        for entry in entries:
            self._model.appendRow(_row(entry))
        self._table.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self._nothing.setText(tr("Nothing is called “{typed}”.", typed=self._field.text().strip()))
        self._table.select_row(0 if entries else -1)
        self._table.scrollToTop()
        self._place()
        self.show()
        self.raise_()
        self._tell()

    def choice(self) -> Entry | None:
        row = self._table.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def move_choice(self, by: int) -> None:
        if self.entries:
            row = self._table.currentIndex().row() + by
            self._table.select_row(max(0, min(row, len(self.entries) - 1)))
            self._tell()

    def event(self, event: QEvent, /) -> bool:
        """A click beside a row must not take the focus from the field."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        panel = self.rect().adjusted(SPREAD, SPREAD, -SPREAD, -SPREAD).toRectF()
        paint_floating(QPainter(self), panel, 12, None)

    def _clicked(self, index: QModelIndex) -> None:
        self.taken.emit(self.entries[index.row()])

    def _tell(self) -> None:
        choice = self.choice()
        announce(self._field, choice.title if choice else self._nothing.text())

    def _place(self) -> None:
        """Below the field, its right edge under the field's, within the window."""
        window = self._field.window().rect()
        corner = self._field.mapTo(self._field.window(), QPoint(self._field.width(), 0))
        width = min(scaled(WIDTH), window.width() - 2 * EDGE)
        rows = self._table.height_of_rows(len(self.entries)) + 16 if self.entries else scaled(52)
        top = corner.y() + self._field.height() + 6
        height = min(rows, scaled(HEIGHT), window.height() - top - EDGE)
        panel = QRect(max(EDGE, corner.x() - width), top, width, height)
        self.setGeometry(panel.adjusted(-SPREAD, -SPREAD, SPREAD, SPREAD))


def _row(entry: Entry) -> list[QStandardItem]:
    title = QStandardItem(entry.title)
    title.setData(entry.icon or ICONS[entry.kind], Qt.ItemDataRole.DecorationRole)
    title.setData(entry.subtitle, SubtitleRole)
    kind = QStandardItem(kind_word(entry.kind))
    kind.setData("text3", ToneRole)
    return [title, kind]
