"""The top bar in its window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from deeptuner.ui.main_window import MainWindow
from deeptuner.ui.shell import Shell
from tests.ui.standin_pages import SPECS


@pytest.mark.parametrize("tab", [spec.name for spec in SPECS])
def test_tabs_are_whole_whichever_is_open_at_start(shell: Shell, qtbot: QtBot, tab: str) -> None:
    shell.preferences.tab = tab
    window = MainWindow(shell, None, SPECS)
    qtbot.addWidget(window)
    window.show()
    tabs = window.top.tabs
    qtbot.waitUntil(lambda: tabs.size() == tabs.sizeHint())
    assert all(tabs.rect().contains(tabs.tabRect(number)) for number in range(tabs.count()))
