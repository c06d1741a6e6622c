"""The top bar and the status bar around a board, as in the window.

Knows the kit. Does not know boards.
"""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QWidget

from deeptuner.ui.theme.fonts import font
from deeptuner.ui.theme.icons import icon
from deeptuner.ui.widgets import (
    IconButton,
    IconLabel,
    Label,
    Panel,
    Scroll,
    SearchField,
    hbox,
    vbox,
)


def framed(page: QWidget) -> QWidget:
    """The page under a top bar and above a status bar, as in the window."""
    board = QWidget()
    board.setLayout(vbox(_top(), (Scroll(page), 1), _status(), gap=0))
    return board


def _top() -> QWidget:
    tabs = QTabBar()
    tabs.setObjectName("nav")
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setFont(font(13, 500))
    for name, picture in (("Experiment", "flask"), ("Merge && Export", "git-merge")):
        tabs.addTab(icon(picture, "text3"), name)
    search = SearchField("Search everything", "Ctrl K")
    search.setFixedWidth(230)
    mark = Label("DeepTuner", 15, 700)
    row = hbox(IconLabel("deeptuner", size=24), mark, 16, tabs, None, search, gap=8)
    row.addWidget(IconButton("moon", "Dark"))
    row.addWidget(IconButton("gear-six", "Preferences"))
    row.setContentsMargins(16, 0, 12, 0)
    return Panel("top", row)


def _status() -> QWidget:
    words = Label("garden-support", 12, 400, "text2")
    row = hbox(IconLabel("folder-open", "text3", 14), words, None, margins=(16, 5, 16, 5))
    row.addWidget(Label("No run in progress", 12, 400, "text3"))
    return Panel("status", row)
