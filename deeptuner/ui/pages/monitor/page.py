"""Monitor as a tab: there at once, while what draws curves is loaded beside the event loop.

Knows that loading takes most of a second, and what was asked meanwhile. Does not know what is shown
(`view.py`).
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from deeptuner.ui.garbage import set_aside
from deeptuner.ui.page import Page
from deeptuner.ui.services.background import in_background
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Skeleton, vbox

VIEW: Final = "deeptuner.ui.pages.monitor.view"


class MonitorPage(Page):
    """`view` is None until it is built."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.view: Page | None = None
        self._entered = False
        self._target: object = None
        self._skeleton = Skeleton(8)
        self._place: QVBoxLayout = vbox(margins=(16, 16, 16, 16))
        self._place.addWidget(self._skeleton, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._place)
        self._skeleton.start()
        in_background(self, lambda: import_module(VIEW), self._build)

    def enter(self) -> None:
        self._entered = True
        if self.view:
            self.view.enter()

    def leave(self) -> None:
        self._entered = False
        if self.view:
            self.view.leave()

    def focus_search(self) -> None:
        if self.view:
            self.view.focus_search()

    def go_to(self, target: object) -> None:
        if self.view:
            self.view.go_to(target)
        else:
            self._target = target

    def _build(self, module: ModuleType) -> None:
        view: Page = module.MonitorView(self.shell)
        self.view = view
        self._skeleton.stop()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.insertWidget(0, view, 1)
        if self._entered:
            view.enter()
        if self._target is not None:
            view.go_to(self._target)
        set_aside()
