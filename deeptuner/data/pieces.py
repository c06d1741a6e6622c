"""A long text in pieces that are encoded one at a time, so that its tokens never all lie in memory.

A tokenizer keeps some 200 bytes for each token until its result is let go. Knows where a text may
be cut without changing a token. Does not know what the text is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from deeptuner.data.templates.tokens import Encoding
from deeptuner.data.tokenizer import Tokenizer

SIZE = 1 << 18  # characters of a piece at most
AROUND = 200  # characters on either side of a cut that decide whether it changes a token
_WINDOW = 4_000  # characters before the end of a piece that are searched for a cut
_TRIES = 16
# The end of a line, the beginning of a word, a blank before it: most tokenizers never join these.
_NATURAL = (re.compile(r"(?<=\S\n)(?=\S)"), re.compile(r"(?<=\S)(?= \w)"), re.compile(r"(?<= )\b"))
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens of a stretch of text that begins at character `begin` and has `length` of them."""

    encoding: Encoding
    begin: int
    length: int

    def within(self, spans: Sequence[Span]) -> list[Span]:
        """What of some spans of the whole text lies in here, in characters of this piece."""
        end = self.begin + self.length
        cut = ((max(start, self.begin), min(stop, end)) for start, stop in spans)
        return [(start - self.begin, stop - self.begin) for start, stop in cut if start < stop]

    def offsets(self) -> Iterator[Span]:
        """The characters of each token, in the whole text."""
        return ((self.begin + start, self.begin + end) for start, end in self.encoding.offsets)


def encoded(text: str, tokenizer: Tokenizer) -> Iterator[Piece]:
    """The text's tokens, a piece at a time; a text that is no longer than `SIZE` is one piece.

    The tokens are those of the uncut text, except at a cut for which no place was found that leaves
    them alone: there, one or two may differ, and no character is lost.
    """
    begin = 0
    while len(text) - begin > SIZE:
        end, following = _cut(text, begin + SIZE, tokenizer)
        yield _piece(text[begin:end], begin, tokenizer)
        begin = following
    yield _piece(text[begin:] if begin else text, begin, tokenizer)


def _piece(text: str, begin: int, tokenizer: Tokenizer) -> Piece:
    (encoding,) = tokenizer.encode_batch([text])
    return Piece(encoding, begin, len(text))


def _cut(text: str, limit: int, tokenizer: Tokenizer) -> Span:
    """Where a piece ends, at `limit` at most, and where the next one begins.

    These differ by a space where the tokenizer puts one before every text by itself.
    """
    for end in islice(chain(_natural(text, limit), _token_borders(text, limit, tokenizer)), _TRIES):
        for following in (end, end + 1) if text[end] == " " else (end,):
            if _changes_nothing(text, end, following, tokenizer):
                return end, following
    return limit, limit


def _natural(text: str, limit: int) -> Iterator[int]:
    window = min(_WINDOW, SIZE // 2)
    for border in _NATURAL:
        found = [place.start() for place in border.finditer(text, limit - window, limit)]
        yield from reversed(found[-_TRIES // 4 :])


def _token_borders(text: str, limit: int, tokenizer: Tokenizer) -> Iterator[int]:
    """For text without spaces: between two tokens that are far enough from the end to be right."""
    first = limit - min(2 * AROUND, SIZE // 2)
    (around,) = tokenizer.encode_batch([text[first : limit + AROUND]])
    places = {first + start for start, _ in around.offsets if 0 < start <= limit - first}
    return iter(sorted(places, reverse=True))


def _changes_nothing(text: str, end: int, following: int, tokenizer: Tokenizer) -> bool:
    left, right = text[max(0, end - AROUND) : end], text[following : following + AROUND]
    whole = left + text[end:following] + right
    return tokenizer.ids(left) + tokenizer.ids(right) == tokenizer.ids(whole)
