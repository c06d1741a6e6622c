"""What a command prints: progress with time left, its result, its errors; as text or as JSON lines.

Knows the terminal. Does not know what any command does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

import orjson

from deeptuner.errors import DeepTunerError
from deeptuner.words import Message, message, render


class Output:
    """Where a command's words go. In JSON form every line is one object with a `kind`."""

    def __init__(self, json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.json = json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar: Any = None
        self._phase = ""

    def line(self, text: str = "") -> None:
        """A line for people; left out of JSON, where the result carries everything."""
        if not self.json:
            self._close_bar()
            print(text, file=self._out, flush=True)

    def tell(self, said: Message) -> None:
        """A sentence for people on standard error, or a JSON `message`."""
        if self.json:
            self._object({"kind": "message", "message": said.to_json(), "text": render(said)})
            return
        self._close_bar()
        print(render(said), file=self._err, flush=True)

    def progress(self, phase: str, done: float, total: float, **more: Any) -> None:
        """Progress of `phase`; a bar with time left in a terminal, an object in JSON."""
        if self.json:
            self._object({"kind": "progress", "phase": phase, "done": done, "total": total, **more})
            return
        self._draw(phase, done, total, more)

    def result(self, value: Mapping[str, Any], text: str | None = None) -> None:
        """The command's result: `value` in JSON, `text` for people."""
        self._close_bar()
        if self.json:
            self._object({"kind": "result", **value})
        elif text is not None:
            print(text, file=self._out, flush=True)

    def error(self, error: DeepTunerError) -> None:
        self._close_bar()
        if self.json:
            self._object({"kind": "error", "error": error.to_json()})
            return
        print("Error: " + "\n".join(error.lines()), file=self._err, flush=True)

    def close(self) -> None:
        self._close_bar()

    def _object(self, value: Mapping[str, Any]) -> None:
        print(orjson.dumps(value).decode(), file=self._out, flush=True)

    def _draw(self, phase: str, done: float, total: float, more: Mapping[str, Any]) -> None:
        from tqdm import tqdm

        if self._bar is None or phase != self._phase or self._bar.total != total:
            self._close_bar()
            self._phase = phase
            self._bar = tqdm(total=total, desc=phase, file=self._err, dynamic_ncols=True)
        if more:
            self._bar.set_postfix(more, refresh=False)
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._close_bar()

    def _close_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def run_command(
    run: Callable[[argparse.Namespace, Output], int], arguments: argparse.Namespace
) -> int:
    """Run a command; whatever it raises ends as an error with an exit code, never a traceback."""
    output = Output(arguments.json)
    try:
        return run(arguments, output)
    except DeepTunerError as error:
        if arguments.debug:
            raise
        output.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        output.close()
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        if arguments.debug:
            raise
        detail = f"{type(error).__name__}: {error}"
        output.error(
            DeepTunerError(
                message("common.unexpected", detail=detail), fix=message("common.report-bug")
            )
        )
        return 1
