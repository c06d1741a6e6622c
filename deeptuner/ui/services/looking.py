"""A thread that looks at files again and again, and tells the event loop what it has seen.

Knows how such a thread begins, waits, tells and ends. Does not know what it looks at: that is an
iterator of what to tell, and of seconds to wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event
from weakref import ref

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from deeptuner.ui.services.postman import postman
from deeptuner.ui.services.threads import Beside, wait_for
from deeptuner.ui.services.turns import Turns, turns


class Looking(QObject):
    """`told` brings each thing but the seconds, in order. It ends with `stop` or with its owner.

    The iterator runs in the thread alone, from one item to the next in a turn of its own (`turns`):
    so it should wait a little after every few milliseconds of work. What it is to be called for, a
    function without arguments, waits in its own way.
    """

    told = Signal(object)

    def __init__(self, look: Iterator[object], parent: QObject, name: str) -> None:
        super().__init__(parent)
        work = partial(_tell_what_is_seen, look, turns(), postman().post, ref(self))
        self._thread = Beside(work, name)
        over = self._over = self._thread.over
        # Not `over.set` itself: PySide watches the object of a bound method, to take the connection
        # away when that dies, which it may do in the thread.
        self.destroyed.connect(lambda: over.set())  # noqa: PLW0108

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Tell no more. The thread ends by itself within its next few milliseconds of work."""
        self._over.set()

    def wait(self) -> None:
        """Wait until the thread has ended; after `stop`."""
        wait_for([self._thread])

    def deliver(self, seen: object) -> None:
        """In the event loop: tell what the thread has seen."""
        if not self._over.is_set():
            self.told.emit(seen)


def _tell_what_is_seen(
    look: Iterator[object],
    turns: Turns,
    post: Callable[[Callable[[], None]], None],
    looking: ref[Looking],
    over: Event,
) -> None:
    """In the thread."""
    while not over.is_set():
        with turns.turn():
            item = None if over.is_set() else next(look, None)
        if item is None or over.is_set():
            return
        if isinstance(item, float):
            over.wait(item)
        elif callable(item):
            item()
        else:
            post(partial(_deliver, looking, item))


def _deliver(looking: ref[Looking], item: object) -> None:
    there = looking()
    if there is not None and isValid(there):
        there.deliver(item)
