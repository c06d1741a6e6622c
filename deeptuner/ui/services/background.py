"""A piece of reading done beside the event loop, its result brought back into it.

Knows threads and the owner's life. Does not know what is read; work that computes belongs into a
command or the worker, since Python runs one thread at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool
from shiboken6 import isValid

from deeptuner.errors import DeepTunerError
from deeptuner.ui.services.postman import postman
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


class _Task(QRunnable):
    def __init__(self, errand: Errand, work: Callable[[], object]) -> None:
        super().__init__()
        self._errand = errand
        self._work = work
        self._post = postman().post

    def run(self) -> None:
        self._post(partial(_deliver, self._errand, *_outcome(self._work)))


def _deliver(errand: Errand, result: object, told: Told | None) -> None:
    """In the event loop; the owner may be gone by now, and the errand with it."""
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


def in_background(
    owner: QObject,
    work: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[Told], None] | None = None,
) -> Errand:
    """Do `work` in a thread; `done(result)` or `failed(told)` is called in the event loop."""
    errand = Errand(owner, done, failed)
    QThreadPool.globalInstance().start(_Task(errand, work))
    return errand
