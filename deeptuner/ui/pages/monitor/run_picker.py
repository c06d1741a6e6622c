"""The selector of runs: all of an experiment, the newest first.

Knows how a run is named in a list. Does not know what is shown of the chosen one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.status_words import status_word
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import ComboBox

Index = QModelIndex | QPersistentModelIndex
NAME_ROLE = Qt.ItemDataRole.UserRole
STATUS_ROLE = Qt.ItemDataRole.UserRole + 1
NOWHERE = QModelIndex()


class RunModel(QAbstractListModel):
    """The runs. A run that only stands differently keeps its place, and the choice is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[RunEntry] = ()

    def set(self, entries: Sequence[RunEntry]) -> None:
        same = [entry.name for entry in entries] == [entry.name for entry in self._entries]
        if same:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(max(len(entries) - 1, 0)))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE, /) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        entry = self._entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, NAME_ROLE):
            return entry.name
        if role == STATUS_ROLE:
            return status_word(entry.status)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {status_word(entry.status)}"
        return None


class _WithStatus(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        option.text = f"{index.data()}  ·  {index.data(STATUS_ROLE)}"


class RunPicker(ComboBox):
    """`chosen` tells the name of the run that the person chose."""

    def __init__(self) -> None:
        super().__init__(tr("Run"))
        self._runs = RunModel()
        self._runs.setParent(self)
        self.setModel(self._runs)
        self.setItemDelegate(_WithStatus(self))
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(36)

    def set_runs(self, entries: Sequence[RunEntry], name: str) -> None:
        """Show these runs with `name` chosen; one that is not among them yet comes first."""
        missing = bool(name) and not any(entry.name == name for entry in entries)
        chosen = [RunEntry(name, Path(name), "", 0.0)] if missing else []
        self._runs.set([*chosen, *entries])
        if self.key() != name:
            self.set_key(name)
