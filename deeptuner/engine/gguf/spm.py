"""How llama.cpp cuts text for a SentencePiece vocabulary: pairs are merged by the score of the
token they make, the best first; what makes no token becomes bytes.

Knows a vocabulary of texts, scores and types. Source: llama.cpp's src/llama-vocab.cpp, described;
the method is SentencePiece's (arXiv:1808.06226).
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

SPACE: Final = "▁"


class SentencePieces:
    """A text as token ids, special tokens found in it, nothing added."""

    def __init__(
        self,
        ids: Mapping[str, int],
        scores: Sequence[float],
        special: Iterable[str],
        stripping: Iterable[str] = (),
        *,
        space_first: bool,
    ) -> None:
        """`special`: tokens that text is searched for before it is cut; `stripping`: those that
        swallow the blanks after them. `space_first`: text begins with a blank, and so does what
        follows a special token."""
        self._ids = ids
        self._scores = scores
        self._stripping = frozenset(stripping)
        self._space_first = space_first
        longest_first = sorted(special, key=len, reverse=True)
        self._special = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def __call__(self, text: str) -> list[int]:
        found: list[int] = []
        place = 0
        for match in self._special.finditer(text):
            if match.start() < place:
                continue
            found += self._piece(text[place : match.start()])
            found.append(self._ids[match.group()])
            place = match.end()
            if match.group() in self._stripping:
                place += len(text[place:]) - len(text[place:].lstrip(" \t\n\v\f\r"))
        return found + self._piece(text[place:])

    def _piece(self, text: str) -> list[int]:
        if not text:
            return []
        start = " " if self._space_first else ""
        return self._merged((start + text).replace(" ", SPACE))

    def _merged(self, text: str) -> list[int]:
        """Neighbours in a linked list, candidate pairs in a heap; of equals the first in the text
        goes first."""
        symbols: list[str] = list(text)
        after = [*range(1, len(symbols)), -1]
        before = list(range(-1, len(symbols) - 1))
        pairs: list[tuple[float, int, int, int]] = []

        def offer(left: int, right: int) -> None:
            if left < 0 or right < 0:
                return
            number = self._ids.get(symbols[left] + symbols[right])
            if number is not None:
                size = len(symbols[left]) + len(symbols[right])
                heapq.heappush(pairs, (-self._scores[number], left, right, size))

        for place in range(len(symbols) - 1):
            offer(place, place + 1)
        while pairs:
            _, left, right, size = heapq.heappop(pairs)
            if not symbols[left] or not symbols[right]:
                continue
            if len(symbols[left]) + len(symbols[right]) != size:
                continue
            symbols[left], symbols[right] = symbols[left] + symbols[right], ""
            after[left] = after[right]
            if after[right] >= 0:
                before[after[right]] = left
            offer(before[left], left)
            offer(left, after[left])
        return [number for symbol in symbols if symbol for number in self._told(symbol)]

    def _told(self, symbol: str) -> list[int]:
        number = self._ids.get(symbol)
        if number is not None:
            return [number]
        return [self._ids[f"<0x{byte:02X}>"] for byte in symbol.encode()]
