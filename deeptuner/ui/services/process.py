"""What commands and the worker have in common: a child of ours that speaks in JSON lines.

Knows how our own program is called, how bytes become lines whatever they are torn into, the last
words on standard error, and how a child and its children are ended. Does not know what lines mean.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import orjson
from PySide6.QtCore import QProcess, QProcessEnvironment, QTimer

AT_A_TIME: Final = 1 << 18  # bytes read before the event loop has its turn again
LONGEST: Final = 1 << 26  # bytes of one line; a longer one is noise
LAST_LINES: Final = 200
LAST_CHARACTERS: Final = 20_000


def program_words(words: Sequence[str]) -> list[str]:
    """Our own command line in a process of its own. `-P`: no file of the person's folder is taken
    for a library."""
    return [sys.executable, "-P", "-m", "deeptuner.cli.main", *words]


class JsonLines:
    """Bytes in, objects out. What is no object (a library printed it) is left out."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> Iterator[dict[str, Any]]:
        *lines, rest = data.split(b"\n")
        for line in lines:
            whole = bytes(self._rest) + line
            self._rest.clear()
            if not self._skipping and (value := _object(whole)) is not None:
                yield value
            self._skipping = False
        self._rest += rest
        if len(self._rest) > LONGEST:
            self._rest.clear()
            self._skipping = True

    def end(self) -> Iterator[dict[str, Any]]:
        """What stands after the last line break, if it is whole."""
        yield from self.feed(b"\n")


def _object(line: bytes) -> dict[str, Any] | None:
    if not line.lstrip().startswith(b"{"):
        return None
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


class Child(QProcess):
    """A process in a session of its own, so that it and its children can be ended together.

    `heard` gets each object of its standard output; `last_words()` ends its standard error.
    """

    def __init__(self, heard: Callable[[dict[str, Any]], None]) -> None:
        super().__init__()
        self._heard = heard
        self._lines = JsonLines()
        self._errors: deque[str] = deque(maxlen=LAST_LINES)
        self._torn = ""
        parameters = QProcess.UnixProcessParameters()
        parameters.flags = QProcess.UnixProcessFlag.CreateNewSession
        self.setUnixProcessParameters(parameters)
        self.readyReadStandardOutput.connect(self._read)
        self.readyReadStandardError.connect(self._read_errors)

    def begin(self, words: Sequence[str], cwd: str, environment: Mapping[str, str]) -> None:
        variables = QProcessEnvironment.systemEnvironment()
        for name, value in environment.items():
            variables.insert(name, value)
        self.setProcessEnvironment(variables)
        self.setWorkingDirectory(cwd)
        self.start(words[0], list(words[1:]))

    def alive(self) -> bool:
        return self.state() != QProcess.ProcessState.NotRunning

    def send(self, number: signal.Signals) -> None:
        """A signal to the process alone, which then ends its own children."""
        if self.processId():
            with suppress(ProcessLookupError):
                os.kill(self.processId(), number)

    def end_all(self) -> None:
        """Kill the process and all that it started."""
        if self.processId():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.processId(), signal.SIGKILL)
        self.kill()

    def drain(self) -> None:
        """Hear what is left once the process has ended."""
        while self.bytesAvailable():
            self._hear(bytes(self.read(AT_A_TIME).data()))
        for value in self._lines.end():
            self._heard(value)
        self._read_errors()

    def last_words(self) -> str:
        lines = [*self._errors, self._torn]
        return "\n".join(lines).strip()[-LAST_CHARACTERS:]

    def _read(self) -> None:
        self._hear(bytes(self.read(AT_A_TIME).data()))
        if self.bytesAvailable():
            QTimer.singleShot(0, self, self._read)

    def _hear(self, data: bytes) -> None:
        for value in self._lines.feed(data):
            self._heard(value)

    def _read_errors(self) -> None:
        text = bytes(self.readAllStandardError().data()).decode(errors="replace")
        *lines, torn = (self._torn + text).split("\n")
        self._errors.extend(line.rpartition("\r")[2] for line in lines)
        self._torn = torn[-LAST_CHARACTERS:]
