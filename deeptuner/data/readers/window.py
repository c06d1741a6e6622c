"""A stretch of text that slides over a file, so that a value may end where it will.

Knows how to hold just enough text, where it is in the file, and how to decode one JSON value at its
beginning. Does not know what the values are for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from deeptuner.data.readers.text import LONGEST
from deeptuner.data.readers.values import TooDeep, decode, finish, is_cut

_TRIM = 1 << 18  # characters used up before the text is moved
JUNK = " \t\n\0\x1a\x1e\ufeff"  # what may stand between values without meaning anything


class Failure(Enum):
    """Why no value could be decoded: it is wrong somewhere, the file ends within it, or it is
    nested too deeply. Each is the word for it in `data.reading.…`."""

    BROKEN = "broken-row"
    CUT = "cut-off"
    DEEP = "too-deep"


class Decoded(NamedTuple):
    """A value, the repair it took if any, and how many characters it had."""

    value: Any
    repair: str | None
    length: int


class Window:
    """`text[at:]` is what is left of the file as far as it was read; `line` is where it begins."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self._line = 1
        self._counted = 0
        self.text = ""
        self.at = 0

    @property
    def line(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    @property
    def size(self) -> int:
        return len(self.text) - self.at

    def more(self) -> bool:
        """Read about as much again as there is; False at the end of the file."""
        wanted, parts = self.size, list[str]()
        for block in self._blocks:
            parts.append(block)
            wanted -= len(block)
            if wanted <= 0:
                break
        if not parts:
            return False
        self._trim()
        self.text = "".join((self.text, *parts))
        return True

    def move(self, to: int) -> None:
        self.at = to

    def skip(self, characters: str = JUNK) -> str:
        """Move over `characters`. Returns the character that follows, "" at the end of the file."""
        while True:
            text, at = self.text, self.at
            while at < len(text) and text[at] in characters:
                at += 1
            self.at = at
            if at < len(text):
                return text[at]
            if not self.more():
                return ""

    def decode(self, *, read_on: bool = True) -> Decoded | Failure:
        """The JSON value that begins here, which is not moved over."""
        while True:
            try:
                value, end = decode(self.text, self.at)
            except TooDeep:
                return Failure.DEEP
            except json.JSONDecodeError as error:
                if not is_cut(error):
                    return Failure.BROKEN
                if read_on and self.size < LONGEST and self.more():
                    continue
                return Failure.CUT if self.size < LONGEST else Failure.BROKEN
            except ValueError:  # a number of thousands of digits
                return Failure.BROKEN
            value, repair = finish(value, self.text[self.at : end])
            return Decoded(value, repair, end - self.at)

    def rest(self) -> Iterator[str]:
        """Everything from here on, in blocks; the window is used up."""
        text, self.text, self.at, self._counted = self.text[self.at :], "", 0, 0
        if text:
            yield text
        yield from self._blocks

    def _trim(self) -> None:
        if self.at >= _TRIM or self.at == len(self.text):
            _ = self.line  # counts the lines that go
            self.text = self.text[self.at :]
            self.at = self._counted = 0
