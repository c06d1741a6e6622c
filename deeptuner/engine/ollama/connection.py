"""Asking one Ollama over HTTP: a request, its answer, and every way in which that fails, in words.

Knows HTTP and how Ollama words its errors. Does not know its API (`rest.py`).
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

from deeptuner.engine.ollama.names import Address
from deeptuner.errors import DeepTunerError, InputError, RunError
from deeptuner.words import Message, message

KNOCK_SECONDS: Final = 10.0  # to wait until a connection stands
SECONDS: Final = 60.0  # to wait for an answer that needs no work
LONGEST: Final = 1 << 20  # bytes of one line, or of an error's text
QUOTED: Final = 300  # characters of Ollama's own words that are passed on
_NO_ROOM: Final = ("no space left", "not enough space", "disk full", "disk quota")


class NotFoundError(InputError):
    """Ollama has nothing of that name."""


class Connection:
    """One Ollama. Nothing is sent before the first call, and every call is a connection of its own.

    `seconds`: how long an answer that needs no work may take.
    """

    def __init__(self, where: Address, seconds: float = SECONDS) -> None:
        self.where = where
        self._seconds = seconds

    @contextmanager
    def answer(
        self,
        method: str,
        path: str,
        body: Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask, and give the answer if it is a good one. The connection is closed in any case.

        Raises RunError when Ollama is not there, refuses, or breaks off; NotFoundError for 404.
        """
        connection = self._connection()
        try:
            with self._telling():
                self._send(connection, seconds, method, self.where.path + path, body, headers or {})
                response = connection.getresponse()
                if response.status >= 400:
                    raise self._refusal(response)
                yield response
        finally:
            connection.close()

    @contextmanager
    def asked(
        self, method: str, path: str, value: Mapping[str, Any], seconds: float | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask with a JSON object. Raises as `answer` does."""
        body = json.dumps(value).encode()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        with self.answer(method, path, iter([body]), headers, seconds) as response:
            yield response

    def refused(self, said: str) -> RunError:
        """What Ollama said when it did not do what it was asked."""
        full = any(words in said.lower() for words in _NO_ROOM)
        fix = message("engine.ollama.no-room-fix") if full else None
        return RunError(_quoted(said), where=str(self.where), fix=fix)

    def _connection(self) -> http.client.HTTPConnection:
        secure = self.where.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        knock = min(KNOCK_SECONDS, self._seconds)
        return kind(self.where.host, self.where.port, timeout=knock)

    def _send(
        self,
        connection: http.client.HTTPConnection,
        seconds: float | None,
        method: str,
        path: str,
        body: Iterator[bytes] | None,
        headers: Mapping[str, str],
    ) -> None:
        try:
            connection.connect()
        except OSError as error:
            raise self._absent() from error
        connection.sock.settimeout(seconds or self._seconds)
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
        said = error_in(object_in(response.read(LONGEST)))
        said = said or f"HTTP {response.status} {response.reason}"
        if response.status == 404:
            return NotFoundError(_quoted(said), where=str(self.where))
        return self.refused(said)


def object_in(content: bytes) -> dict[str, Any]:
    """The JSON object, or an empty one for anything else, such as a torn line."""
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def error_in(value: Mapping[str, Any]) -> str:
    """What an answer says went wrong, or ''."""
    error = value.get("error")
    return str(error.get("message", error) if isinstance(error, dict) else error or "")


def _quoted(said: str) -> Message:
    return message("engine.ollama.refused", said=said[:QUOTED])
