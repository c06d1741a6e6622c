"""The base of the five pages.

Knows what the window asks of a page when its tab is opened, left, searched or asked to show
something. Does not know any page, nor how the window lays them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from deeptuner.ui.shell import Shell


class Page(QWidget):
    """One tab's contents. Everything it needs comes from `shell`; it knows no other page."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell

    def enter(self) -> None:
        """The tab was opened."""

    def leave(self) -> None:
        """Another tab was opened."""

    def focus_search(self) -> None:
        """The person pressed `/`: put the cursor into the page's search field, if it has one."""

    def go_to(self, target: object) -> None:
        """Show what the navigator was asked for, e.g. a setting's path or a run's name."""
