"""Brings calls from other threads into the event loop.

Knows one object that lives as long as the program. Does not know who sends what. A signal must not
be emitted by an object that the event loop may delete meanwhile: emitting lets go of Python's lock,
and the memory of the object may be gone before it is done.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

Call = Callable[[], None]


class Postman(QObject):
    """`post` may be called in any thread; the calls are made in the event loop, in their order."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._closed = False
        self._posting = threading.Lock()  # while it is held, Qt is there
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Call) -> None:
        with self._posting:
            if not self._closed:
                self._posted.emit(call)

    def close(self) -> None:
        """From now on nothing is delivered, and no thread is in Qt: it may be torn down."""
        with self._posting:
            self._closed = True
        QCoreApplication.removePostedEvents(self)

    def _deliver(self, call: Call) -> None:
        call()


@cache
def postman() -> Postman:
    """The one of this program; it belongs to the thread that asks first: the event loop's."""
    return Postman()
