"""Errors before the person's eyes, one after the other.

Knows that only one dialog is open and none is lost. Does not know what went wrong.
"""

from __future__ import annotations

from collections import deque

from PySide6.QtWidgets import QWidget

from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Dialog, tell_error


class Telling:
    """The dialogs of one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._waiting: deque[tuple[Told, str]] = deque()
        self._shown: Dialog | None = None

    def tell(self, told: Told, details: str = "") -> None:
        if (told, details) in self._waiting:
            return
        self._waiting.append((told, details))
        self._next()

    def tell_mistake(self, what: str, details: str, log: str) -> None:
        """A mistake of the program itself."""
        told = Told(
            tr("Something went wrong inside DeepTuner."),
            what,
            tr("Your runs are not touched. The details are kept in {log}.", log=log),
        )
        self.tell(told, details)

    def _next(self) -> None:
        if self._shown is None and self._waiting:
            self._shown = tell_error(self._window, *self._waiting.popleft())
            self._shown.closed.connect(self._closed)

    def _closed(self) -> None:
        self._shown = None
        self._next()
