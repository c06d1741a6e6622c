"""Whose text is it? A twin of the conversation, rendered beside it, tells for every character.

In the twin each word character of message number i is replaced by one private-use character that
stands for i; markup, white space and punctuation stay, so the template takes the same way through
both. Where the two renders differ, the twin's character names the owner. This survives trimming,
moving, splitting and repeating, and shows what the template dropped.

Knows nothing about which messages are trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deeptuner.data.templates.render import CannotMask, ChatTemplate, Said
from deeptuner.data.templates.text import MARKUP
from deeptuner.words import message

FIRST_OWNER = 0x100000  # a private-use plane: one character that no dataset is likely to hold
MOST_MESSAGES = 0xFFFD

# Runs of characters that are neither white space nor ASCII punctuation: letters, digits, emoji.
_WORD = re.compile(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
_VISIBLE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Owners:
    """A render and, for each message, which of its characters it owns.

    `first[i]`, `last[i]` (exclusive) and `found[i]` are about message i's word characters in
    `text`; first and last are −1 where none appears. `given[i]` is how many it had.
    `places` are the owned positions in order and `owner` the message of each.
    """

    text: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    found: tuple[int, ...]
    given: tuple[int, ...]
    places: NDArray[np.int64]
    owner: NDArray[np.int64]

    def dropped(self, number: int) -> bool:
        """Whether some of this message's text is missing from the render."""
        return self.found[number] < self.given[number]

    def within(self, start: int, end: int) -> set[int]:
        """The messages that own a character in text[start:end]."""
        low, high = np.searchsorted(self.places, [start, end])
        return set(self.owner[low:high].tolist())

    def end_before(self, position: int) -> int:
        """The message whose text ends last at or before `position`, or −1."""
        low = int(np.searchsorted(self.places, position))
        return int(self.owner[low - 1]) if low else -1

    def next_other(self, number: int) -> int:
        """Where the first text of another message after this one begins, or the text's end."""
        low = int(np.searchsorted(self.places, self.last[number]))
        others = np.flatnonzero(self.owner[low:] != number)
        return int(self.places[low + others[0]]) if len(others) else len(self.text)


def find_owners(
    template: ChatTemplate,
    text: str,
    messages: Sequence[Said],
    tools: Sequence[Said] | None = None,
    add_generation_prompt: bool = False,
) -> Owners:
    """Render the twin of the conversation whose render is `text`.

    Raises CannotMask where they cannot be compared.
    """
    if len(messages) > MOST_MESSAGES:
        raise CannotMask(message("data.mask-too-many-turns", count=len(messages)))
    twins = [_twin(said, chr(FIRST_OWNER + number)) for number, said in enumerate(messages)]
    other = template.render([twin for twin, _ in twins], tools, add_generation_prompt)
    if len(text) != len(other):
        raise CannotMask(message("data.mask-rewrites"))
    return _compare(text, other, tuple(given for _, given in twins))


def _compare(text: str, other: str, given: tuple[int, ...]) -> Owners:
    ours, theirs = _codes(text), _codes(other)
    places = np.flatnonzero(ours != theirs)
    owner = theirs[places] - FIRST_OWNER
    count = len(given)
    if len(owner) and (owner.min() < 0 or owner.max() >= count):
        raise CannotMask(message("data.mask-rewrites"))
    first, last = np.full(count, -1), np.full(count, -1)
    first[owner[::-1]] = places[::-1]  # the last assignment wins: the earliest place
    last[owner] = places + 1
    found = np.bincount(owner, minlength=count)
    return Owners(
        text,
        tuple(first.tolist()),
        tuple(last.tolist()),
        tuple(found.tolist()),
        given,
        places,
        owner,
    )


def _codes(text: str) -> NDArray[np.int64]:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return points.astype(np.int64)


def _twin(said: Said, mark: str) -> tuple[dict[str, Any], int]:
    """The message with its word characters replaced, and how many were."""
    twin = dict(said)
    for name in ("content", "reasoning_content"):
        if isinstance(twin.get(name), str):
            twin[name] = _twin_text(twin[name], mark)
    if twin.get("tool_calls"):
        twin["tool_calls"] = _twin_calls(twin["tool_calls"], mark)
        if not _count(twin, mark):  # arguments without a word: the name is all there is
            twin["tool_calls"] = [_twin_name(call, mark) for call in twin["tool_calls"]]
    return twin, _count(twin, mark)


def _twin_calls(calls: Sequence[Said], mark: str) -> list[dict[str, Any]]:
    # Names stay: templates compare them, and gpt-oss writes them into the tool's own message.
    return [_with_function(call, arguments=_twin_value(_arguments(call), mark)) for call in calls]


def _twin_name(call: Said, mark: str) -> dict[str, Any]:
    return _with_function(call, name=_twin_text(str(call["function"]["name"]), mark))


def _with_function(call: Said, **changes: Any) -> dict[str, Any]:
    return {**call, "function": {**call["function"], **changes}}


def _arguments(call: Said) -> Any:
    return call["function"].get("arguments", {})


def _twin_value(value: Any, mark: str) -> Any:
    if isinstance(value, str):
        return _twin_text(value, mark)
    if isinstance(value, dict):
        return {key: _twin_value(inner, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [_twin_value(inner, mark) for inner in value]
    return value


def _twin_text(text: str, mark: str) -> str:
    """The text with `mark` for each character of `_owned`; the length stays."""
    parts, done = [], 0
    for start, end in _owned(text):
        parts += [text[done:start], mark * (end - start)]
        done = end
    return "".join(parts) + text[done:]


@lru_cache(maxsize=128)  # the edges of a message are looked at again for every border
def _owned(text: str) -> list[tuple[int, int]]:
    """Where the words outside markup are; in a text without any, all words, or all it shows."""
    words = [
        found.span() for start, end in _plain(text) for found in _WORD.finditer(text, start, end)
    ]
    if not words:
        words = [found.span() for found in _WORD.finditer(text)]
    return words or [found.span() for found in _VISIBLE.finditer(text)]


def _plain(text: str) -> list[tuple[int, int]]:
    """The stretches between markup."""
    if "<" not in text and "[" not in text:
        return [(0, len(text))]
    ends = [0, *(end for found in MARKUP.finditer(text) for end in found.span()), len(text)]
    return list(zip(ends[::2], ends[1::2], strict=True))


def _count(value: Any, mark: str) -> int:
    if isinstance(value, str):
        return value.count(mark)
    if isinstance(value, dict):
        return sum(_count(inner, mark) for inner in value.values())
    if isinstance(value, list):
        return sum(_count(inner, mark) for inner in value)
    return 0


def edges(said: Said) -> tuple[str, str]:
    """What is before the first and after the last character that the twin replaces.

    Only for messages of plain content; where the ends are a tool call's, both are ''.
    """
    reasoning, content = said.get("reasoning_content") or "", said.get("content") or ""
    lead = _outside(reasoning or content)[0]
    tail = "" if said.get("tool_calls") else _outside(content or reasoning)[1]
    return lead, tail


def _outside(text: str) -> tuple[str, str]:
    owned = _owned(text)
    return (text[: owned[0][0]], text[owned[-1][1] :]) if owned else ("", "")
