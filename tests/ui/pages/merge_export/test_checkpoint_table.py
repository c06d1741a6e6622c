"""The checkpoints: a step and its mark are read whole, whenever it was saved."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QSize, Qt
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from deeptuner.runs.saved import Saved
from deeptuner.ui.languages import speak
from deeptuner.ui.pages.merge_export.checkpoint_table import TIME, CheckpointTable
from deeptuner.ui.widgets import Table
from deeptuner.ui.widgets.table import SubtitleRole

DAY = 86_400
CARD_BORDERS = 2 * 16 + 2
WIDTHS = [352 - CARD_BORDERS, 317 - CARD_BORDERS]  # at 1280×800 and at 960×600
AGES = [0, DAY, 40 * DAY, 400 * DAY]


def _table(qtbot: QtBot, width: int, age: float) -> Table:
    model = CheckpointTable()
    then = time.time() - age
    reasons = ["scheduled", "requested", "recovery"]
    found = [
        Saved(Path(why), 12_500 + row, 1.2345, why, then, 123_456_789, best=row == 0)
        for row, why in enumerate(reasons)
    ]
    model.show(found)
    table = Table(model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(QSize(width, 300))
    table.show()
    return table


def _need(table: Table, index: QModelIndex) -> int:
    option = QStyleOptionViewItem()
    option.initFrom(table)
    return table.itemDelegate().sizeHint(option, index).width()


@pytest.mark.parametrize("language", ["en", "zh_TW"])
@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_step_and_its_mark_never_give_way(
    qtbot: QtBot, width: int, age: float, language: str
) -> None:
    speak(language)
    try:
        table = _table(qtbot, width, age)
        model = table.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                assert table.columnWidth(column) >= _need(table, index), index.data()
    finally:
        speak("en")


def test_the_size_and_the_whole_moment_are_told_with_the_time(qtbot: QtBot) -> None:
    table = _table(qtbot, WIDTHS[0], DAY)
    cell = table.model().index(0, TIME)
    assert cell.data(SubtitleRole) == "123.5 MB"
    then = QDateTime.fromSecsSinceEpoch(int(time.time()) - DAY)
    assert QLocale().toString(then.date(), QLocale.FormatType.ShortFormat) in cell.data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert "Size: 123.5 MB" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
