"""Plain text: a .txt file is one document, however many paragraphs it has.

Knows that blank lines divide paragraphs, not samples: the encoder splits a document by length.
Very long documents are handed on in parts, cut between paragraphs, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from deeptuner.data.readers.json_file import json_rows
from deeptuner.data.readers.shapes import Rows
from deeptuner.data.readers.text import text_blocks
from deeptuner.data.readers.values import parse
from deeptuner.data.readers.window import JUNK
from deeptuner.data.telling import Teller

PART = 1 << 22  # characters


def read_text(path: Path, teller: Teller) -> Rows:
    """The document as one row, or as several when it is longer than `PART`, with first lines.

    A text file whose first line is a JSON object is read as rows of JSON, which is noted.
    """
    blocks = text_blocks(path, teller)
    first = next(blocks, "")
    whole = chain([first], blocks)
    if _begins_with_row(first):
        teller.note("json-in-text")
        yield from json_rows(whole, teller)
        return
    line, count = 1, 0
    for part in parts_of(whole):
        text = part.strip("\n\0")
        if text.strip():
            count += 1
            yield line, {"text": text}
        line += part.count("\n")
    if count > 1:
        teller.note("text-in-parts", count=count)


def parts_of(blocks: Iterator[str], longest: int = PART) -> Iterator[str]:
    """`blocks` joined into parts of at most about `longest` characters, cut behind a paragraph."""
    text = ""
    for block in blocks:
        text += block
        while len(text) > longest:
            cut = _cut(text, longest)
            yield text[:cut]
            text = text[cut:]
    if text:
        yield text


def _cut(text: str, longest: int) -> int:
    """Behind the last blank line, else line end, else space, in the second half; else `longest`."""
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, longest // 2, longest)
        if found > 0:
            return found + len(mark)
    return longest


def _begins_with_row(text: str) -> bool:
    first, ended, _ = text.lstrip(JUNK + "\n").partition("\n")
    if not first.startswith("{") or not ended:
        return False
    try:
        return isinstance(parse(first.rstrip(JUNK + ","))[0], dict)
    except ValueError:
        return False
