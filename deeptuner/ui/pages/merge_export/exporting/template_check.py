"""The check of the TEMPLATE by rendering, as a table: each case in training and in Ollama.

Knows the cases' names and the columns. Does not render anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from deeptuner.ui import format as words
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Table
from deeptuner.ui.widgets.rows_model import RIGHT, Index, RowsModel
from deeptuner.ui.widgets.table import ToneRole
from deeptuner.ui.widgets.table_cells import TableCells

CASE, TRAINING, OLLAMA, RESULT = range(4)
ROW = 26  # px
LEAST = 4 * ROW
Check = Mapping[str, Any]


class CheckModel(RowsModel):
    """One row a case."""

    def show(self, checks: Sequence[Check]) -> None:
        self.beginResetModel()
        self.rows = tuple(checks)
        self.endResetModel()

    def titles(self) -> Sequence[str]:
        return tr("Case"), tr("Training"), tr("Ollama"), tr("Result")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        check, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(check, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return None if column == CASE else RIGHT
            case Qt.ItemDataRole.FontRole:
                return font(12)
            case Qt.ItemDataRole.ToolTipRole:
                return _difference(check)
            case _ if role == ToneRole and column == RESULT:
                return "ok" if check["same"] else "warn"
        return None


class LowCells(TableCells):
    """Cells that need no more than a low row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), scaled(ROW))


class CheckTable(Table):
    """`show_checks(checks)`: low rows, since there are many."""

    def __init__(self) -> None:
        self._checks = CheckModel()
        super().__init__(self._checks)
        self._checks.setParent(self)
        self._checks.modelReset.connect(self._lower)
        self.setAccessibleName(tr("Template check"))
        self.setItemDelegate(LowCells(self))
        self.setMinimumHeight(scaled(LEAST))
        self._lower()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(240), scaled(LEAST))

    def show_checks(self, checks: Sequence[Check]) -> None:
        self._checks.show(checks)

    def _lower(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(ROW))


def verdict(checks: Sequence[Check]) -> tuple[str, bool]:
    """In words, and whether every case that counts is the same."""
    same = sum(bool(one["same"]) for one in checks)
    text = tr("{same} of {count} the same", same=same, count=len(checks))
    return text, all(one["same"] or not one["needed"] for one in checks)


def _cell(check: Check, column: int) -> str:
    match column:
        case 0:
            return case_title(str(check["case"]))
        case 1 | 2:
            key = "tokens_training" if column == TRAINING else "tokens_ollama"
            tokens = check.get(key)
            return words.NOTHING if tokens is None else _tokens(tokens)
        case _:
            return tr("same") if check["same"] else tr("differs")


def _tokens(count: int) -> str:
    return tr("{count} tokens", count=words.whole(count))


def _difference(check: Check) -> str | None:
    found = check.get("difference")
    if not found:
        return None
    training, ollama = (repr(str(text))[1:-1] for text in found)
    return tr("Training: {training}\nOllama: {ollama}", training=training, ollama=ollama)


def case_title(case: str) -> str:
    """A case in the window's language; one that is new keeps its name."""
    titles = {
        "generation prompt": tr("One question"),
        "single turn": tr("Question and answer"),
        "several turns": tr("Several turns"),
        "several turns, answered": tr("Several turns, answered"),
        "system": tr("With system prompt"),
        "system, answered": tr("With system prompt, answered"),
        "system, several turns": tr("System prompt, several turns"),
        "system, several turns, answered": tr("System prompt, several turns, answered"),
        "empty system": tr("Empty system prompt"),
        "empty system, several turns": tr("Empty system prompt, several turns"),
        "unicode": tr("Letters of many scripts"),
        "unicode, with system": tr("Many scripts, with system prompt"),
        "unicode, answered": tr("Many scripts, answered"),
        "long": tr("Long conversation"),
        "blanks around the words": tr("Blanks around the words"),
        "blanks around the words, with system": tr("Blanks, with system prompt"),
        "reasoning in an answer": tr("Reasoning in an answer"),
        "system in between": tr("System prompt in between"),
    }
    return titles.get(case, case)
