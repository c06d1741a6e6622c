"""The process that holds the models of a chat: started when first asked, ended when not used.

Knows its lines (`deeptuner.engine.chat.wire`), stopping it, and that it may die. Holds no model
and knows no question. It ends with us, however we end: it sees its standard input close.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import IO, Any, Final, NoReturn

import orjson

from deeptuner.errors import EngineError, Interrupted, error_from_json
from deeptuner.words import message

MODULE: Final = "deeptuner.engine.chat"
LOOK: Final = 0.05  # seconds between two looks whether the answer is still wanted
GRACE: Final = 10.0  # seconds for a told stop to be heard; then the process is ended
KILLED: Final = -9
Tell = Callable[[Mapping[str, Any]], None]


class ChatProcess:
    """One process for all chats of whoever holds this, asked one thing at a time."""

    def __init__(self, idle: float | None = None) -> None:
        self._words = ["--idle", str(idle)] if idle is not None else []
        self._asking = threading.Lock()
        self._child: _Child | None = None
        self._number = 0

    @property
    def pid(self) -> int | None:
        """Of the process, while it lives."""
        child = self._child
        return child.process.pid if child is not None and child.lives() else None

    def ask(self, params: Mapping[str, Any], tell: Tell, stop: threading.Event) -> dict[str, Any]:
        """The result of a request; `tell` hears its progress. With `stop` the answer ends where it
        is.

        Raises what the process reports, EngineError when it died, Interrupted when it was closed,
        or had to be because it did not stop.
        """
        with self._asking:
            while True:
                try:
                    return self._asked(params, tell, stop)
                except _Left:  # in the moment in which it was asked
                    continue

    def close(self) -> None:
        """End the process, and with it what it holds. Does nothing when there is none."""
        if self._child is not None:
            self._child.close()

    def _asked(
        self, params: Mapping[str, Any], tell: Tell, stop: threading.Event
    ) -> dict[str, Any]:
        self._number += 1
        child = self._living()
        child.send({"id": self._number, "chat": dict(params)})
        until: float | None = None
        while True:
            if stop.is_set() and until is None:
                until = monotonic() + GRACE
                child.send({"id": self._number, "stop": True})
            if until is not None and monotonic() > until:
                child.close()
            if (result := child.heard(self._number, tell)) is not None:
                return result

    def _living(self) -> _Child:
        if self._child is None or not self._child.lives():
            if self._child is not None:
                self._child.forget()
            self._child = _begin(self._words)
        return self._child


class _Left(Exception):  # noqa: N818 - not a failure: nobody had asked for long
    """The process has ended by itself."""


class _Child:
    """One such process and what it says."""

    def __init__(self, process: subprocess.Popen[bytes], said: IO[str]) -> None:
        self.process = process
        self._said = said
        self._lines: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._closed = False
        threading.Thread(target=self._read, daemon=True).start()

    def lives(self) -> bool:
        return self.process.poll() is None

    def send(self, request: Mapping[str, Any]) -> None:
        assert self.process.stdin is not None
        line = orjson.dumps(request, default=str, option=orjson.OPT_APPEND_NEWLINE)
        with suppress(BrokenPipeError):  # it has just died: its lines end, and that is told
            self.process.stdin.write(line)
            self.process.stdin.flush()

    def heard(self, number: int, tell: Tell) -> dict[str, Any] | None:
        """The result, if the next line is that of request `number`; other lines are told or raised.
        None also when nothing was said for a moment."""
        try:
            line = self._lines.get(timeout=LOOK)
        except queue.Empty:
            return None
        if line is None:
            self._lines.put(None)  # it stays ended
            self._raise_death()
        if line.pop("id", None) != number:
            return None
        match line.pop("kind", None):
            case "result":
                return dict(line["result"])
            case "error":
                raise error_from_json(line["error"])
        tell(line)
        return None

    def close(self) -> None:
        self._closed = True
        self.process.kill()
        self.process.wait()

    def forget(self) -> None:
        """It has ended: close what was open for it."""
        for pipe in (self.process.stdin, self.process.stdout, self._said):
            assert pipe is not None
            with suppress(OSError):
                pipe.close()

    def _raise_death(self) -> NoReturn:
        code = self.process.wait()
        if self._closed:
            raise Interrupted(message("cli.worker.cancelled"))
        if code == 0:
            raise _Left
        self._said.seek(0)
        lines = [line.strip() for line in self._said if line.strip()] or ["–"]
        what = "engine.chat.killed" if code == KILLED else "engine.chat.died"
        raise EngineError(
            message(what, code=code, last=lines[-1]), fix=message("engine.chat.fix-died")
        )

    def _read(self) -> None:
        assert self.process.stdout is not None
        with suppress(ValueError, OSError):
            for line in self.process.stdout:
                with suppress(orjson.JSONDecodeError):
                    self._lines.put(orjson.loads(line))
        self.process.wait()  # so that nothing is left of it
        self._lines.put(None)


def _begin(words: list[str]) -> _Child:
    said = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115 - closed by `forget`
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", MODULE, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        start_new_session=True,  # Ctrl-C in a terminal is ours alone
    )
    return _Child(process, said)
