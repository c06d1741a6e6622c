"""Threads work in turns: one at a time, each when the event loop gives leave.

Knows nothing of what a turn is used for; it should be a few milliseconds. Python runs one thread at
a time, and whoever wants to go on waits until the running one lets go, up to five milliseconds. A
paint lets go many times, so that several busy threads beside it make it many times as long. With a
turn for each leave, one round of the event loop waits for one turn at most.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

from deeptuner.ui.services.postman import Call, postman

PATIENCE: Final = 0.05  # seconds; an event loop that is busy for longer must not stop all reading


class Turns:
    """`post` brings a call into the event loop, from any thread."""

    def __init__(self, post: Callable[[Call], None]) -> None:
        self._post = post
        self._one = threading.Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """In a thread: wait for the others and for leave, then work."""
        with self._one:
            leave = threading.Event()
            self._post(leave.set)
            leave.wait(PATIENCE)
            yield


@cache
def turns() -> Turns:
    """Those of this program; to be asked for in the event loop first."""
    return Turns(postman().post)
