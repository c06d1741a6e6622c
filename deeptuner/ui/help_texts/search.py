"""Finding articles by words: in titles, synonyms, and texts.

Knows how a find is weighed. Does not know Qt, nor who asks (the Help page, and the search over
everything).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from deeptuner.ui.help_texts.article import Article

EXACT: Final = 100.0
TITLE_START: Final = 40.0
TITLE: Final = 20.0
WORDS: Final = 12.0
LEAD: Final = 4.0
BODY: Final = 1.0
ACCENTS: Final = re.compile("[\u0300-\u036f]")
MARKS: Final = re.compile(r"[*`\[\]#|_]")


@dataclass(frozen=True, slots=True)
class Index:
    """What an article is found by, folded: without case, accents or the signs of Markdown."""

    article: Article
    title: str
    words: tuple[str, ...]
    lead: str
    body: str


def make_index(articles: Iterable[Article]) -> tuple[Index, ...]:
    return tuple(
        Index(
            one,
            fold(one.title),
            tuple(fold(word) for word in (one.id.replace("-", " "), *one.words)),
            fold(one.lead),
            fold(" ".join((one.body, one.raise_when, one.lower_when))),
        )
        for one in articles
    )


def search(index: Iterable[Index], text: str) -> tuple[Article, ...]:
    """Articles in which every word of `text` occurs, the likeliest first; all when it is empty."""
    asked = fold(text)
    weighed = [(_weight(entry, asked), entry.article) for entry in index]
    if asked:
        weighed = [(weight, one) for weight, one in weighed if weight > 0]
        weighed.sort(key=lambda pair: (-pair[0], pair[1].title.casefold()))
    return tuple(one for _, one in weighed)


def fold(text: str) -> str:
    """`Naïve  *Model*` → `naive model`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(MARKS.sub(" ", ACCENTS.sub("", decomposed)).split())


def _weight(entry: Index, asked: str) -> float:
    parts = asked.split()
    each = [_weight_of(entry, part) for part in parts]
    if not parts or not all(each):
        return 0.0
    whole = EXACT if asked == entry.title or asked in entry.words else 0.0
    phrase = TITLE if asked in entry.title else 0.0
    return sum(each) + whole + phrase


def _weight_of(entry: Index, part: str) -> float:
    if entry.title.startswith(part):
        return TITLE_START
    if part in entry.title:
        return TITLE
    if any(part in word for word in entry.words):
        return WORDS
    if part in entry.lead:
        return LEAD
    return BODY if part in entry.body else 0.0
