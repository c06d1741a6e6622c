"""Threads of the window: pure Python, begun and ended in order.

Knows which are under way, how they are told to end, and how they are waited for. Does not know what
they do. None of them touches anything of Qt but the postman: what is let go of in a thread dies
there, and Qt's objects, and Python's that are connected to them, do not survive that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

PATIENCE: Final = 5.0  # seconds that threads are given to end; a disk may never answer


class Beside(threading.Thread):
    """`work(over)` beside the event loop. `over` is set when nobody wants its work any more."""

    def __init__(self, work: Callable[[threading.Event], None], name: str) -> None:
        self.over = threading.Event()
        super().__init__(target=work, args=(self.over,), name=name, daemon=True)


def under_way(kind: type[Beside] = Beside) -> list[Beside]:
    """Those of a kind that have begun and not ended."""
    return [thread for thread in threading.enumerate() if isinstance(thread, kind)]


def wait_for(threads: Sequence[Beside], patience: float = PATIENCE) -> bool:
    """Until all have ended, so many seconds at most. Returns whether they have."""
    until = time.monotonic() + patience
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0))
    return not any(thread.is_alive() for thread in threads)


def end_all() -> bool:
    """Tell all that it is over, and wait for them. Returns whether they have ended."""
    threads = under_way()
    for thread in threads:
        thread.over.set()
    return wait_for(threads)
