"""The worker: one long-lived child that answers while a person edits.

Knows the wire (one JSON object a line, requests and answers by number), cancelling, and starting
again after it died. Does not know any request.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from weakref import ref

import orjson
from PySide6.QtCore import QMetaObject, QObject, QProcess, QTimer
from shiboken6 import isValid

from deeptuner.ui.services.command import explained
from deeptuner.ui.services.process import Child, program_words
from deeptuner.ui.translation import Told, tr

GRACE: Final = 500  # ms for the worker to end once its standard input has closed
Heard = Callable[[dict[str, Any]], None]


@dataclass(slots=True, eq=False, weakref_slot=True)
class Asked:
    """A request under way. After `cancel` none of its callbacks is called."""

    _worker: Worker
    number: int
    name: str
    done: Heard
    failed: Callable[[Told], None] | None
    progressed: Heard | None
    owner: QObject | None
    latest: str
    bond: QMetaObject.Connection | None = None  # to the owner's end

    def cancel(self) -> None:
        self._worker._cancel(self)

    @property
    def open(self) -> bool:
        return self._worker._open.get(self.number) is self

    def wanted(self) -> bool:
        return self.owner is None or isValid(self.owner)


class Worker(QObject):
    """`deeptuner worker`, started by the first request."""

    def __init__(self, program: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = list(program or program_words(["worker"]))
        self._child: Child | None = None
        self._open: dict[int, Asked] = {}
        self._number = 0

    def ask(
        self,
        name: str,
        params: Mapping[str, Any],
        done: Heard,
        failed: Callable[[Told], None] | None = None,
        progressed: Heard | None = None,
        owner: QObject | None = None,
        latest: str = "",
    ) -> Asked:
        """Ask `name`; exactly one of `done` and `failed` is called, later, unless it is cancelled.

        It is cancelled when `owner` is destroyed and, with `latest`, by the next request of the
        same key.
        """
        if latest:
            for older in [each for each in self._open.values() if each.latest == latest]:
                older.cancel()
        self._number += 1
        asked = Asked(self, self._number, name, done, failed, progressed, owner, latest)
        self._open[asked.number] = asked
        if owner is not None:
            asked.bond = owner.destroyed.connect(asked.cancel)
        self._send({"id": asked.number, "ask": name, "params": dict(params)})
        return asked

    @property
    def running(self) -> bool:
        """Whether there is one, which may hold something between requests."""
        return self._child is not None

    def stop(self) -> None:
        """End the worker; open requests are forgotten."""
        for asked in list(self._open.values()):
            self._close(asked)
        child, self._child = self._child, None
        if child is None:
            return
        child.closeWriteChannel()
        child.send(signal.SIGTERM)  # at once, also while it is still loading
        if not child.waitForFinished(GRACE):
            child.end_all()
            child.waitForFinished(GRACE)
        child.deleteLater()

    def _cancel(self, asked: Asked) -> None:
        if self._close(asked) and self._child is not None:
            self._write(self._child, {"id": asked.number, "cancel": True})

    def _close(self, asked: Asked) -> bool:
        """It is no longer open; False when it was not."""
        if asked.bond is not None:
            QObject.disconnect(asked.bond)
            asked.bond = None
        return self._open.pop(asked.number, None) is not None

    def _send(self, request: Mapping[str, Any]) -> None:
        if self._child is None:
            self._child = self._start()
        self._write(self._child, request)

    def _write(self, child: Child, request: Mapping[str, Any]) -> None:
        child.write(orjson.dumps(request, default=str) + b"\n")

    def _start(self) -> Child:
        # Without a hold on us: it would be our last one once we are let go of, and let go of while
        # the child is deleted, with which we would delete it, our own, a second time.
        child = Child(partial(_hear, ref(self)))
        child.setParent(self)
        child.finished.connect(self._died)
        child.errorOccurred.connect(self._erred)
        child.begin(self._program, "", {})
        return child

    def _hear(self, answer: dict[str, Any]) -> None:
        asked = self._open.get(answer.get("id", 0))
        if asked is None or not asked.wanted():
            return
        match answer:
            case {"kind": "progress"} if asked.progressed:
                asked.progressed(answer)
            case {"kind": "result", "result": dict(result)}:
                self._close(asked)
                asked.done(result)
            case {"kind": "error", "error": dict(error)}:
                self._close(asked)
                _fail(asked, explained(error))

    def _erred(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            QTimer.singleShot(0, self, self._died)

    def _died(self, *_how: object) -> None:
        """What was asked of it fails; the next request starts another."""
        child = self._child
        if child is None or child.alive():
            return
        child.drain()
        self._child = None
        child.deleteLater()
        told = _why(child)
        for asked in list(self._open.values()):
            if self._close(asked) and asked.wanted():
                _fail(asked, told)


def _hear(worker: ref[Worker], answer: dict[str, Any]) -> None:
    if (there := worker()) is not None:
        there._hear(answer)


def _fail(asked: Asked, told: Told) -> None:
    if asked.failed is not None:
        asked.failed(told)


def _why(child: Child) -> Told:
    last = child.last_words().splitlines()[-1:] or [child.errorString()]
    return Told(
        tr("The helper that reads models and datasets has ended: {last}", last=last[0]),
        "",
        tr("Try again; it is started anew."),
    )
