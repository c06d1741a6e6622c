"""A piece of reading done beside the event loop, its result brought back into it.

Knows threads and the owner's life. Does not know what is read; work that computes belongs into a
command or the worker, since Python runs one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from deeptuner.errors import DeepTunerError
from deeptuner.ui.services.postman import Call, postman
from deeptuner.ui.services.threads import Beside, under_way, wait_for
from deeptuner.ui.translation import Told, explain, tr

Result = TypeVar("Result")


class Errand(QObject):
    """One piece of work under way. It belongs to its owner, and ends unheard when that goes."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Told], None] | None,
    ) -> None:
        super().__init__(owner)
        self._done = done
        self._failed = failed
        self.dropped = False

    def drop(self) -> None:
        """Nobody wants the result any more."""
        self.dropped = True

    def deliver(self, result: object, told: Told | None) -> None:
        self.deleteLater()
        if self.dropped:
            return
        if told is None:
            self._done(result)
        elif self._failed is not None:
            self._failed(told)


class _Errands(Beside):
    """Threads that run an errand each."""


def in_background(
    owner: QObject,
    work: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[Told], None] | None = None,
) -> Errand:
    """Do `work` in a thread; `done(result)` or `failed(told)` is called in the event loop."""
    errand = Errand(owner, done, failed)
    _Errands(partial(_run, [errand, work], postman().post), "errand").start()
    return errand


def busy() -> bool:
    """Whether something is still being read."""
    return bool(under_way(_Errands))


def wait_until_read() -> bool:
    """Wait until everything is read. Results are delivered by the event loop, not in here."""
    return wait_for(under_way(_Errands))


def _run(held: list[Any], post: Callable[[Call], None], _over: Event) -> None:
    """In the thread. What is `held`, the errand and the work with all that it refers to, is let go
    of by the event loop: widgets are among it, which must not die in here."""
    try:
        outcome = _outcome(held[1])
    except BaseException:
        post(held.clear)
        raise
    post(partial(_deliver, held, *outcome))


def _deliver(held: list[Any], result: object, told: Told | None) -> None:
    """In the event loop; the owner may be gone by now, and the errand with it."""
    errand: Errand = held[0]
    held.clear()
    if isValid(errand):
        errand.deliver(result, told)


def _outcome(work: Callable[[], object]) -> tuple[object, Told | None]:
    try:
        return work(), None
    except DeepTunerError as error:
        return None, explain(error)
    except OSError as error:
        why = error.strerror or str(error)
        return None, Told(tr("Reading failed: {why}.", why=why), str(error.filename or ""))
