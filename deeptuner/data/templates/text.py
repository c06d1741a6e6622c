"""Small questions about rendered text: its markup, and what two texts share, in whole tokens.

Knows what templates use as markup (`<|im_end|>`, `</s>`, `[INST]`, `<think>`), without a tokenizer.
Cutting by characters would split `<think>` and `</think>` after `<`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

# Full-width bars and the lower-eighth block are DeepSeek's: <｜end▁of▁sentence｜>.
MARKUP = re.compile(
    r"<\|[^|<>\s][^|<>]{0,60}\|>|<｜[^｜<>]{1,60}｜>|</?[A-Za-z_][\w.:▁-]{0,40}>"
    r"|\[/?[A-Z][A-Z_]{1,30}\]"
)
_PIECE = re.compile(rf"{MARKUP.pattern}|\s+|\w+|[^\w\s<\[]+|.", re.DOTALL)


def pieces(text: str) -> list[str]:
    """The text cut into markup, words, white space and punctuation; joined they give it back."""
    return [found.group() for found in _PIECE.finditer(text)]


def same_characters(one: str, other: str) -> int:
    """How many characters both begin with alike."""
    return len(os.path.commonprefix([one, other]))  # noqa: RUF071 - characters are meant


def shared_start(one: str, other: str) -> str:
    """The longest start of both that ends between pieces."""
    shared = []
    for left, right in zip(pieces(one), pieces(other), strict=False):
        if left != right:
            break
        shared.append(left)
    return "".join(shared)


def shared_end(one: str, other: str) -> str:
    """The longest end of both that begins between pieces."""
    shared = []
    for left, right in zip(reversed(pieces(one)), reversed(pieces(other)), strict=False):
        if left != right:
            break
        shared.append(left)
    return "".join(reversed(shared))


def starts(text: str) -> Iterator[str]:
    """The starts of `text` that end between pieces, longest first, none of them blank."""
    cut = pieces(text)
    for count in range(len(cut), 0, -1):
        start = "".join(cut[:count])
        if start.strip():
            yield start


def first_markup(text: str) -> str:
    """The first piece of markup in the text, or ''."""
    found = MARKUP.search(text)
    return found.group() if found else ""


def last_markup(text: str) -> str:
    """The last piece of markup in the text, or ''."""
    found = [match.group() for match in MARKUP.finditer(text)]
    return found[-1] if found else ""
