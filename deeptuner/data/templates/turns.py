"""Which stretch of a rendered conversation is whose turn, and where in it the message's own words
are.

Made for showing a sample, so it always finds an answer: by rendering the conversation turn by turn
where the template writes each behind the last, else by looking for the words. What is trained does
not depend on it (mask.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deeptuner.data.row import Row
from deeptuner.data.templates.conversation import conversations
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.render import CannotMask, Said
from deeptuner.data.templates.renders import Renders
from deeptuner.data.templates.text import MARKUP


@dataclass(frozen=True, slots=True)
class Stretch:
    """A turn in a text, as (start, end) in characters; `words` are what the message says there,
    empty where they were not found."""

    role: str
    start: int
    end: int
    words: tuple[int, int]


def stretches(text: str, row: Row, masker: Masker) -> list[Stretch]:
    """The turns of a sample's text, which together cover all of it."""
    renders, borders = _best(text, row, masker)
    found: list[Stretch] = []
    start = at = 0
    for number, said in enumerate(renders.chat.messages):
        limit = borders.get(number)
        to = len(text) if limit is None else limit
        words = _all_behind_header(text, renders, number, to) or _find(text, said, at, to)
        end = limit if limit is not None else _behind(text, words[1])
        if limit is not None and (moved := _moved(text, said, words, limit)):
            words, end = moved, _behind_space(text, moved[1])
        found.append(Stretch(str(said["role"]), start, end, words))
        start, at = end, max(end, words[1])
    return _covering(found, text)


def _best(text: str, row: Row, masker: Masker) -> tuple[Renders, dict[int, int]]:
    """The spelling of the conversation of which the text shows most, and where its turns end."""
    tried = []
    for chat in conversations(row):
        try:
            prepared, _ = masker.prepared(chat)
        except CannotMask:
            prepared = chat
        renders = Renders(masker.template, prepared)
        tried.append((renders, _borders(text, renders)))
    return max(tried, key=lambda one: len(one[1]))


def _borders(text: str, renders: Renders) -> dict[int, int]:
    """Where turns end that are written one behind the other."""
    found = {}
    for number in range(len(renders.chat.messages)):
        try:
            until = renders.text(number + 1)
        except CannotMask:
            continue
        if text.startswith(until):
            found[number] = len(until)
    return found


def _all_behind_header(
    text: str, renders: Renders, number: int, end: int
) -> tuple[int, int] | None:
    """What an assistant thinks or calls, of which the template writes more than the words."""
    said = renders.chat.messages[number]
    if not (said.get("tool_calls") or said.get("reasoning_content")):
        return None
    try:
        asked = renders.text(number, asked=True)
    except CannotMask:
        return None
    return (len(asked), max(len(asked), end)) if text.startswith(asked) else None


def _find(text: str, said: Said, start: int, end: int) -> tuple[int, int]:
    """Where a message's words are: right before the markup at the end, else the first place."""
    words = _words(said)
    if not words or start >= end:
        return start, start
    last = _without_markup(text, start, end)
    if text.endswith(words, start, last):
        return last - len(words), last
    at = text.find(words, start, end)
    return (at, at + len(words)) if at >= 0 else (start, start)


def _moved(text: str, said: Said, words: tuple[int, int], limit: int) -> tuple[int, int] | None:
    """The words of a message that the template writes into the next turn, as some do with the
    system message."""
    wanted = _words(said)
    if not wanted or words[0] < words[1]:
        return None
    at = text.find(wanted, limit)
    return (at, at + len(wanted)) if at >= 0 else None


def _behind_space(text: str, position: int) -> int:
    return len(text) - len(text[position:].lstrip())


def _words(said: Said) -> str:
    return str(said.get("content") or "").strip()


def _without_markup(text: str, start: int, end: int) -> int:
    """The end of a stretch without the white space and markup that close it."""
    closing = end
    for found in reversed(list(MARKUP.finditer(text, start, end))):
        if text[found.end() : closing].strip():
            break
        closing = found.start()
    return start + len(text[start:closing].rstrip())


def _behind(text: str, words: int) -> int:
    """Behind the first markup after the words, and the line it ends."""
    found = MARKUP.search(text, words)
    if found is None:
        return words
    return found.end() + (text[found.end() : found.end() + 1] == "\n")


def _covering(found: Sequence[Stretch], text: str) -> list[Stretch]:
    """The same turns one after the other, the last one to the end of the text."""
    covering: list[Stretch] = []
    start = 0
    for number, one in enumerate(found):
        last = number == len(found) - 1
        end = len(text) if last else max(start, min(one.end, len(text)))
        covering.append(Stretch(one.role, start, end, one.words))
        start = end
    return covering
