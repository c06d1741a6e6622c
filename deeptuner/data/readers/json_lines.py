"""JSON values that follow one another: one a line, or over several lines, with broken ones skipped.

Knows how to tell a record that goes on in the next line from one that is broken. Does not know what
a row is for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from deeptuner.data.readers.shapes import Record
from deeptuner.data.readers.text import LONGEST, Line
from deeptuner.data.readers.values import TooDeep, decode, finish, is_cut, parse
from deeptuner.data.readers.window import JUNK, Failure
from deeptuner.data.telling import Teller

_FIRST_KEY = re.compile(r"""\s*\{\s*["']([^"']*)["']\s*:""")
_GOES_ON = ("{", "[", ",", ":")  # what the line before ends with when a value goes on below
_GROWTH = 1.25  # how much a record grows between two tries to close it
_FREE_TRIES = 100  # where a line looks like the end of the record
_FREE_GUESSES = 8  # elsewhere
_REPLAYS = 8  # how often the lines of a lost record are looked through for others
_EXCERPT = 200
Value = tuple[Any, str | None]  # and the repair it took


def json_values(lines: Iterable[Line], teller: Teller) -> Iterator[Record]:
    """The values of a file with one value a line, or values over several lines, or both."""
    records = _Records(teller)
    for line in lines:
        text = line.text.strip(JUNK)
        if not line.whole:
            yield from records.give_up()
            teller.lost("too-long", line.number, text[:_EXCERPT])
        elif text:
            yield from records.add(line, text)
    yield from records.finish()


class _Records:
    """Takes lines, gives records. `_open` holds the lines of a record that is not closed yet."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._open: list[Line] = []
        self._size = 0
        self._tried = 0
        self._tries = 0
        self._depth = 0
        self._one_line = 0
        self._many_lines = 0
        self._keys: set[str] = set()

    def add(self, line: Line, text: str) -> Iterator[Record]:
        tries = 0
        while self._open and self._is_record_of_its_own(line, text):
            tries += 1
            yield from self.give_up(again=tries <= _REPLAYS)
        if not self._open:
            yield from self._begin(line, text)
        else:
            self._open.append(line)
            self._size += len(line.text) + 1
            ends = text[0] in "}]" and _indent(line) <= _indent(self._open[0])
            if self._worth_a_try(text, ends=ends):
                yield from self._close(ends=ends)
            if self._size > LONGEST:
                yield from self.give_up()

    def finish(self) -> Iterator[Record]:
        """What the end of the file leaves."""
        for tries in range(_REPLAYS + 1):
            yield from self.give_up(again=tries < _REPLAYS, at_end=True)

    def give_up(self, *, again: bool = True, at_end: bool = False) -> Iterator[Record]:
        """The open record is lost; lines of it that begin other records are read `again`."""
        lost, self._open = self._open, []
        if not lost:
            return
        self._lose(lost[0], _why_lost(lost, at_end=at_end))
        rest = self._behind_first(lost)
        if not again or self._depth >= _REPLAYS or self._size > LONGEST:
            for line in rest:
                if self._begins_record(line, lost[0]):
                    self._lose(line)
            return
        self._depth += 1
        for line in rest:
            if text := line.text.strip(JUNK):
                yield from self.add(line, text)
        self._depth -= 1

    def _lose(self, line: Line, why: Failure = Failure.BROKEN) -> None:
        self._teller.lost(why.value, line.number, line.text[:_EXCERPT])

    def _begin(self, line: Line, text: str) -> Iterator[Record]:
        value = _value(text) or (_value(text[:-1]) if text[-1] == "," else None)
        if value:
            self._one_line += 1
            yield self._record(value, line)
        elif text[0] in "{[":
            yield from self._open_with(line)
        elif text.strip("],}"):  # brackets around one row a line say nothing
            self._lose(line)

    def _open_with(self, line: Line) -> Iterator[Record]:
        self._open, self._size, self._tried, self._tries = [line], len(line.text), 0, 0
        if "}" in line.text[:-1]:  # several values on one line
            yield from self._close(ends=False)

    def _record(self, value: Value, line: Line) -> Record:
        if value[1]:
            self._teller.repaired(value[1], line.number, line.text[:_EXCERPT])
        if (key := _first_key(line.text)) is not None:
            self._keys.add(key)
        return Record(line.number, value[0])

    def _is_record_of_its_own(self, line: Line, text: str) -> bool:
        """Whether this line shows that the record before it was broken off."""
        first = self._open[0]
        if text[0] != "{" or _indent(line) > _indent(first):
            return False
        value = _value(text.rstrip(","))
        if value is None or not isinstance(value[0], dict):
            return False
        if self._one_line and not self._many_lines:
            return True
        if _first_key(text) is not None and _first_key(text) == _first_key(first.text):
            return True
        return not self._open[-1].text.rstrip(JUNK).endswith(_GOES_ON)

    def _worth_a_try(self, text: str, *, ends: bool) -> bool:
        if not ends and text[-1] not in "}],":
            return False
        self._tries += 1
        free = _FREE_TRIES if ends else _FREE_GUESSES
        return self._tries <= free or self._size > self._tried * _GROWTH

    def _close(self, *, ends: bool) -> Iterator[Record]:
        """The record if the open lines hold all of it; what follows it stays open.

        With `ends` the last line looks like its end, so if it is wrong by then it is lost.
        """
        self._tried = self._size
        first, text = self._open[0], _joined(self._open)
        decoded = _decode(text)
        if isinstance(decoded, Failure):
            mended = _value(text.rstrip(",")) if ends else None
            if mended:
                self._open = []
                yield self._record(mended, first)
            elif decoded is not Failure.CUT and ends:
                yield from self.give_up()
            return
        value, end = decoded
        rest = text[end:].lstrip(JUNK + ",")
        if rest and rest[0] not in "{[":
            return
        number = first.number + text.count("\n", 0, len(text) - len(rest))
        self._open = []
        self._many_lines += len(first.text) < end
        yield self._record(finish(value, text[:end]), first)
        if rest:
            yield from self.add(Line(number, rest), rest)

    def _behind_first(self, lost: list[Line]) -> list[Line]:
        """The lines from the next record on; torn records of one line on the way are lost too."""
        for index, line in enumerate(lost[1:], 1):
            if self._begins_record(line, lost[0]):
                below = lost[index + 1] if index + 1 < len(lost) else None
                one_line = below and self._begins_record(below, lost[0])
                if not one_line or _value(line.text.strip(JUNK).rstrip(",")):
                    return lost[index:]
                self._lose(line)
        return []

    def _begins_record(self, line: Line, first: Line) -> bool:
        """Whether a line within a lost record begins another, rather than an object within it."""
        text = line.text.strip(JUNK)
        if text[:1] != "{" or _indent(line) > _indent(first):
            return False
        return not self._many_lines or text == "{" or _first_key(text) in self._keys


def _value(text: str) -> Value | None:
    try:
        return parse(text)
    except ValueError:
        return None


def _decode(text: str) -> tuple[Any, int] | Failure:
    try:
        return decode(text)
    except TooDeep:
        return Failure.DEEP
    except json.JSONDecodeError as error:
        return Failure.CUT if is_cut(error) else Failure.BROKEN
    except ValueError:  # a number of thousands of digits
        return Failure.BROKEN


def _why_lost(lost: list[Line], *, at_end: bool) -> Failure:
    """Why no record could be made of these lines: only the file's end cuts one off."""
    decoded = _decode(_joined(lost))
    if decoded is Failure.DEEP or (decoded is Failure.CUT and at_end):
        return decoded
    return Failure.BROKEN


def _joined(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines).strip(JUNK)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip(" \t\ufeff\0"))


def _first_key(text: str) -> str | None:
    found = _FIRST_KEY.match(text)
    return found[1] if found else None
