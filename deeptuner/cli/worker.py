"""The worker's loop: requests in, answers out, a JSON object a line, several at once.

Knows ids, lanes, cancelling and what an error looks like. Does not know any ask.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO, Final

import orjson

from deeptuner.cli.asks import ASKS, THREADS
from deeptuner.cli.asks.asking import Asking, Shelf
from deeptuner.errors import DeepTunerError, InputError
from deeptuner.words import message

Answer = Callable[[Mapping[str, Any], Asking], Mapping[str, Any]]
QUOTED: Final = 120  # characters of a request that cannot be read


class Worker:
    """Answers the requests in `requests` until they end. Answers are whole lines in `answers`."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._writing = threading.Lock()
        self._open: dict[Any, Asking] = {}
        self._opening = threading.Lock()
        self._shelf = Shelf()
        self._lanes = {
            lane: ThreadPoolExecutor(threads, thread_name_prefix=lane)
            for lane, threads in THREADS.items()
        }

    def serve(self) -> None:
        """Returns when the requests end; what is still being answered is cancelled."""
        for line in self._requests:
            if line.strip():
                self._take(line)
        self.stop()

    def stop(self) -> None:
        """Cancel everything. Does not wait: what does not look is left to the process's end."""
        with self._opening:
            for asking in self._open.values():
                asking.cancelled.set()
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)

    def _take(self, line: bytes) -> None:
        try:
            request = orjson.loads(line)
        except orjson.JSONDecodeError:
            self._refuse(None, "cli.worker.not-json", line=line[:QUOTED].decode(errors="replace"))
            return
        match request:
            case {"id": int() | str() as number, "cancel": True}:
                self._cancel(number)
            case {"id": int() | str() as number, "ask": str(name), **more}:
                self._begin(number, name, more.get("params", {}))
            case {"id": int() | str() as number}:
                self._refuse(number, "cli.worker.no-request")
            case _:
                self._refuse(None, "cli.worker.no-request")

    def _begin(self, number: int | str, name: str, params: object) -> None:
        if name not in ASKS:
            self._refuse(number, "cli.worker.unknown", name=name, known=", ".join(ASKS))
            return
        if not isinstance(params, dict):
            self._refuse(number, "cli.worker.no-request")
            return
        with self._opening:
            taken = number in self._open
            if not taken:
                asking = Asking(self._shelf, tell=lambda told: self._say(number, "progress", told))
                self._open[number] = asking
        if taken:
            self._refuse(number, "cli.worker.taken", id=number)
            return
        lane = self._lanes["background" if params.get("background") is True else ASKS[name]]
        lane.submit(self._answer, number, name, params, asking)

    def _answer(
        self, number: int | str, name: str, params: Mapping[str, Any], asking: Asking
    ) -> None:
        try:
            asking.check()
            answer: Answer = import_module(_module(name)).answer
            self._end(number, "result", {"result": answer(params, asking)})
        except DeepTunerError as error:
            self._end(number, "error", {"error": error.to_json()})
        except Exception as error:  # noqa: BLE001 - the worker goes on, whatever an ask meets
            traceback.print_exc(file=sys.stderr)
            detail = f"{type(error).__name__}: {error}"
            told = DeepTunerError(message("common.unexpected", detail=detail))
            self._end(number, "error", {"error": told.to_json()})

    def _end(self, number: int | str, kind: str, more: Mapping[str, Any]) -> None:
        """The last that is said of a request; its id is free from then on."""
        with self._opening:
            self._open.pop(number, None)
        self._say(number, kind, more)

    def _cancel(self, number: int | str) -> None:
        with self._opening:
            if asking := self._open.get(number):
                asking.cancelled.set()

    def _refuse(self, number: int | str | None, what: str, **gaps: Any) -> None:
        self._say(number, "error", {"error": InputError(message(what, **gaps)).to_json()})

    def _say(self, number: int | str | None, kind: str, more: Mapping[str, Any]) -> None:
        line = _line({"id": number, "kind": kind, **more})
        with self._writing, suppress(BrokenPipeError, ValueError):
            self._answers.write(line)
            self._answers.flush()


def _module(name: str) -> str:
    return f"deeptuner.cli.asks.{name.replace('-', '_')}"


def _line(value: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:  # half a character, from somebody's file or file name
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def own_output() -> BinaryIO:
    """Standard output for the answers alone; what libraries print goes to standard error."""
    sys.stdout.flush()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers
