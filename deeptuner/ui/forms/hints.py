"""What the form was told besides the settings: suggestions for lists, and what `auto` came to.

Knows them by the setting's path and tells when they change. Does not know who found them out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deeptuner.settings.catalog import Value


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that fits into a list, and what the person reads; `why_not`: it cannot be chosen."""

    value: Value
    text: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the program would take for `auto`, in words, and the reason."""

    text: str
    reason: str = ""


class Hints(QObject):
    """One per form."""

    suggested = Signal(str)
    decided = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None  # the experiment's: paths inside it are shown relative
        self._suggestions: dict[str, tuple[Suggestion, ...]] = {}
        self._decided: dict[str, Decided] = {}

    def suggestions(self, path: str) -> tuple[Suggestion, ...]:
        return self._suggestions.get(path, ())

    def decision(self, path: str) -> Decided | None:
        return self._decided.get(path)

    def suggest(self, path: str, suggestions: Iterable[Suggestion]) -> None:
        self._suggestions[path] = tuple(suggestions)
        self.suggested.emit(path)

    def decide(self, path: str, decided: Decided | None) -> None:
        """Say what `auto` would be; None: nobody knows any more."""
        if self._decided.get(path) == decided:
            return
        if decided is None:
            del self._decided[path]
        else:
            self._decided[path] = decided
        self.decided.emit(path)
