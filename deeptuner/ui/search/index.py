"""Everything that can be found, gathered when a search begins.

Knows what is read once and beside the event loop, and what is asked anew. Does not know how a
search is typed or shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from PySide6.QtCore import QObject, Signal

from deeptuner.ui.languages import language_of
from deeptuner.ui.search import entries as source
from deeptuner.ui.search.entries import Entry
from deeptuner.ui.services.background import in_background
from deeptuner.ui.shell import Shell


class Index(QObject):
    """`changed`: more can be found than before."""

    changed = Signal()

    def __init__(self, shell: Shell, tabs: Sequence[Entry], parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._tabs = list(tabs)
        self._read: list[Entry] = []
        self._reading = False

    def gather(self) -> None:
        """Read settings and articles, the first time that this is called."""
        if self._reading:
            return
        self._reading = True
        chosen = self._shell.preferences.language
        language = language_of(chosen)
        in_background(self, lambda: _read(language), self._take)

    def entries(self) -> Iterator[Entry]:
        return chain(self._tabs, self._read, source.runs(self._shell.runs.entries))

    def _take(self, read: list[Entry]) -> None:
        self._read = read
        self.changed.emit()


def _read(language: str) -> list[Entry]:
    return [*source.settings(), *source.articles(language)]
