"""Ollama's REST API: files uploaded with progress, a model created, shown live, tried, or deleted.

Knows the API's requests and answers; once an answer has begun, an error comes as a line with
`error` under status 200. Does not know what a Modelfile should say, nor HTTP (`connection.py`).
Source: https://github.com/ollama/ollama/blob/main/docs/api.md
"""

from __future__ import annotations

import hashlib
import http.client
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deeptuner.engine.ollama.connection import (
    LONGEST,
    SECONDS,
    Connection,
    NotFoundError,
    error_in,
    object_in,
)
from deeptuner.engine.ollama.names import Address, check_name
from deeptuner.errors import RunError
from deeptuner.files import Progress
from deeptuner.words import message

BLOCK: Final = 1 << 20  # bytes read and sent at once
GREETING_SECONDS: Final = 5.0  # for its version, which it has at hand
WORK_SECONDS: Final = 1800.0  # between two lines while a model is converted, or until it is loaded
OLDEST: Final = (0, 5, 5)  # the first that takes files as this program sends them
STAY: Final = "5m"  # how long a model stays loaded after it was tried, unless it was the last time


@dataclass(frozen=True, slots=True)
class Status:
    """A line of the answer: what Ollama is doing, and how much of it is done where it counts."""

    text: str
    done: int | None = None
    total: int | None = None


class Ollama:
    """One Ollama. Nothing is sent before the first call.

    Every method raises RunError when Ollama is not there, refuses, or breaks off.
    """

    def __init__(self, where: Address, seconds: float = SECONDS) -> None:
        self.where = where
        self._connection = Connection(where, seconds)
        self._greeting = min(GREETING_SECONDS, seconds)

    def version(self) -> str:
        """Raises RunError also where something else than Ollama answers."""
        with self._connection.answer("GET", "/api/version", seconds=self._greeting) as response:
            told = object_in(response.read(LONGEST)).get("version")
        if not isinstance(told, str) or not told:
            raise RunError(
                message("engine.ollama.not-ollama"),
                where=str(self.where),
                fix=message("engine.ollama.not-ollama-fix"),
            )
        return told

    def require(self) -> str:
        """The version, if models can be created as this program does it."""
        told = self.version()
        numbers = tuple(int(one) for one in re.findall(r"\d+", told)[:3])
        if (0, 0, 0) < numbers < OLDEST:  # who builds it from source may have 0.0.0
            raise RunError(
                message("engine.ollama.too-old", version=told, oldest=".".join(map(str, OLDEST))),
                where=str(self.where),
                fix=message("engine.ollama.too-old-fix"),
            )
        return told

    def has(self, name: str) -> bool:
        """Whether there is a model of that name."""
        try:
            with self._connection.asked("POST", "/api/show", {"model": check_name(name)}):
                return True
        except NotFoundError:
            return False

    def upload(self, file: Path, progress: Progress) -> str:
        """Send a file, unless Ollama has it. Gives its digest.

        `progress` is called with bytes done and all; a file is read twice, so all is twice its
        size. What it raises ends the upload.
        """
        size = file.stat().st_size
        digest = _digest(file, lambda done: progress(done, 2 * size))
        path = f"/api/blobs/{digest}"
        if self._has_blob(path):
            progress(2 * size, 2 * size)
            return digest
        body = _blocks(file, size, lambda done: progress(size + done, 2 * size))
        headers = {"Content-Length": str(size)}
        with self._connection.answer("POST", path, body, headers):
            return digest

    def create(self, name: str, request: Mapping[str, Any]) -> Iterator[Status]:
        """Create a model; yields what Ollama says, until it is done.

        `request` is the API's: `files` or `from`, `template`, `system`, `parameters`, `quantize`.
        Closing the iterator breaks off. Raises InputError for a name that Ollama refuses.
        """
        asked = {**request, "model": check_name(name), "stream": True}
        with self._connection.asked("POST", "/api/create", asked, WORK_SECONDS) as response:
            last = ""
            for status in self._statuses(response):
                last = status.text
                yield status
        if last != "success":
            raise RunError(message("engine.ollama.broke-off", last=last), where=str(self.where))

    def delete(self, name: str) -> None:
        """Delete a model. Raises InputError when there is none of that name."""
        with self._connection.asked("DELETE", "/api/delete", {"model": check_name(name)}):
            pass

    def rendered(
        self, name: str, messages: Sequence[Mapping[str, Any]], *, last: bool
    ) -> str | None:
        """What Ollama makes of a conversation, as text; None where it does not tell.

        It loads the model for that; after the `last` call it is unloaded. The field is meant for
        finding faults; an Ollama that does not know it answers with one token at most.
        """
        asked = {
            "model": name,
            "messages": list(messages),
            "stream": False,
            "truncate": False,
            "options": {"num_predict": 1},
            "keep_alive": 0 if last else STAY,
            "_debug_render_only": True,
        }
        with self._connection.asked("POST", "/api/chat", asked, WORK_SECONDS) as response:
            told = object_in(response.read(LONGEST)).get("_debug_info")
        text = told.get("rendered_template") if isinstance(told, dict) else None
        return text if isinstance(text, str) else None

    def _has_blob(self, path: str) -> bool:
        try:
            with self._connection.answer("HEAD", path):
                return True
        except NotFoundError:
            return False

    def _statuses(self, response: http.client.HTTPResponse) -> Iterator[Status]:
        while line := response.readline(LONGEST):
            value = object_in(line)
            if said := error_in(value):
                raise self._connection.refused(said)
            done, total = value.get("completed"), value.get("total")
            counts = total if isinstance(total, int) and total > 0 else None
            if text := str(value.get("status", "")):  # else the line is empty, or torn
                yield Status(text, done or 0 if counts else None, counts)


def _digest(file: Path, done: Callable[[int], None]) -> str:
    summed, count = hashlib.sha256(), 0
    with file.open("rb") as content:
        while block := content.read(BLOCK):
            summed.update(block)
            count += len(block)
            done(count)
    return f"sha256:{summed.hexdigest()}"


def _blocks(file: Path, size: int, done: Callable[[int], None]) -> Iterator[bytes]:
    """The first `size` bytes: what a file grew by meanwhile was not promised. Raises RunError when
    it holds fewer by now."""
    count = 0
    with file.open("rb") as content:
        while block := content.read(min(BLOCK, size - count)):
            yield block
            count += len(block)
            done(count)
    if count < size:
        raise RunError(message("engine.ollama.file-changed"), where=str(file))
