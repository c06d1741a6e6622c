"""What a command prints: progress with time left, its result, its errors; as text or as JSON lines.

Knows the terminal. Does not know what any command does.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, TextIO

import orjson

from deeptuner.errors import DeepTunerError, Interrupted
from deeptuner.words import Message, message, render

LINE_SECONDS: Final = 10.0  # between two lines of progress where there is no terminal
BAR: Final = "{desc} {percentage:3.0f}% |{bar}| {n_fmt}/{total_fmt}{postfix}"


class Output:
    """Where a command's words go. In JSON form every line is one object with a `kind`."""

    def __init__(self, json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.json = json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar: Any = None
        self._phase = ""
        self._said = 0.0
        self._last = ""

    def line(self, text: str = "") -> None:
        """A line for people; left out of JSON, where the result carries everything."""
        if not self.json:
            self._close_bar()
            print(text, file=self._out, flush=True)

    def piece(self, text: str) -> None:
        """Text as it comes, with no line break behind it; left out of JSON, as a line is."""
        if not self.json:
            self._close_bar()
            print(text, end="", file=self._out, flush=True)

    def tell(self, said: Message) -> None:
        """A sentence for people on standard error, or a JSON `message`."""
        if self.json:
            self._object({"kind": "message", "message": said.to_json(), "text": render(said)})
            return
        self._close_bar()
        print(render(said), file=self._err, flush=True)

    def event(self, value: Mapping[str, Any], said: Message | None = None) -> None:
        """Something that happened: the whole of it in JSON, in a sentence (if any) for people."""
        if self.json:
            self._object({"kind": "event", "event": dict(value)})
        elif said:
            self.tell(said)

    def progress(
        self,
        phase: str,
        done: float,
        total: float,
        *,
        seconds_left: float | None = None,
        **more: Any,
    ) -> None:
        """Progress of `phase`: a bar in a terminal, a line now and then elsewhere, an object in
        JSON. Without `seconds_left`, the time left follows from the speed so far."""
        if self.json:
            left = {} if seconds_left is None else {"seconds_left": seconds_left}
            value = {"kind": "progress", "phase": phase, "done": done, "total": total}
            self._object({**value, **left, **more})
        elif self._err.isatty():
            self._draw(phase, done, total, seconds_left, more)
        else:
            self._say(phase, done, total, seconds_left, more)

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
        head = "" if isinstance(error, Interrupted) else "Error: "
        print(head + "\n".join(error.lines()), file=self._err, flush=True)

    def close(self) -> None:
        self._close_bar()

    def _object(self, value: Mapping[str, Any]) -> None:
        print(orjson.dumps(value).decode(), file=self._out, flush=True)

    def _draw(
        self,
        phase: str,
        done: float,
        total: float,
        seconds_left: float | None,
        more: Mapping[str, Any],
    ) -> None:
        if self._bar is None or phase != self._phase or self._bar.total != total:
            self._open_bar(phase, done, total)
        postfix = _postfix(_left(self._bar.format_dict, seconds_left), more)
        self._bar.set_postfix_str(postfix, refresh=False)
        self._bar.n = done
        self._bar.refresh()
        if done >= total:
            self._close_bar()

    def _open_bar(self, phase: str, done: float, total: float) -> None:
        from tqdm import tqdm

        self._close_bar()
        self._phase = phase
        self._bar = tqdm(
            total=total,
            initial=done,
            desc=phase,
            file=self._err,
            dynamic_ncols=True,
            bar_format=BAR,
        )

    def _say(
        self,
        phase: str,
        done: float,
        total: float,
        seconds_left: float | None,
        more: Mapping[str, Any],
    ) -> None:
        now = time.monotonic()
        text = f"{phase} {done:g}/{total:g}{_postfix_sign(_postfix(seconds_left, more))}"
        soon = now - self._said < LINE_SECONDS
        if text == self._last or (phase == self._phase and done < total and soon):
            return
        self._phase, self._said, self._last = phase, now, text
        print(text, file=self._err, flush=True)

    def _close_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def duration(seconds: float) -> str:
    """A length of time for people: `42 s`, `3:05 min`, `2:10 h`, `3 d 4 h`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02d} min"
    if whole < 86400:
        return f"{whole // 3600}:{whole % 3600 // 60:02d} h"
    return f"{whole // 86400} d {whole % 86400 // 3600} h"


def _left(bar: Mapping[str, Any], seconds_left: float | None) -> float | None:
    """The time left: as told, else from the bar's own speed since it was opened."""
    done = bar["n"] - bar["initial"]
    if seconds_left is not None or done <= 0:
        return seconds_left
    return float(bar["elapsed"] / done * (bar["total"] - bar["n"]))


def _postfix(seconds_left: float | None, more: Mapping[str, Any]) -> str:
    parts = [f"{name} {value}" for name, value in more.items()]
    if seconds_left is not None:
        parts.append(f"{duration(seconds_left)} left")
    return ", ".join(parts)


def _postfix_sign(postfix: str) -> str:
    return f", {postfix}" if postfix else ""


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
        # Who read our output has gone; nothing more is to be printed, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
