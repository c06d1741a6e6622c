"""The table: choosing by mouse and keyboard, rows of two lines, what does not fit is elided."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from deeptuner.ui.theme.theme import theme
from deeptuner.ui.widgets import ChipFace, Table
from deeptuner.ui.widgets.table import ChipRole, DisabledRole, RadioRole, SubtitleRole
from tests.ui.widgets.support import show_active

Index = QModelIndex | QPersistentModelIndex
NAMES = ["Llama-3.2-1B-Instruct", "Qwen2.5-7B-Instruct", "gemma-2-2b-it"]


class Models(QAbstractTableModel):
    """Three models in two columns; the first is chosen, the last cannot be."""

    def __init__(self, subtitles: bool = True) -> None:
        super().__init__()
        self.names = list(NAMES)
        self.subtitles = subtitles

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        wanted = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return ("Name", "Check")[section] if wanted else None

    def data(self, index: Index, role: int = 0) -> Any:
        if index.column() == 1:
            return ChipFace("No problems", "ok", "check") if role == ChipRole else None
        given = {Qt.ItemDataRole.DisplayRole: self.names[index.row()]}
        given[RadioRole] = index.row() == 0
        given[DisabledRole] = index.row() == 2
        if self.subtitles:
            given[SubtitleRole] = "Llama"
        return given.get(role)

    def grow(self) -> None:
        self.beginInsertRows(QModelIndex(), len(self.names), len(self.names))
        self.names.append("a" * 300)
        self.endInsertRows()


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    model = Models()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    made = Table(model)
    model.setParent(made)
    made.resize(420, 260)
    show_active(qtbot, made)
    return made


def test_rows_are_chosen_by_arrow_keys_and_opened_by_enter(qtbot: QtBot, table: Table) -> None:
    opened: list[int] = []
    table.opened.connect(lambda index: opened.append(index.row()))
    table.setFocus()
    table.select_row(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.selected_row() == 1
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert opened == [1, 1]


def test_the_chosen_row_has_a_frame(table: Table) -> None:
    def middle(row: int) -> QColor:
        y = table.rowViewportPosition(row) + table.rowHeight(row) // 2
        return table.viewport().grab().toImage().pixelColor(4, y)

    table.select_row(1)
    assert middle(1) == QColor(theme().tokens.accent_soft)
    assert middle(0) != QColor(theme().tokens.accent_soft)
    table.select_row(-1)
    assert table.selected_row() == -1
    assert middle(1) != QColor(theme().tokens.accent_soft)


def test_tab_leaves_the_table(qtbot: QtBot, table: Table) -> None:
    assert not table.tabKeyNavigation()


def test_rows_are_high_enough_for_two_lines(qtbot: QtBot) -> None:
    heights = []
    for subtitles in (False, True):
        model = Models(subtitles)
        made = Table(model)
        model.setParent(made)
        qtbot.addWidget(made)
        heights.append(made.rowHeight(0))
    assert heights == [36, 48]


def test_new_rows_are_shown_and_long_names_stay_inside(qtbot: QtBot, table: Table) -> None:
    model = table.model()
    assert isinstance(model, Models)
    model.grow()
    table.scrollToBottom()
    table.grab()
    assert table.horizontalHeader().length() == table.viewport().width()
    assert table.height_of_rows(4) == table.horizontalHeader().height() + 4 * 48 + 2


def test_a_mouse_over_a_row_shows_it(qtbot: QtBot, table: Table) -> None:
    table.select_row(-1)
    before = table.viewport().grab().toImage()
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(1, 0)).center())
    assert table.viewport().grab().toImage() != before
