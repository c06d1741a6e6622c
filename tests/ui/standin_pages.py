"""Pages that note what the window asks of them, to test the window without the real ones."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from deeptuner.ui.page import Page
from deeptuner.ui.pages.table import PageSpec
from deeptuner.ui.shell import Shell

HERE = "tests.ui"
SPECS = (
    PageSpec("experiment", "Experiment", "flask", "standin_pages:NotingPage", HERE),
    PageSpec("fine-tuning", "Fine-Tuning", "sliders-horizontal", "standin_pages:NotingPage", HERE),
    PageSpec("monitor", "Monitor", "pulse", "standin_pages:NotingPage", HERE),
    PageSpec("merge-export", "Merge & Export", "git-merge", "standin_pages:BrokenPage", HERE),
    PageSpec("help", "Help", "book-open", "standin_pages:NotingPage", HERE),
)


class NotingPage(Page):
    """`noted`: what the window asked, in order."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.noted: list[object] = []
        self.field = QLineEdit()
        self.setLayout(QVBoxLayout())
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.field)

    def enter(self) -> None:
        self.noted.append("enter")

    def leave(self) -> None:
        self.noted.append("leave")

    def focus_search(self) -> None:
        self.noted.append("search")

    def go_to(self, target: object) -> None:
        self.noted.append(target)


class BrokenPage(Page):
    """A page with a mistake in it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        raise ZeroDivisionError("a mistake in a page")
