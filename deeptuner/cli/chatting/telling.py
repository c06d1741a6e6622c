"""What a person sees while models are loaded and answer: in a terminal, as lines, or as JSON.

Knows the words of progress that the process says. Does not know what is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from deeptuner.cli.output import Output
from deeptuner.words import Message, message, message_from_json, render


class Telling:
    """Loading as progress, pieces of text behind the name of who writes, each sentence once."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._writing = ""
        self._told: set[str] = set()

    def loading(self, told: Mapping[str, Any]) -> None:
        """Only what is told of loading."""
        match told:
            case {"loading": {"total": 0}}:
                self.once([message("cli.chat.loading")])
            case {"loading": {"done": done, "total": total}}:
                self._output.progress(render(message("cli.chat.weights")), done, total)

    def all(self, told: Mapping[str, Any]) -> None:
        """Loading, and the answers as they are written."""
        match told:
            case {"side": str(side), "text": str(text)} if not self._output.json:
                if side != self._writing:
                    self.end_line()
                    self._writing = side
                    self._output.piece(f"{side}> ")
                self._output.piece(text)
            case {"side": str(_)}:
                self._output.event(told)
            case _:
                self.loading(told)

    def end_line(self) -> None:
        if self._writing:
            self._output.line()
        self._writing = ""

    def once(self, sentences: Iterable[Message]) -> None:
        for said in sentences:
            if (text := render(said)) not in self._told:
                self._told.add(text)
                self._output.tell(said)

    def result(self, result: Mapping[str, Any]) -> None:
        """What is to be known of an answer beside its words."""
        self.end_line()
        self.once(map(message_from_json, result.get("notes", ())))
        for side, one in result["sides"].items():
            if one["stopped"] == "person":
                self._output.tell(message("cli.chat.stopped", side=side))
            elif one["stopped"] == "length":
                self._output.tell(message("cli.chat.cut", side=side, tokens=one["tokens"]))
