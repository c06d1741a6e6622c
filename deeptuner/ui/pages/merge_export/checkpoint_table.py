"""The checkpoints of a run as rows of a table.

Knows columns and words. Does not read a disk (`deeptuner.runs.saved`), nor know what is merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from deeptuner.runs.saved import Saved
from deeptuner.ui import format as words
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets.rows_model import RIGHT, Index, RowsModel
from deeptuner.ui.widgets.table import RadioRole, SubtitleRole, SubtitleToneRole

STEP, LOSS, TIME = range(3)


class CheckpointTable(RowsModel):
    """Newest first; `choose` fills a row's radio."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Saved] = ()
        self._chosen = -1

    def show(self, rows: Sequence[Saved]) -> None:
        self.beginResetModel()
        self.rows, self._chosen = tuple(rows), -1
        self.endResetModel()

    def choose(self, row: int) -> None:
        self._chosen = row
        if self.rows:
            last = self.index(len(self.rows) - 1, TIME)
            self.dataChanged.emit(self.index(0, 0), last)

    def chosen(self) -> Saved | None:
        return self.rows[self._chosen] if 0 <= self._chosen < len(self.rows) else None

    def preferred_row(self) -> int:
        """The best one, else the newest; -1 when there is none."""
        best = [row for row, one in enumerate(self.rows) if one.best]
        return best[0] if best else (0 if self.rows else -1)

    def titles(self) -> Sequence[str]:
        return tr("Step"), tr("Eval loss"), tr("Saved")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        saved, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(saved, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return None if column == STEP else RIGHT
            case Qt.ItemDataRole.AccessibleTextRole:
                return (_spoken(saved), None, _spoken_time(saved))[column]
        if column == TIME:
            return _of_time(saved, role)
        return self._of_first(saved, index.row(), role) if column == STEP else None

    def _of_first(self, saved: Saved, row: int, role: int) -> Any:
        match role:
            case _ if role == RadioRole:
                return row == self._chosen
            case _ if role == SubtitleRole:
                return _told(saved)
            case _ if role == SubtitleToneRole:
                return "ok" if saved.best else None
        return None


def _cell(saved: Saved, column: int) -> str:
    match column:
        case 0:
            return words.whole(saved.step)
        case 1:
            return words.number(saved.eval_loss, 4)
        case _:
            return _short(saved.time)


def _of_time(saved: Saved, role: int) -> str | None:
    """The size stands below the time: a column of its own would take the room of the step."""
    match role:
        case _ if role == SubtitleRole:
            return words.disk_size(saved.size)
        case Qt.ItemDataRole.ToolTipRole:
            return _whole_moment(saved.time)
    return None


def _whole_moment(then: float) -> str:
    at = QDateTime.fromSecsSinceEpoch(int(then))
    return QLocale().toString(at, QLocale.FormatType.ShortFormat)


def _spoken_time(saved: Saved) -> str:
    return f"{_whole_moment(saved.time)}, {tr('Size')}: {words.disk_size(saved.size)}"


def _short(then: float) -> str:
    """`14:02` today, else the day alone, so that the step keeps its room."""
    at, now = QDateTime.fromSecsSinceEpoch(int(then)), QDateTime.currentDateTime()
    if at.date() == now.date():
        return words.moment(then)
    if at.date().year() == now.date().year():
        return QLocale().toString(at.date(), tr("d MMM"))
    return QLocale().toString(at.date(), QLocale.FormatType.ShortFormat)


def _told(saved: Saved) -> str:
    """What is particular about a checkpoint."""
    if saved.best:
        return tr("Best")
    if saved.newest:
        return tr("Newest")
    kinds = {"requested": tr("Saved by hand"), "recovery": tr("For recovery")}
    return kinds.get(saved.reason, tr("Scheduled"))


def _spoken(saved: Saved) -> str:
    kind = _told(saved)
    if saved.eval_loss is None:
        return tr("Checkpoint of step {step}, not evaluated. {kind}", step=saved.step, kind=kind)
    loss = words.number(saved.eval_loss, 4)
    return tr(
        "Checkpoint of step {step}, eval loss {loss}. {kind}", step=saved.step, loss=loss, kind=kind
    )
