"""Tokens become text while they are written, and no piece ends inside a character.

Byte-level tokens hold parts of characters: what is not whole yet waits for the next token. Knows
decoding only; needs no torch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

UNFINISHED: Final = "\N{REPLACEMENT CHARACTER}"  # what a decoder shows for bytes that are no text
Decode = Callable[[Sequence[int]], str]


class TextStream:
    """Joined, the pieces are `decode` of all ids: the same text as when decoded at once.

    Decoders look at a token's neighbours (a first token loses its space), so each step decodes from
    the last border on, and gives what is new.
    """

    def __init__(self, decode: Decode) -> None:
        self._decode = decode
        self._ids: list[int] = []
        self._start = 0  # where the text decoded last begins
        self._told = 0  # ids whose text was given
        self._pieces: list[str] = []

    @property
    def tokens(self) -> int:
        return len(self._ids)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def push(self, token: int) -> str:
        """The text that is complete by now and was not given yet; often empty."""
        self._ids.append(token)
        before = self._decode(self._ids[self._start : self._told])
        text = self._decode(self._ids[self._start :])
        if text.endswith(UNFINISHED) or not text.startswith(before):
            return ""
        self._start, self._told = self._told, len(self._ids)
        return self._give(text[len(before) :])

    def finish(self) -> str:
        """What is left at the end: bytes that never became a character, shown as one."""
        return self._give(self._decode(self._ids)[len(self.text) :])

    def _give(self, piece: str) -> str:
        if piece:
            self._pieces.append(piece)
        return piece
