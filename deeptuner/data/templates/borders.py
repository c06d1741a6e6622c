"""From owned words to trained spans: where an assistant's turn begins and ends around its words.

A turn begins behind the generation header, or behind the longest whole-piece start of it that is
there, and ends with the end token. Knows the owners of a render; does not know rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from deeptuner.data.templates.conversation import Conversation
from deeptuner.data.templates.prefix import append_end
from deeptuner.data.templates.probe import End, Probe
from deeptuner.data.templates.render import CannotMask
from deeptuner.data.templates.renders import Renders
from deeptuner.data.templates.text import MARKUP, same_characters, shared_start, starts
from deeptuner.data.templates.twin import Owners, edges
from deeptuner.words import message

_WINDOW = 400  # characters before a difference in which whole pieces are looked for


@dataclass(frozen=True, slots=True)
class Border:
    """One turn in `text`; `exact`: it stands behind the very header the model is asked with."""

    text: str
    start: int
    end: int
    exact: bool


def find_border(renders: Renders, number: int, known: Probe) -> Border:
    """The span of assistant turn `number`. Raises CannotMask when it cannot be found."""
    start, exact = _start(renders, number)
    text, end = _end(renders.chat, renders.owners(), number, known)
    if not start < end:
        raise CannotMask(message("data.mask-no-border", turn=number + 1))
    return Border(text, start, end, exact)


def _start(renders: Renders, number: int) -> tuple[int, bool]:
    chat, owners = renders.chat, renders.owners()
    first = owners.first[number]
    before = owners.end_before(first)
    begin = _end_of_words(chat, owners, before)
    glue = owners.text[begin:first]
    header = _header(renders, number)
    lead = edges(chat.messages[number])[0]
    found = _behind_header(glue, header, lead)
    if found is None:
        found = _behind_footer(glue, header, _footer(renders, number))
    if found is None:
        raise CannotMask(message("data.mask-no-border", turn=number + 1))
    return begin + found[0], found[1]


def _behind_header(glue: str, header: str, lead: str) -> tuple[int, bool] | None:
    if not header.strip():
        return None
    at = glue.rfind(header)
    if at >= 0:
        return at + len(header), True
    # What the answer itself begins with must not be taken for a part of the header.
    glue = glue.removesuffix(lead)
    for start in starts(header):
        at = glue.rfind(start)
        end = at + len(start)
        # Without markup, a start such as "###" could be anybody's header: it must end here.
        if at >= 0 and (MARKUP.search(start) or not glue[end:].strip()):
            return end, False
    return None


def _behind_footer(glue: str, header: str, footer: str) -> tuple[int, bool] | None:
    """Where the template writes no header: behind what ends the turn before."""
    if glue.startswith(footer):
        return len(footer), not header.strip()
    shared = shared_start(glue, footer)
    return (len(shared), False) if shared.strip() else None


def _header(renders: Renders, number: int) -> str:
    """What the template adds when it asks for turn `number`."""
    if number == 0:
        return ""
    asked, plain = renders.text(number, asked=True), renders.text(number)
    return asked[_same_until(asked, plain) :]


def _footer(renders: Renders, number: int) -> str:
    """What the template writes behind the last words before turn `number` without being asked."""
    if number == 0:
        return renders.template.bos_token
    owners = renders.owners(number)
    end = _end_of_words(renders.chat, owners, owners.end_before(len(owners.text)))
    return owners.text[end:]


def _same_until(one: str, other: str) -> int:
    same = same_characters(one, other)
    if same == len(other):
        return same
    begin = max(0, same - _WINDOW)
    return begin + len(shared_start(one[begin:], other[begin:]))


def _end_of_words(chat: Conversation, owners: Owners, number: int) -> int:
    """Where message `number` ends: behind its last word and what follows that in the message."""
    if number < 0:
        return 0
    last = owners.last[number]
    tail = edges(chat.messages[number])[1]
    for rest in (tail, tail.rstrip()):
        if owners.text.startswith(rest, last):
            return last + len(rest)
    return last


def _end(chat: Conversation, owners: Owners, number: int, known: Probe) -> tuple[str, int]:
    end = known.call if chat.messages[number].get("tool_calls") else known.answer
    other = known.answer if end is known.call else known.call
    is_last = number == len(chat.messages) - 1
    begin, limit = _end_of_words(chat, owners, number), owners.next_other(number)
    at = _first_of(owners.text[begin:limit], end, other, is_last)
    if at is not None:
        return owners.text, begin + at
    added = append_end(owners.text, end) if is_last and end.appended else None
    if added is None:
        raise CannotMask(message("data.mask-no-end", turn=number + 1))
    return added


def _first_of(region: str, end: End, other: End, is_last: bool) -> int | None:
    """Behind the end token in the region; the other kind of turn's token serves as well."""
    for kind in (end, other):
        token = kind.last if is_last else kind.inside
        at = region.find(token) if token else -1
        if at >= 0:
            return at + len(token)
    return None
