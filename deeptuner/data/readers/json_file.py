"""A JSON file of any shape: lines, one array, arrays after one another, or one object around them.

Knows how to see which it is from the beginning of the file. Does not know what a row is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from deeptuner.data.readers.json_array import array_values
from deeptuner.data.readers.json_lines import json_values
from deeptuner.data.readers.shapes import WRAPPERS, Record, Rows, is_turn, rows_in, rows_of
from deeptuner.data.readers.text import numbered_lines, text_blocks
from deeptuner.data.readers.values import parse
from deeptuner.data.readers.window import JUNK, Decoded, Window
from deeptuner.data.telling import Teller

_HEAD = 1 << 20  # characters looked at to see the file's shape
_ARRAY = re.compile(r"""\[[\s\0\ufeff]*(?:[\[{"'\],]|$)""")
_WRAPPED = re.compile(rf'\s*\{{\s*"({"|".join(WRAPPERS)})"\s*:\s*\[(?=\s*\{{)')


def read_json(path: Path, teller: Teller) -> Rows:
    """The rows of a .json, .jsonl or .ndjson file, whatever it holds. Raises DataError only."""
    yield from json_rows(text_blocks(path, teller), teller)


def json_rows(blocks: Iterator[str], teller: Teller) -> Rows:
    """The rows in JSON text, as numbers of lines and objects."""
    window = Window(blocks)
    while window.size < _HEAD and window.more():
        pass
    if not window.skip():
        return
    if _ARRAY.match(window.text, window.at) and not is_array_a_line(window.text[window.at :]):
        yield from _arrays(window, teller)
    elif wrapped := _large_wrapped(window):
        teller.note("rows-under-large", key=wrapped[1])
        window.move(wrapped.end())
        yield from _rows_in_all(array_values(window, teller), teller)
    else:
        yield from _lines(window, teller)


def is_array_a_line(text: str) -> bool:
    """Whether the first line is a whole array and another line follows it."""
    first, _, more = text.partition("\n")
    if not more.strip(JUNK + ","):
        return False
    try:
        return isinstance(parse(first.strip(JUNK).rstrip(","))[0], list)
    except ValueError:
        return False


def _lines(window: Window, teller: Teller) -> Rows:
    line = window.line
    return rows_of(json_values(numbered_lines(window.rest(), line), teller), teller)


def _arrays(window: Window, teller: Teller) -> Rows:
    """One array, then whatever follows it: nothing, another array, or lines."""
    while window.skip(JUNK + ",") == "[":
        line = window.line
        window.move(window.at + 1)
        values = array_values(window, teller)
        first = next(values, None)
        if first and is_turn(first.value):  # the whole array is one conversation
            turns = [record.value for record in chain([first], values)]
            yield from rows_in(Record(line, turns), teller)
        elif first:
            yield from _rows_in_all(chain([first], values), teller)
    if window.skip(JUNK + "],"):
        lines = numbered_lines(window.rest(), window.line)
        yield from _rows_in_all(json_values(lines, teller), teller)


def _rows_in_all(records: Iterator[Record], teller: Teller) -> Rows:
    for record in records:
        yield from rows_in(record, teller)


def _large_wrapped(window: Window) -> re.Match[str] | None:
    """The beginning of `{"data": [{…` that does not end within the head: it is read row by row."""
    found = _WRAPPED.match(window.text, window.at)
    if found is None or isinstance(window.decode(read_on=False), Decoded):
        return None
    first = Window([window.text[found.end() :]])
    first.skip()
    decoded = first.decode()
    return found if isinstance(decoded, Decoded) and not is_turn(decoded.value) else None
