"""A table model of things that one is chosen of: two-line rows with a radio in front.

Knows rows and the chosen key. Does not know what the rows are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Qt

from deeptuner.ui.widgets.chip import ChipFace
from deeptuner.ui.widgets.rows_model import RIGHT, Index, RowsModel
from deeptuner.ui.widgets.table import (
    ChipRole,
    DisabledRole,
    RadioRole,
    SubtitleRole,
    SubtitleToneRole,
)


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` begins with the name; `chip` stands in the last column; `off` cannot be chosen; `why`
    tells in full what keeps it from being used."""

    key: str
    cells: tuple[str, ...]
    subtitle: str = ""
    tone: str = ""
    off: bool = False
    tip: str = ""
    spoken: str = ""
    why: str = ""
    chip: ChipFace | None = None


class Choices(RowsModel):
    """Subclasses say what the columns are called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._key = ""

    def set_rows(self, rows: Sequence[Row]) -> None:
        if list(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def change_row(self, key: str, **changes: Any) -> None:
        """Show something else of one row."""
        at = self.row_of(key)
        if at >= 0:
            self.rows[at] = replace(self.rows[at], **changes)
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.titles()) - 1))

    def choose(self, key: str) -> None:
        self._key = key
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def row_of(self, key: str) -> int:
        return next((at for at, row in enumerate(self.rows) if row.key == key), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not 0 <= index.row() < len(self.rows):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled if self.rows[index.row()].off else both

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[column] if column < len(row.cells) else ""
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column else None
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip or None
            case _ if role == DisabledRole:
                return row.off
            case _ if role == ChipRole:
                return row.chip if column == len(self.titles()) - 1 else None
        return self._of_name(row, role) if column == 0 else None

    def _of_name(self, row: Row, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken or row.key
            case _ if role == RadioRole:
                return row.key == self._key
            case _ if role == SubtitleRole:
                return row.subtitle
            case _ if role == SubtitleToneRole:
                return row.tone or None
        return None
