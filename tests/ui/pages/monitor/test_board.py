"""A folder of TensorBoard files on Monitor, read by the real worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.monitor.board.view import BoardView
from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.widgets import ErrorState
from tests.monitor.boards import curve, write_board
from tests.ui.pages.monitor.conftest import PATIENCE, texts

ANSWER = 60_000  # ms: the worker begins


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two runs of another program, the second damaged."""
    write_board(
        tmp_path / "logs" / "first",
        *curve("train/loss", {10: 2.0, 20: 1.5}),
        *curve("eval/loss", {20: 1.75}),
        *curve("train/reward", {10: -3.0, 20: -1.0}),
    )
    write_board(tmp_path / "logs" / "second", *curve("loss", {1: 5.0}), tail=b"?" * 30)
    return tmp_path / "logs"


def shown(qtbot: QtBot, page: MonitorView, folder: Path) -> BoardView:
    page.asides.show_board(folder)
    board = page.asides.board
    assert board is not None
    qtbot.waitUntil(lambda: board.runs.count() > 0, timeout=ANSWER)
    return board


def test_a_board_is_shown_like_a_run(qtbot: QtBot, page: MonitorView, folder: Path) -> None:
    board = shown(qtbot, page, folder)
    assert board.runs.key() == "first"
    qtbot.waitUntil(lambda: "eval 1.750" in texts(board.panel), timeout=PATIENCE)
    assert board.panel.loss.words_at(20.0)[0][2] == "20"
    assert board.tags.key() == "train/reward"  # the one that is not above
    qtbot.waitUntil(lambda: board.scalar.values() == (-3.0, -1.0), timeout=PATIENCE)
    assert not board.note.isVisible()


def test_another_run_says_what_is_damaged(qtbot: QtBot, page: MonitorView, folder: Path) -> None:
    board = shown(qtbot, page, folder)
    board.runs.set_key("second")
    board.runs.chosen.emit("second")
    qtbot.waitUntil(board.note.isVisible, timeout=PATIENCE)
    assert "is damaged" in texts(board.note)
    assert board.tags.key() == "loss"


def test_a_folder_without_event_files_is_an_error_and_the_way_back_is_open(
    qtbot: QtBot, page: MonitorView, tmp_path: Path
) -> None:
    page.asides.show_board(tmp_path)
    board = page.asides.board
    assert board is not None
    qtbot.waitUntil(lambda: bool(board.findChildren(ErrorState)), timeout=ANSWER)
    assert "no TensorBoard event file" in board.findChildren(ErrorState)[0].accessibleName()
    board.back.click()
    assert not board.isVisible()


def test_a_folder_can_be_dropped_where_there_is_no_run(
    qtbot: QtBot, page: MonitorView, folder: Path
) -> None:
    assert "Open TensorBoard folder…" in texts(page)
    data = QMimeData()
    file = next((folder / "first").iterdir())
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.asides.dropEvent(event)
    assert event.isAccepted()
    board = page.asides.board
    assert board is not None
    qtbot.waitUntil(lambda: board.tags.count() == 3, timeout=ANSWER)
