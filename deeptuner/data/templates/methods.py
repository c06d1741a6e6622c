"""The ways from a conversation to a text with trained spans, each checked before it is believed.

Knows strict prefix, twin, and the answer put behind its generation prompt, and what makes a result
faithful: nothing dropped, every span holding its answer's words and nobody else's. Does not know
rows, nor which way is tried first (mask.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from deeptuner.data.templates.borders import find_border
from deeptuner.data.templates.conversation import Conversation
from deeptuner.data.templates.prefix import Span, prefix_spans
from deeptuner.data.templates.probe import Probe
from deeptuner.data.templates.render import CannotMask, Said
from deeptuner.data.templates.renders import Renders
from deeptuner.data.templates.shown import all_shown
from deeptuner.data.templates.twin import Owners
from deeptuner.words import Message, message

Method = Literal["prefix", "twin"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text and the parts of it to train on, as (start, end) in characters, in order.

    Encode the whole text once, without adding special tokens: they are in it where they belong.
    """

    text: str
    spans: tuple[Span, ...]
    method: Method


def by_prefix(renders: Renders, which: Sequence[int], known: Probe) -> Rendered | None:
    """The turns in `which` by strict prefix, or None where that does not apply.

    Raises CannotMask when it applies but the template drops something.
    """
    strict = prefix_spans(renders, which, known)
    if strict is None:
        return None
    text, spans = strict
    if not all_shown(renders.chat, text, which, spans):
        _check_owners(renders.owners(), renders.chat, which)
    return Rendered(text, tuple(spans), "prefix")


def by_twin(renders: Renders, which: Sequence[int], known: Probe) -> Rendered:
    """The turns in `which` by twin render. Raises CannotMask where that is not faithful."""
    owners = renders.owners()
    _check_owners(owners, renders.chat, which)
    borders = [find_border(renders, number, known) for number in which]
    spans = tuple((border.start, border.end) for border in borders)
    _check_spans(owners, which, spans)
    return Rendered(borders[-1].text, spans, "twin")


def behind_prompt(renders: Renders, known: Probe) -> Rendered | None:
    """The generation prompt with the last answer put behind it, or None where that is not exact.

    For templates that show something to the model only while it is asked (Mistral Nemo: the
    system message). The answer must stand behind the same header in both.
    """
    number = renders.chat.answers[-1]
    try:
        asked, owners = renders.owners(number, asked=True), renders.owners()
        _check_owners(asked, renders.chat.until(number - 1), ())
        border = find_border(renders, number, known)
        _check_spans(owners, [number], [(border.start, border.end)])
    except CannotMask:
        return None
    if not border.exact or owners.dropped(number):
        return None
    answer, start = border.text[border.start : border.end], len(asked.text)
    return Rendered(asked.text + answer, ((start, start + len(answer)),), "twin")


def _check_owners(owners: Owners, chat: Conversation, which: Sequence[int]) -> None:
    """Nothing may be missing but what a template leaves out of earlier answers on purpose."""
    for number, said in enumerate(chat.messages):
        trained = number in which
        if trained and not owners.given[number]:
            raise CannotMask(message("data.mask-empty-answer", turn=number + 1))
        if owners.dropped(number) and (trained or said["role"] != "assistant"):
            raise CannotMask(_what_is_dropped(said, number + 1))


def _what_is_dropped(said: Said, turn: int) -> Message:
    if said["role"] != "assistant":
        return message("data.mask-drops-message", turn=turn, role=str(said["role"]))
    if said.get("reasoning_content"):
        return message("data.mask-drops-reasoning", turn=turn)
    kind = "calls" if said.get("tool_calls") else "answer"
    return message(f"data.mask-drops-{kind}", turn=turn)


def _check_spans(owners: Owners, which: Sequence[int], spans: Sequence[Span]) -> None:
    """Each span holds all of its answer's words and nobody else's; spans do not overlap."""
    done = 0
    for number, (start, end) in zip(which, spans, strict=True):
        whole = start <= owners.first[number] and owners.last[number] <= end
        if start < done or not whole or owners.within(start, end) != {number}:
            raise CannotMask(message("data.mask-mixes", turn=number + 1))
        done = end
