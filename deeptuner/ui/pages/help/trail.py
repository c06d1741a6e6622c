"""Which articles were read, to go back and forth, and the line above one that says where it is.

Knows ids and titles. Does not know what is shown.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui.help_texts.markdown import Span
from deeptuner.ui.pages.help.prose import Prose
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconButton, hbox

MOST = 100


class History:
    """Ids in the order in which they were read, and the place in it."""

    def __init__(self) -> None:
        self._read: list[str] = []
        self._at = -1

    @property
    def current(self) -> str:
        return self._read[self._at] if self._read else ""

    def visit(self, key: str) -> None:
        """A new article: what lay ahead is forgotten."""
        if key != self.current:
            self._read = [*self._read[: self._at + 1], key][-MOST:]
            self._at = len(self._read) - 1

    def can_go(self, way: int) -> bool:
        """Whether there is an article one back (-1) or one ahead (1)."""
        return 0 <= self._at + way < len(self._read)

    def go(self, way: int) -> str:
        """The article one back or ahead; the same when there is none."""
        if self.can_go(way):
            self._at += way
        return self.current


class Trail(QWidget):
    """Back, forward, and the breadcrumb. `followed` tells a crumb's target."""

    moved = Signal(int)
    followed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", tr("Back (Alt+Left)"))
        self.forward = IconButton("arrow-right", tr("Forward (Alt+Right)"))
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.forward.clicked.connect(lambda: self.moved.emit(1))
        self._crumbs = Prose(())
        self._crumbs.linkActivated.connect(self.followed)
        self.setLayout(hbox(self.back, self.forward, 6, (self._crumbs, 1), gap=0))

    def set_place(self, crumbs: list[tuple[str, str]], history: History) -> None:
        """Crumbs are titles with link targets; the last has none."""
        spans: list[Span] = []
        for at, (title, target) in enumerate(crumbs):
            spans += [Span("  ›  ")] if at else []
            spans.append(Span(title, link=target))
        self._crumbs.show_spans(tuple(spans))
        self.back.setEnabled(history.can_go(-1))
        self.forward.setEnabled(history.can_go(1))
