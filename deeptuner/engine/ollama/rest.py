"""Ollama's REST API: files uploaded with progress, a model created, shown live, or deleted.

Knows HTTP and the API's answers; errors come as a status, and once an answer has begun as a line
with `error` under status 200. Does not know what a Modelfile should say.
Source: https://github.com/ollama/ollama/blob/main/docs/api.md
"""

from __future__ import annotations

import hashlib
import http.client
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deeptuner.engine.ollama.names import Address, check_name
from deeptuner.errors import DeepTunerError, InputError, RunError
from deeptuner.files import Progress
from deeptuner.words import Message, message

BLOCK: Final = 1 << 20  # bytes read and sent at once
SECONDS: Final = 60.0  # to wait for an answer that needs no work
WORK_SECONDS: Final = 1800.0  # between two lines while a model is converted
LONGEST: Final = 1 << 20  # bytes of one line, or of an error's text
QUOTED: Final = 300  # characters of Ollama's own words that are passed on


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

    def __init__(self, where: Address) -> None:
        self.where = where

    def version(self) -> str:
        with self._answer("GET", "/api/version") as response:
            return str(_object(_read(response)).get("version", ""))

    def upload(self, file: Path, progress: Progress) -> str:
        """Send a file, unless Ollama has it. Gives its digest.

        `progress` is called with bytes done and all; a file is read twice, so all is twice its
        size. What it raises ends the upload.
        """
        size = file.stat().st_size
        digest = _digest(file, lambda done: progress(done, 2 * size))
        path = f"/api/blobs/{digest}"
        if self._has(path):
            progress(2 * size, 2 * size)
            return digest
        body = _blocks(file, size, lambda done: progress(size + done, 2 * size))
        with self._answer("POST", path, body, {"Content-Length": str(size)}):
            return digest

    def create(self, name: str, request: Mapping[str, Any]) -> Iterator[Status]:
        """Create a model; yields what Ollama says, until it is done.

        `request` is the API's: `files` or `from`, `template`, `system`, `parameters`. Closing the
        iterator breaks off. Raises InputError for a name that Ollama refuses.
        """
        body = json.dumps({**request, "model": check_name(name), "stream": True}).encode()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        with self._answer("POST", "/api/create", iter([body]), headers, WORK_SECONDS) as response:
            last = ""
            for status in _statuses(response):
                last = status.text
                yield status
        if last != "success":
            raise RunError(message("engine.ollama.broke-off", last=last), where=str(self.where))

    def delete(self, name: str) -> None:
        """Delete a model. Raises InputError when there is none of that name."""
        body = json.dumps({"model": check_name(name)}).encode()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        with self._answer("DELETE", "/api/delete", iter([body]), headers):
            pass

    def _has(self, path: str) -> bool:
        try:
            with self._answer("HEAD", path):
                return True
        except _NotFoundError:
            return False

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        body: Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float = SECONDS,
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask, and give the answer if it is a good one. The connection is closed in any case."""
        connection = self._connection(seconds)
        try:
            with self._telling():
                self._send(connection, method, self.where.path + path, body, headers or {})
                response = connection.getresponse()
                if response.status >= 400:
                    raise self._refusal(response)
                yield response
        finally:
            connection.close()

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        if self.where.scheme == "https":
            return http.client.HTTPSConnection(self.where.host, self.where.port, timeout=seconds)
        return http.client.HTTPConnection(self.where.host, self.where.port, timeout=seconds)

    def _send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: Iterator[bytes] | None,
        headers: Mapping[str, str],
    ) -> None:
        try:
            connection.connect()
        except OSError as error:
            raise self._absent() from error
        try:
            connection.request(method, path, body, dict(headers))
        except (BrokenPipeError, ConnectionResetError):
            # It may have answered before it closed: why it does not want the rest.
            with suppress(OSError, http.client.HTTPException):
                response = connection.getresponse()
                if response.status >= 400:
                    raise self._refusal(response) from None
            raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            detail = str(error) or type(error).__name__
            raise RunError(
                message("engine.ollama.lost", detail=detail[:QUOTED]),
                where=str(self.where),
                fix=message("engine.ollama.lost-fix"),
            ) from error

    def _absent(self) -> RunError:
        return RunError(
            message("engine.ollama.absent"),
            where=str(self.where),
            fix=message("engine.ollama.absent-fix"),
        )

    def _refusal(self, response: http.client.HTTPResponse) -> DeepTunerError:
        said = _said(_object(_read(response))) or f"HTTP {response.status} {response.reason}"
        if response.status == 404:
            return _NotFoundError(_refused(said), where=str(self.where))
        return RunError(_refused(said), where=str(self.where))


class _NotFoundError(InputError):
    """Ollama has nothing of that name."""


def _refused(said: str) -> Message:
    return message("engine.ollama.refused", said=said[:QUOTED])


def _said(value: Mapping[str, Any]) -> str:
    error = value.get("error")
    return str(error.get("message", error) if isinstance(error, dict) else error or "")


def _statuses(response: http.client.HTTPResponse) -> Iterator[Status]:
    while line := response.readline(LONGEST):
        if not line.strip():
            continue
        value = _object(line)
        if said := _said(value):
            raise RunError(_refused(said), where="Ollama")
        done, total = value.get("completed"), value.get("total")
        counts = total if isinstance(total, int) and total > 0 else None
        yield Status(str(value.get("status", "")), done or 0 if counts else None, counts)


def _read(response: http.client.HTTPResponse) -> bytes:
    return response.read(LONGEST)


def _object(content: bytes) -> dict[str, Any]:
    """The JSON object, or an empty one for anything else, such as a torn line."""
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _digest(file: Path, done: Callable[[int], None]) -> str:
    summed, count = hashlib.sha256(), 0
    with file.open("rb") as content:
        while block := content.read(BLOCK):
            summed.update(block)
            count += len(block)
            done(count)
    return f"sha256:{summed.hexdigest()}"


def _blocks(file: Path, size: int, done: Callable[[int], None]) -> Iterator[bytes]:
    """The first `size` bytes: what a file grew by meanwhile was not promised."""
    count = 0
    with file.open("rb") as content:
        while block := content.read(min(BLOCK, size - count)):
            yield block
            count += len(block)
            done(count)
