"""The chat over a stand-in for the worker, which answers in the real one's wire."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from deeptuner.runs.saved import Saved
from deeptuner.ui.pages.merge_export.chat.message import MessageView
from deeptuner.ui.pages.merge_export.chat.view import ChatView
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Button, Label

STANDIN = Path(__file__).with_name("standin_worker.py")
SOON = 10_000  # ms


@dataclass(frozen=True)
class Chat:
    """The view, and what its worker is told to answer and was asked."""

    view: ChatView
    home: Path
    qtbot: QtBot

    def ask(self, text: str) -> None:
        self.view.composer.put(text)
        self.view.composer.send_button.click()

    def asked(self, name: str = "chat") -> list[dict[str, Any]]:
        """The parameters of each ask of this name, in order."""
        file = self.home / "asked.jsonl"
        lines = file.read_text().splitlines() if file.is_file() else []
        found = [json.loads(line) for line in lines]
        return [one["params"] for one in found if one.get("ask") == name]

    def texts(self, place: int) -> list[str]:
        return [message.text for message in self.view.board.columns[place].history.messages]

    def feet(self, place: int) -> list[str]:
        messages = self.view.board.columns[place].history.messages
        return [message.foot for message in messages if message.kind == "answered"]

    def answered(self) -> None:
        self.qtbot.waitUntil(lambda: not self.view.session.busy, timeout=SOON)

    def words(self) -> str:
        """Everything that is to be read, but for the messages."""
        labels = self.view.findChildren(Label)
        inside = {id(one) for view in self.view.findChildren(MessageView) for one in parts(view)}
        shown = [one for one in labels if one.isVisible() and id(one) not in inside]
        return "\n".join(one.text() for one in shown)

    def press(self, text: str) -> None:
        buttons = self.view.findChildren(Button)
        (found,) = [one for one in buttons if one.text() == text and one.isVisible()]
        found.click()

    def shows(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.words(), timeout=SOON)


def parts(view: QWidget) -> list[QWidget]:
    return view.findChildren(QWidget)


@pytest.fixture
def chat_shell(shell: Shell, tmp_path: Path) -> Iterator[Shell]:
    """A shell whose worker is the stand-in."""
    (tmp_path / "worker").mkdir()
    worker = Worker([sys.executable, str(STANDIN), str(tmp_path / "worker")])
    yield replace(shell, worker=worker)
    worker.stop()


@pytest.fixture
def run(chat_shell: Shell) -> RunEntry:
    folder = chat_shell.workspace.folder
    assert folder is not None
    return entry(folder / "runs" / "20260101-120000-garden")


def entry(path: Path, method: str = "lora") -> RunEntry:
    return RunEntry(path.name, path, "finished", 0.0, method, "garden-1b", "rows", None)


def saved(step: int) -> Saved:
    return Saved(Path(f"checkpoint-{step}"), step, 1.0, "scheduled", 0.0, 1, True, True)


@pytest.fixture
def chat(chat_shell: Shell, run: RunEntry, tmp_path: Path, qtbot: QtBot) -> Chat:
    """Over a run's checkpoint of step 400, ready to be asked."""
    view = ChatView(chat_shell)
    qtbot.addWidget(view)
    view.resize(1280, 640)
    view.show()
    view.show_run(run, saved(400))
    made = Chat(view, tmp_path / "worker", qtbot)
    qtbot.waitUntil(lambda: view.session.info is not None, timeout=SOON)
    return made
