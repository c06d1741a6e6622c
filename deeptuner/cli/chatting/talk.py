"""A conversation in a terminal: a question, then what each model answers, as it is written.

Knows lines that are read and commands that begin with `/`. Does not know how answers are made.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from deeptuner.cli.chatting.asker import Asker
from deeptuner.cli.chatting.telling import Telling
from deeptuner.cli.ending import stop_when_interrupted
from deeptuner.cli.output import Output
from deeptuner.engine.chat.asked import BOUNDS, Sampling, read_sampling
from deeptuner.errors import InputError
from deeptuner.words import Message, message

YOU: Final = "you> "
NONE: Final = ("", "off", "none")
LEAVE: Final = ("/exit", "/quit")


@dataclass(slots=True)
class Talk:
    """What was said to each side so far, and what was answered."""

    asker: Asker
    output: Output
    said: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    template: str = ""
    answered: int = 0

    def go_on(self) -> None:
        """Read questions until there are no more, or the person leaves."""
        telling = Telling(self.output)
        for line in _lines(self.output):
            if line in LEAVE:
                return
            try:
                if line.startswith("/"):
                    name, _, value = line[1:].partition(" ")
                    self.output.tell(self._obeyed(name, value.strip()))
                else:
                    self.ask(line, telling)
            except InputError as error:  # this cannot be asked; the next may
                telling.end_line()
                self.output.error(error)

    def ask(self, question: str, telling: Telling) -> None:
        """What a side answers becomes a part of its conversation. Raises DeepTunerError."""
        sides = self.asker.sides
        asked = {side: [*self.said.get(side, []), _turn("user", question)] for side in sides}
        with stop_when_interrupted() as stop:
            result = self.asker.ask(asked, telling.all, stop)
        for side, found in result["sides"].items():
            if found["text"]:
                self.said[side] = [*asked[side], _turn("assistant", found["text"])]
        self.template = result.get("template", self.template)
        self.answered += 1
        telling.result(result)
        self.output.event({"question": question, **result})

    def _obeyed(self, name: str, value: str) -> Message:
        """Do what a command says; what to tell of it. Raises InputError for an unknown one."""
        match name:
            case "clear":
                self.said.clear()
                return message("cli.chat.cleared")
            case "system":
                self.asker.system = "" if value in NONE else value
                return message("cli.chat.no-system" if value in NONE else "cli.chat.system")
            case "show":
                return message("cli.chat.shown", sampling=self._told(), template=self.template)
            case "help":
                return message("cli.chat.help")
        if name not in BOUNDS:
            raise InputError(message("cli.chat.unknown", name=name), fix=message("cli.chat.help"))
        self.asker.sampling = _changed(self.asker.sampling, name, value)
        return message("cli.chat.sampling", sampling=self._told())

    def _told(self) -> str:
        values = self.asker.sampling.to_json().items()
        return ", ".join(f"{name} {'off' if one is None else one}" for name, one in values)


def _changed(sampling: Sampling, name: str, value: str) -> Sampling:
    """Raises InputError for what is no number, or none that goes."""
    if name == "seed" and value in NONE:
        return Sampling(**{**sampling.to_json(), "seed": None})
    if not value:
        raise InputError(message("cli.chat.no-number", name=name), fix=message("cli.chat.help"))
    return read_sampling({name: _number(value)}, sampling)


def _number(typed: str) -> float | str:
    """Whole where it is written so: a float would tell, and draw from, another seed. What is no
    number stays as it was typed, and is refused as that."""
    for kind in (int, float):
        with suppress(ValueError):
            number = kind(typed)
            return number if math.isfinite(number) else typed
    return typed


def _turn(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _lines(output: Output) -> Iterator[str]:
    """What is typed; or what comes through a pipe, shown as if it were. Empty lines are left out.

    Ctrl-C where nothing is being answered only says how to leave.
    """
    typed = sys.stdin.isatty()
    if typed:
        with suppress(ImportError):
            import readline  # noqa: F401 - `input` can then be edited, and has a history
    while True:
        try:
            line = input(YOU if typed else "").strip()
        except EOFError:
            if typed:
                output.line()
            return
        except KeyboardInterrupt:
            if not typed:
                raise
            output.line()
            output.tell(message("cli.chat.leave"))
            continue
        if line and not typed:
            output.line(f"{YOU}{line}")
        if line:
            yield line
