"""A card with a list that one thing is chosen of, and buttons that add to it.

Knows the list, its empty and failed states. Does not know models or datasets.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.ui.pages.experiment.choices import Choices
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    ErrorState,
    Note,
    Skeleton,
    Table,
)


class ChoiceCard(Card):
    """`chosen(key)`: the person chose a row."""

    chosen = Signal(str)

    def __init__(
        self, title: str, model: Choices, icon: str, empty: str, *buttons: QWidget
    ) -> None:
        self.count = Chip("")
        super().__init__(title, self.count, *buttons)
        self.model = model
        self.table = Table(model)
        self.table.setAccessibleName(title)
        self._skeleton = Skeleton(3)
        self._empty = EmptyState(icon, empty)
        self._failed = QWidget()
        self._key = ""
        inside = QWidget()
        self._stack = QStackedLayout(inside)
        for page in (self._skeleton, self._empty, self._failed, self.table):
            self._stack.addWidget(page)
        self.body.addWidget(inside, 1)
        self._why = Note("danger", "")
        self._why.hide()
        self.body.addWidget(self._why)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.clicked.connect(self._look)
        model.modelReset.connect(self._show_choice)
        self._looked_at = ""  # what a person clicked last; it may be of no use
        self.loading()

    def loading(self) -> None:
        """Rows are being read; those that are shown stay."""
        if not self.model.rows:
            self._stack.setCurrentWidget(self._skeleton)
            self._skeleton.start()

    def loaded(self, count: str) -> None:
        self._skeleton.stop()
        self.count.set(count)
        self._stack.setCurrentWidget(self.table if self.model.rows else self._empty)

    def failed(self, told: Told, again: Button) -> None:
        self._skeleton.stop()
        state = ErrorState(told, again)
        self._stack.replaceWidget(self._failed, state)
        self._failed.deleteLater()
        self._failed = state
        self._stack.setCurrentWidget(self._failed)

    def choose(self, key: str) -> None:
        """Show `key` as the chosen one."""
        if key != self._key:
            self._looked_at = key
        self._key = key
        self._show_choice()

    def _show_choice(self) -> None:
        self.model.choose(self._key)
        row, looked_at = self.model.row_of(self._key), self._looked_at
        if row != self.table.selected_row():
            self.table.select_row(row)
        self._looked_at = looked_at  # the table's move was ours, not a person's
        self._show_why()

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.rows[current.row()]
        self._look(current)
        if not row.off and row.key != self._key:
            self._key = row.key
            self.model.choose(row.key)
            self.chosen.emit(row.key)

    def _look(self, at: QModelIndex) -> None:
        self._looked_at = self.model.rows[at.row()].key
        self._show_why()

    def _show_why(self) -> None:
        """Say in full why the row that was clicked cannot be used: its second line is cut off."""
        at = self.model.row_of(self._looked_at)
        why = self.model.rows[at].why if at >= 0 else ""
        self._why.set_text("", why)
        self._why.setVisible(bool(why))
