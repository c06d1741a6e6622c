"""The values of one large JSON array, one by one, with a broken one skipped.

Knows how to find the next row after a broken one. Does not know what a row is for, nor hold more
than one row and a block of text in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from deeptuner.data.readers.shapes import Record
from deeptuner.data.readers.text import LONGEST
from deeptuner.data.readers.values import parse
from deeptuner.data.readers.window import JUNK, Decoded, Failure, Window
from deeptuner.data.telling import Teller

_FIRST_KEY = re.compile(r"""\{\s*(?:"((?:[^"\\]|\\.)*)"|'([^'\\]*)')\s*:""")
_SCALAR = re.compile(r"[^\s,\]\[{}\"]+")
_KEYS = 16  # different first keys remembered
_EXCERPT = 200
_MARGIN = 100


@dataclass(slots=True)
class _Seen:
    """What the elements so far began with: their first keys, and what stood before them in a line.

    By these the beginning of a row is told from that of an object within a row.
    """

    keys: set[str] = field(default_factory=set)
    margins: set[str] = field(default_factory=set)

    def remember(self, text: str, at: int) -> None:
        if len(self.keys) < _KEYS and (found := _FIRST_KEY.match(text, at)):
            self.keys.add(found[1] or found[2] or "")
            self.margins.add(_margin(text, at))

    def begins_row(self, text: str, found: re.Match[str]) -> bool:
        margin = _margin(text, found.start())
        if not margin.isspace() and margin and not margin.rstrip(JUNK).endswith(","):
            return False
        if not self.keys or (found[1] or found[2] or "") in self.keys:
            return True
        return margin in self.margins and (not margin or margin.isspace())


def array_values(window: Window, teller: Teller) -> Iterator[Record]:
    """The elements of the array that the window stands in, just behind its `[`.

    Afterwards the window stands behind the `]`, or at the end of the file if there is none.
    """
    seen = _Seen()
    while True:
        at = window.skip(JUNK + ",")
        if at in ("", "]"):
            break
        line = window.line
        decoded = window.decode() if at in '{["' else None
        if isinstance(decoded, Decoded):
            seen.remember(window.text, window.at)
            if decoded.repair:
                teller.repaired(decoded.repair, line, _excerpt(window))
            yield Record(line, decoded.value)
            window.move(window.at + decoded.length)
        elif decoded:
            yield from _mended(window, seen, teller, decoded)
        else:
            teller.lost("not-a-row", line, _excerpt(window))
            _skip_scalar(window)
    if at == "]":
        window.move(window.at + 1)
    else:
        teller.note("array-open")


def _mended(window: Window, seen: _Seen, teller: Teller, why: Failure) -> Iterator[Record]:
    """The broken element here if it can be repaired; the window moves to the next element."""
    line, excerpt = window.line, _excerpt(window)
    end = len(window.text) if why is Failure.CUT else _next_element(window, seen)
    text = window.text[window.at : end].rstrip(JUNK + ",")
    without_bracket = text.removesuffix("]").rstrip(JUNK + ",")
    for candidate in (text, without_bracket):
        try:
            value, repair = parse(candidate)
        except ValueError:
            continue
        if repair:
            teller.repaired(repair, line, excerpt)
        yield Record(line, value)
        window.move(window.at + len(candidate))
        return
    teller.lost(why.value, line, excerpt)
    window.move(end)


def _next_element(window: Window, seen: _Seen) -> int:
    """Where the next element that looks like the ones before begins, or the end of the file."""
    searched = window.at + 1
    while True:
        for found in _FIRST_KEY.finditer(window.text, searched):
            if seen.begins_row(window.text, found):
                return found.start()
        offset = max(searched, len(window.text) - _EXCERPT) - window.at
        if window.size > LONGEST or not window.more():
            return len(window.text)
        searched = window.at + offset


def _margin(text: str, at: int) -> str:
    """What stands before `at` in its line, as far as it matters."""
    begin = text.rfind("\n", max(0, at - _MARGIN), at) + 1
    return text[max(begin, at - _MARGIN) : at]


def _skip_scalar(window: Window) -> None:
    found = _SCALAR.match(window.text, window.at)
    window.move(found.end() if found else window.at + 1)


def _excerpt(window: Window) -> str:
    return window.text[window.at : window.at + _EXCERPT]
