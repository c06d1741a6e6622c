"""Which entries fit what was typed, best first.

Knows words, beginnings and places. Does not know what an entry leads to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from deeptuner.ui.search.entries import Entry

MOST = 40
WORD = re.compile(r"\w+")


def found(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Those that hold every word typed, in title, subtitle or hidden words."""
    wanted = plain(typed).split()
    if not wanted:
        return []
    scored = [(score, entry) for entry in entries if (score := _score(entry, wanted)) is not None]
    scored.sort(key=lambda pair: pair[0])
    return [entry for _, entry in scored[:MOST]]


def plain(text: str) -> str:
    """Lower case, without accents, dots and dashes as spaces."""
    split = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in split if not unicodedata.combining(letter))
    return re.sub(r"[._\-/]+", " ", kept)


def _score(entry: Entry, wanted: list[str]) -> tuple[int, int] | None:
    """Lower fits better; None when a word is missing."""
    title = plain(entry.title)
    rest = f"{plain(entry.subtitle)} {plain(entry.words)}"
    places = [_place(word, title, rest) for word in wanted]
    if None in places:
        return None
    whole = 0 if title == " ".join(wanted) else 1
    return whole + sum(place for place in places if place is not None), len(title)


def _place(word: str, title: str, rest: str) -> int | None:
    if title.startswith(word):
        return 0
    if any(begun.startswith(word) for begun in WORD.findall(title)):
        return 2
    if word in title:
        return 4
    return 8 if word in rest else None
