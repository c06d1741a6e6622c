"""Requests in, answers out, a JSON object a line; the process ends with its input.

A request is `{"id": 7, "chat": {…}}` or `{"id": 7, "stop": true}`; an answer is `{"id": 7, "kind":
"progress" | "result" | "error", …}`. Whoever started this process holds the other end of its
standard input: when that closes, however its holder died, the process ends at once. Does not know
models.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, BinaryIO, Final

import orjson

from deeptuner.errors import DeepTunerError
from deeptuner.words import message

LOOK: Final = 2.0  # seconds between two looks whether we are in the way
IDLE: Final = 900.0  # seconds without a question after which the model is not kept any longer
Tell = Callable[[Mapping[str, Any]], None]
Answering = Callable[[Mapping[str, Any], Tell, threading.Event], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Request:
    number: int
    params: Mapping[str, Any]
    stop: threading.Event = field(default_factory=threading.Event)


class Wire:
    """Reads in a thread of its own, so that a stop is heard and an end is seen at any time."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._waiting: queue.Queue[Request] = queue.Queue()
        self._open: dict[int, Request] = {}

    def serve(
        self, answering: Answering, idle: float = IDLE, unwanted: Callable[[], bool] = lambda: False
    ) -> None:
        """Answer one request after the other; returns when nobody has asked for `idle` seconds, or
        when `unwanted` says between two questions that we are in somebody's way."""
        threading.Thread(target=self._read, daemon=True).start()
        since = monotonic()
        while monotonic() - since < idle and not unwanted():
            with suppress(queue.Empty):
                self._answer(self._waiting.get(timeout=min(idle, LOOK)), answering)
                since = monotonic()

    def _read(self) -> None:
        for line in self._requests:
            match orjson.loads(line):
                case {"id": int(number), "stop": True}:
                    if request := self._open.get(number):
                        request.stop.set()
                case {"id": int(number), "chat": dict(params)}:
                    request = self._open[number] = Request(number, params)
                    self._waiting.put(request)
        os._exit(0)  # whatever the other thread is doing, nobody waits for it

    def _answer(self, request: Request, answering: Answering) -> None:
        def tell(told: Mapping[str, Any]) -> None:
            self._say(request.number, "progress", told)

        try:
            self._say(
                request.number, "result", {"result": answering(request.params, tell, request.stop)}
            )
        except DeepTunerError as error:
            self._say(request.number, "error", {"error": error.to_json()})
        except Exception as error:  # noqa: BLE001 - the next question may go well
            traceback.print_exc(file=sys.stderr)
            detail = f"{type(error).__name__}: {error}"
            told = DeepTunerError(message("common.unexpected", detail=detail))
            self._say(request.number, "error", {"error": told.to_json()})
        finally:
            self._open.pop(request.number, None)

    def _say(self, number: int, kind: str, more: Mapping[str, Any]) -> None:
        line = orjson.dumps({"id": number, "kind": kind, **more}, option=orjson.OPT_APPEND_NEWLINE)
        self._answers.write(line)
        self._answers.flush()
