"""Who wants to go where: a page, and what to show on it.

Knows the pages' names. Does not know who listens, nor what a target means to its page.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

PageName = Literal["experiment", "fine-tuning", "monitor", "merge-export", "help"]


class Navigator(QObject):
    """`asked(page, target)`: the target is a run's name, a setting's path, a term, or None."""

    asked = Signal(str, object)

    def open(self, page: PageName, target: object = None) -> None:
        self.asked.emit(page, target)
