"""A card with a list that one thing is chosen of, and buttons that add to it.

Knows the list, its empty and failed states. Does not know models or datasets.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.ui.pages.experiment.choices import Choices
from deeptuner.ui.translation import Told
from deeptuner.ui.widgets import Button, Card, Chip, EmptyState, ErrorState, Skeleton, Table


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
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        model.modelReset.connect(self._show_choice)
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
        self._key = key
        self._show_choice()

    def _show_choice(self) -> None:
        self.model.choose(self._key)
        row = self.model.row_of(self._key)
        if row != self.table.selected_row():
            self.table.select_row(row)

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid():
            return
        row = self.model.rows[current.row()]
        if not row.off and row.key != self._key:
            self._key = row.key
            self.model.choose(row.key)
            self.chosen.emit(row.key)
