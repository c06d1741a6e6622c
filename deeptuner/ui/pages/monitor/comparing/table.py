"""The table below the compared curves: results, and the settings that differ.

Knows rows, columns and how each kind of number is written. Compares nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from deeptuner.monitor.comparing import RESULTS, Compared, Kind, differing
from deeptuner.settings.catalog import FieldSpec, spec_by_path
from deeptuner.settings.text import text_of
from deeptuner.ui import format as words
from deeptuner.ui.status_words import status_word
from deeptuner.ui.translation import choice_title, say, setting_title, tr
from deeptuner.ui.widgets.table import DisabledRole, ToneRole
from deeptuner.words import Message, message

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
NONE: Final = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A title and a cell for each run. `best`: the columns with the lowest loss."""

    title: str
    cells: tuple[str, ...]
    tip: str = ""
    best: frozenset[int] = frozenset()
    heading: bool = False


class CompareTable(QAbstractTableModel):
    """A column for each run."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._rows: Sequence[Row] = ()

    def show(self, runs: Sequence[Compared]) -> None:
        names, rows = [run.name for run in runs], rows_of(runs)
        if (names, len(rows)) != (self._names, len(self._rows)):
            self.beginResetModel()
            self._names, self._rows = names, rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(names)))

    def rowCount(self, parent: Index = NOWHERE, /) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE, /) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self._names) + 1

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole, /
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._names[section - 1] if section else ""
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> Any:
        row, column = self._rows[index.row()], index.column()
        cell = row.cells[column - 1] if column and row.cells else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell if column else row.title
            case Qt.ItemDataRole.ToolTipRole:
                return cell if column else row.tip or row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}: {self._names[column - 1]} {cell}" if column else row.title
            case _ if role == ToneRole:
                return "ok" if column - 1 in row.best else ("text2" if not column else None)
            case _ if role == DisabledRole:
                return cell == NONE
        return None


def rows_of(runs: Sequence[Compared]) -> list[Row]:
    """Results that any run has, then the settings that differ."""
    if not runs:
        return []
    results = [
        Row(
            say(message(f"monitor.comparing.{name}")),
            tuple(_result(run, name, kind) for run in runs),
            best=_lowest(runs, name) if name == "best_eval_loss" else frozenset(),
        )
        for name, kind in RESULTS.items()
        if any(name in run.results for run in runs)
    ]
    specs = [spec_by_path()[path] for path in differing(runs)]
    settings = [
        Row(setting_title(spec), tuple(_setting(run, spec) for run in runs), spec.path)
        for spec in specs
    ]
    return results + settings


def _lowest(runs: Sequence[Compared], name: str) -> frozenset[int]:
    known = {
        place: float(value)
        for place, run in enumerate(runs)
        if isinstance(value := run.results.get(name), (int, float))
    }
    least = min(known.values(), default=None)
    return frozenset(place for place, value in known.items() if value == least and len(known) > 1)


def _result(run: Compared, name: str, kind: Kind) -> str:
    value = run.results.get(name)
    if value is None:
        return NONE
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, str):
        return status_word(value)
    match kind:
        case "loss":
            return words.number(value, 4)
        case "seconds":
            return words.duration(value)
        case "celsius":
            return tr("{degrees} °C", degrees=words.whole(value))
        case _:
            return words.whole(value)


def _setting(run: Compared, spec: FieldSpec) -> str:
    if not run.settings:
        return NONE
    value = run.settings.get(spec.path)
    if spec.kind == "choice" and isinstance(value, str):
        return choice_title(spec, value)
    return text_of(spec, value)
