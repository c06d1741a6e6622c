"""`Open Tensorboard` with the real TensorBoard: it answers, and ends with the window."""

from __future__ import annotations

import urllib.request

import psutil
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.monitor.view import MonitorView
from deeptuner.ui.shell import Shell
from tests.monitor.runs import step
from tests.ui.pages.monitor.conftest import Make, open_run
from tests.ui.pages.monitor.test_view import press

SECONDS = 60


def test_it_is_shown_in_the_browser_and_ends_with_the_window(
    qtbot: QtBot, page: MonitorView, make: Make, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl.url(url)))
    open_run(qtbot, page, make("20260101-120000-trial", "finished", events=[step(1)]))
    before = set(psutil.Process().children(recursive=True))
    press(qtbot, page, "Open Tensorboard")
    assert page.header.board.property("busy"), "starting it takes a while, which is seen"
    qtbot.waitUntil(lambda: bool(opened), timeout=2 * SECONDS * 1000)
    serving = set(psutil.Process().children(recursive=True)) - before
    assert "TensorBoard" in _page(opened[0])
    assert not shell.commands.to_ask_about(), "closing the window does not ask about it"
    shell.close()
    assert not psutil.wait_procs(serving, timeout=SECONDS)[1]


def _page(url: str) -> str:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=SECONDS) as answer:
        return bytes(answer.read()).decode()
