"""TensorBoard is started once, shown in the browser, and ends with the window or the folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from deeptuner.runs.experiment import Experiment
from deeptuner.ui.services import tensorboard
from deeptuner.ui.services.tensorboard import TensorBoard
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told

SERVES = """
import json, sys
print(json.dumps({"kind": "event", "event": {"url": "http://127.0.0.1:1/"}}), flush=True)
sys.stdin.read()
"""
FAILS = """
import json
what = {"id": "common.not-found", "params": {"path": "x"}}
error = {"kind": "InputError", "what": what, "where": None, "fix": None, "text": "x"}
print(json.dumps({"kind": "error", "error": error}), flush=True)
raise SystemExit(2)
"""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to show."""
    seen: list[str] = []

    class Browser:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            seen.append(url.toString())
            return True

    monkeypatch.setattr(tensorboard, "QDesktopServices", Browser)
    return seen


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The words of each command; a small program runs in its place. `script[0]` may be set."""
    asked: list[list[str]] = []

    def words(given: list[str]) -> list[str]:
        asked.append(given)
        return [sys.executable, "-c", SERVES]

    monkeypatch.setattr("deeptuner.ui.services.command.program_words", words)
    return asked


def test_it_is_started_once_and_shown_each_time(
    qtbot: QtBot, shell: Shell, opened: list[str], commands: list[list[str]]
) -> None:
    parent = QObject()
    board = TensorBoard(shell.commands, shell.workspace, parent)
    board.open()
    board.open()
    assert board.starting
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert not board.starting
    board.open()
    assert opened == ["http://127.0.0.1:1/"] * 2
    assert commands == [["tensorboard", "--all", "--json"]]


def test_without_a_browser_the_address_is_told(
    qtbot: QtBot, shell: Shell, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    parent = QObject()
    board = TensorBoard(shell.commands, shell.workspace, parent)
    told: list[Told] = []
    board.failed.connect(lambda why, _: told.append(why))
    board.open()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "No browser could be opened" in told[0].what
    assert told[0].where == "http://127.0.0.1:1/"
    assert board.url, "it goes on being there"


def test_it_ends_with_the_folder_and_can_be_started_anew(
    qtbot: QtBot, shell: Shell, opened: list[str], commands: list[list[str]], tmp_path: Path
) -> None:
    parent = QObject()
    board = TensorBoard(shell.commands, shell.workspace, parent)
    board.open()
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    shell.workspace.open_folder(Experiment.init(tmp_path / "other").folder)
    qtbot.waitUntil(lambda: not shell.commands.running, timeout=20_000)
    assert board.url == ""
    board.open()
    qtbot.waitUntil(lambda: len(opened) == 2, timeout=20_000)


def test_why_it_does_not_start_is_told(
    qtbot: QtBot, shell: Shell, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = [sys.executable, "-c", FAILS]
    monkeypatch.setattr("deeptuner.ui.services.command.program_words", lambda _: program)
    parent = QObject()
    board = TensorBoard(shell.commands, shell.workspace, parent)
    told: list[str] = []
    board.failed.connect(lambda why, _: told.append(why.what))
    board.open()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert "x" in told[0]
    assert opened == []
    assert not board.starting
