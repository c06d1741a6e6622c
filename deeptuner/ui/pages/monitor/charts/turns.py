"""Whose turn it is to draw: one chart after the other, so that the window stays quick.

Knows who waits, and that what is seen goes first. Does not know what is drawn.
"""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QRegion

APART: Final = 12  # milliseconds between two charts, in which the first is painted


class Drawing(Protocol):
    """What can wait for its turn."""

    def draw(self) -> None: ...
    def visibleRegion(self) -> QRegion: ...  # noqa: N802 - Qt's name


class Turns(QObject):
    """`ask` for a turn; who waits already keeps their place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Drawing] = []
        self._next = QTimer(self, singleShot=True, interval=APART)
        self._next.timeout.connect(self._give)

    @property
    def idle(self) -> bool:
        """Whether nobody waits."""
        return not self._waiting

    def ask(self, drawing: Drawing) -> None:
        if drawing not in self._waiting:
            self._waiting.append(drawing)
        if not self._next.isActive():
            self._next.start()

    def _give(self) -> None:
        seen = (one for one in self._waiting if not one.visibleRegion().isEmpty())
        drawing = next(seen, self._waiting[0])
        self._waiting.remove(drawing)
        if self._waiting:
            self._next.start()
        drawing.draw()
