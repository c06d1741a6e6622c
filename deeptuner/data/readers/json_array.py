"""The values of one large JSON array, one by one, with a broken one skipped.

Knows how to find the next row after a broken one. Does not know what a row is for, nor hold more
than one row and a block of text in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deeptuner.data.readers.shapes import Record
from deeptuner.data.readers.text import LONGEST
from deeptuner.data.readers.values import parse
from deeptuner.data.readers.window import JUNK, Decoded, Failure, Window
from deeptuner.data.telling import Teller

_FIRST_KEY = re.compile(r"""\{\s*(?:"((?:[^"\\]|\\.)*)"|'([^'\\]*)')\s*:""")
_SCALAR = re.compile(r"[^\s,\]\[{}\"]+")
_KEYS = 16  # different first keys remembered
_EXCERPT = 200


def array_values(window: Window, teller: Teller) -> Iterator[Record]:
    """The elements of the array that the window stands in, just behind its `[`.

    Afterwards the window stands behind the `]`, or at the end of the file if there is none.
    """
    keys: dict[str, None] = {}
    while True:
        at = window.skip(JUNK + ",")
        if at in ("", "]"):
            break
        line = window.line
        decoded = window.decode() if at in '{["' else None
        if isinstance(decoded, Decoded):
            _remember(keys, window)
            if decoded.repair:
                teller.repaired(decoded.repair, line, _excerpt(window))
            yield Record(line, decoded.value)
            window.move(window.at + decoded.length)
        elif decoded:
            yield from _mended(window, keys, teller, cut=decoded is Failure.CUT)
        else:
            teller.lost("not-a-row", line, _excerpt(window))
            _skip_scalar(window)
    if at == "]":
        window.move(window.at + 1)
    else:
        teller.note("array-open")


def _mended(
    window: Window, keys: dict[str, None], teller: Teller, *, cut: bool
) -> Iterator[Record]:
    """The broken element here if it can be repaired; the window moves to the next element."""
    line, excerpt = window.line, _excerpt(window)
    end = len(window.text) if cut else _next_element(window, keys)
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
    teller.lost("cut-off" if cut else "broken-row", line, excerpt)
    window.move(end)


def _next_element(window: Window, keys: dict[str, None]) -> int:
    """Where the next element that looks like the ones before begins, or the end of the file."""
    pattern, searched = _beginning(window, keys), window.at + 1
    while True:
        for found in pattern.finditer(window.text, searched):
            if _stands_like_a_row(window.text, found.start()):
                return found.start()
        offset = max(searched, len(window.text) - _EXCERPT) - window.at
        if window.size > LONGEST or not window.more():
            return len(window.text)
        searched = window.at + offset


def _beginning(window: Window, keys: dict[str, None]) -> re.Pattern[str]:
    own = _FIRST_KEY.match(window.text, window.at)
    names = {*keys, *((own[1] or own[2] or "",) if own else ())}
    key = "|".join(re.escape(name) for name in sorted(names)) if names else r"[^\"'\\]*"
    return re.compile(rf"""\{{\s*["'](?:{key})["']\s*:""")


def _stands_like_a_row(text: str, at: int) -> bool:
    """Whether the brace at `at` begins an element: behind a comma, or at the start of a line."""
    before = text[max(0, at - 100) : at].rstrip(" \t\0")
    return not before or before[-1] in "\n," or before.endswith("},")


def _remember(keys: dict[str, None], window: Window) -> None:
    if len(keys) < _KEYS and (found := _FIRST_KEY.match(window.text, window.at)):
        keys[found[1] or found[2] or ""] = None


def _skip_scalar(window: Window) -> None:
    found = _SCALAR.match(window.text, window.at)
    window.move(found.end() if found else window.at + 1)


def _excerpt(window: Window) -> str:
    return window.text[window.at : window.at + _EXCERPT]
