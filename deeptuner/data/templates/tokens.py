"""From spans of characters to trained tokens.

Knows that the whole text is encoded once and that tokens, unlike spans, may reach over a border.
Does not know who owns a span.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Encoding(Protocol):
    """What is used of `tokenizers.Encoding`."""

    @property
    def ids(self) -> list[int]: ...

    @property
    def offsets(self) -> list[tuple[int, int]]: ...

    def __len__(self) -> int: ...

    def char_to_token(self, char_pos: int) -> int | None: ...

    def token_to_chars(self, token_index: int) -> tuple[int, int] | None: ...


def trained_tokens(encoding: Encoding, spans: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which tokens are trained, bool[n], for `spans` in characters of the encoded text.

    A token that begins before a span is not trained, even if it reaches into it: the model is
    given it. A token that begins in a span is trained whole, so that an end token always is.
    """
    trained = np.zeros(len(encoding), dtype=np.bool_)
    for start, end in spans:
        first, last = _first_from(encoding, start, end), _first_from(encoding, end, None)
        trained[first:last] = True
    return trained


def straddling(encoding: Encoding, spans: Sequence[tuple[int, int]]) -> int:
    """How many borders of the spans lie inside a token."""
    borders = [border for span in spans for border in span]
    return sum(_inside_token(encoding, border) for border in borders)


def _inside_token(encoding: Encoding, position: int) -> bool:
    token = encoding.char_to_token(position)
    return token is not None and _begin(encoding, token) < position


def _first_from(encoding: Encoding, position: int, limit: int | None) -> int:
    """The first token that begins at or after `position` (the number of tokens if none does)."""
    token = None
    for character in range(position, position + 1 if limit is None else limit):
        # A normalizer may have dropped a character; then the next one decides.
        token = encoding.char_to_token(character)
        if token is not None:
            break
    if token is None:
        token = _last_before(encoding, position)
    while token < len(encoding) and _begin(encoding, token) < position:
        token += 1
    return token


def _last_before(encoding: Encoding, position: int) -> int:
    """A token near the position when no character there has one."""
    for character in range(position - 1, -1, -1):
        token = encoding.char_to_token(character)
        if token is not None:
            return token
    return 0


def _begin(encoding: Encoding, token: int) -> int:
    chars = encoding.token_to_chars(token)
    return chars[0] if chars else 0
