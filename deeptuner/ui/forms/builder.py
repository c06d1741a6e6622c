"""Builds many widgets a few at a time, so that the window answers meanwhile.

Knows how long one go may take. Does not know what is built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SLICE = 0.012  # s of work at a time, under one frame


class Builder(QObject):
    """Calls each step until it returns False, in slices, then `finished`."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: list[Callable[[], bool]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._work)

    def start(self, steps: Iterable[Callable[[], bool]]) -> None:
        """Do these instead of what is still waiting."""
        self._steps = list(steps)
        self._timer.start()

    def stop(self) -> None:
        self._steps = []
        self._timer.stop()

    @property
    def busy(self) -> bool:
        return self._timer.isActive()

    def finish(self) -> None:
        """Do the rest at once."""
        while self._steps:
            self._step()
        self._end()

    def _work(self) -> None:
        began = perf_counter()
        while self._steps and perf_counter() - began < SLICE:
            self._step()
        if not self._steps:
            self._end()

    def _step(self) -> None:
        if not self._steps[0]():
            self._steps.pop(0)

    def _end(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.finished.emit()
