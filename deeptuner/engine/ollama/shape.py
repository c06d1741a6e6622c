"""What a chat template writes between the words of a conversation, learnt by rendering.

Every text is cut at words that occur nowhere else. What is left between two messages (a gap) may
depend on whether there is a system prompt, and on where in the conversation it stands; the fewest
such facts that explain all gaps are found. Does not know Go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, product
from typing import Any, Final, Literal

from deeptuner.data.templates.probe import TOOLS
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.words import Message, message

System = Literal["none", "empty", "given"]
Kind = Literal["start", "system", "user", "assistant", "end"]
Pair = tuple[Kind, Kind]
Conversation = Sequence[Mapping[str, Any]]

SYSTEM_HOLE: Final = "\ue000"  # stands for the words of the system prompt
DATE_HOLE: Final = "\ue001"  # stands for the day, as 2026-03-01
DATE: Final = "%Y-%m-%d"
LONGEST: Final = 6  # messages of the longest conversation tried
STATES: Final[tuple[System, ...]] = ("none", "empty", "given")
FEATURES: Final = ("system", "right_last", "left_first", "right_last_user", "left_last_user")
_SYSTEM_WORD: Final = "zyzzyva77"
_LATER_WORD: Final = "numbat81"


class CannotDeriveError(Exception):
    """There is no faithful TEMPLATE. `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Gap:
    """The text between two messages, as a function of `features` (a few of `FEATURES`)."""

    features: tuple[str, ...]
    texts: Mapping[tuple[Any, ...], str]


@dataclass(frozen=True, slots=True)
class Shape:
    """All of a template that a plain conversation shows.

    `bos`: every text begins with BOS, which is in no gap. `systems`: the states of the system
    prompt that the template accepts. `dated`: gaps hold DATE_HOLE. `between`: what stands before
    and after the words of a system prompt given later on, between an answer and a question.
    """

    gaps: Mapping[Pair, Gap]
    bos: bool
    systems: frozenset[System]
    dated: bool
    between: tuple[str, str] | None


@dataclass(slots=True)
class _Seen:
    """What one template was seen to write."""

    bos: set[bool] = field(default_factory=set)
    systems: set[System] = field(default_factory=set)
    gaps: dict[Pair, list[tuple[dict[str, Any], str]]] = field(default_factory=dict)


def learn(template: ChatTemplate) -> Shape:
    """The shape. Raises CannotDeriveError where the template does not have a plain one."""
    dated = template.asks_for_date and _follows_the_day(template)
    seen = _watch(template, dated=dated)
    if len(seen.bos) != 1:
        raise CannotDeriveError(message("engine.ollama.bos-varies"))
    gaps = {pair: _explained(pair, found) for pair, found in seen.gaps.items()}
    holds = any(DATE_HOLE in text for gap in gaps.values() for text in gap.texts.values())
    return Shape(gaps, seen.bos.pop(), frozenset(seen.systems), holds, _between(template))


def cut(template: ChatTemplate, chat: Conversation, words: Sequence[str]) -> tuple[list[str], bool]:
    """The gaps around `words` in the text of `chat`, and whether BOS came first (cut off).

    A question at the end is followed by what makes the model answer. Raises CannotMask where the
    template refuses, CannotDeriveError where words are lost, doubled or moved.
    """
    text = template.render(chat, add_generation_prompt=chat[-1]["role"] == "user")
    bos = bool(template.bos_token) and text.startswith(template.bos_token)
    rest = text.removeprefix(template.bos_token) if bos else text
    gaps: list[str] = []
    for word in words:
        if rest.count(word) != 1:
            raise CannotDeriveError(message("engine.ollama.words-lost"))
        gap, rest = rest.split(word)
        gaps.append(gap)
    return [*gaps, rest], bos


def turns(count: int) -> list[dict[str, Any]]:
    """A conversation of so many messages, a question first, and no word twice."""
    roles = ("user", "assistant")
    return [{"role": roles[n % 2], "content": f"quokka{n}wombat"} for n in range(count)]


def with_system(chat: Conversation, state: System) -> list[Mapping[str, Any]]:
    if state == "none":
        return list(chat)
    return [{"role": "system", "content": _SYSTEM_WORD if state == "given" else ""}, *chat]


def _watch(template: ChatTemplate, *, dated: bool) -> _Seen:
    seen = _Seen()
    for state in STATES:
        for count in range(1, LONGEST + 1):
            chat = turns(count)
            words = [str(said["content"]) for said in chat]
            try:
                gaps, bos = cut(template, with_system(chat, state), words)
            except CannotMask as refusal:
                if state == "none":
                    raise CannotDeriveError(_why_refused(template, chat, refusal)) from refusal
                break
            seen.bos.add(bos)
            seen.systems.add(state)
            _note(seen, state, [_with_holes(gap, template.now, dated) for gap in gaps])
    return seen


def _note(seen: _Seen, state: System, gaps: Sequence[str]) -> None:
    count = len(gaps) - 1
    last_user = (count - 1) // 2 * 2
    kinds: list[Kind] = ["start", *(("user", "assistant")[n % 2] for n in range(count)), "end"]
    for right, gap in enumerate(gaps):  # the gap in front of message `right`
        left = right - 1
        facts = {
            "system": state,
            "right_last": right == count - 1,
            "left_first": left == 0,
            "right_last_user": right == last_user,
            "left_last_user": left == last_user,
        }
        seen.gaps.setdefault((kinds[right], kinds[right + 1]), []).append((facts, gap))


def _why_refused(template: ChatTemplate, chat: Conversation, refusal: CannotMask) -> Message:
    try:
        template.render(chat, TOOLS, add_generation_prompt=chat[-1]["role"] == "user")
    except CannotMask:
        return message("engine.ollama.refuses", said=str(refusal.reason))
    return message("engine.ollama.needs-tools")


def _between(template: ChatTemplate) -> tuple[str, str] | None:
    """Around a later system prompt, if the template writes it in its place and always alike."""
    found = set()
    states: tuple[System, ...] = ("none", "given")
    for count, state in product((3, 4, 5), states):
        chat = turns(count)
        chat.insert(2, {"role": "system", "content": _LATER_WORD})
        words = [str(said["content"]) for said in chat]
        try:
            gaps, _ = cut(template, with_system(chat, state), words)
        except (CannotMask, CannotDeriveError):
            return None
        found.add((gaps[2], gaps[3]))
    return found.pop() if len(found) == 1 else None


def _with_holes(gap: str, now: datetime, dated: bool) -> str:
    gap = gap.replace(_SYSTEM_WORD, SYSTEM_HOLE)
    return gap.replace(now.strftime(DATE), DATE_HOLE) if dated else gap


def _explained(pair: Pair, found: Sequence[tuple[dict[str, Any], str]]) -> Gap:
    """The gap as a function of as few facts as will do."""
    for count in range(len(FEATURES) + 1):
        for features in combinations(FEATURES, count):
            texts: dict[tuple[Any, ...], str] = {}
            if all(
                texts.setdefault(tuple(facts[one] for one in features), text) == text
                for facts, text in found
            ):
                return Gap(features, texts)
    raise CannotDeriveError(message("engine.ollama.irregular", left=pair[0], right=pair[1]))


def _follows_the_day(template: ChatTemplate) -> bool:
    """Whether every date in the text is the day as Ollama can write it."""
    first, second = datetime(2031, 5, 17, 1, 2, 3), datetime(2032, 11, 28, 13, 44, 55)
    seen = [_watch(at_date(template, day), dated=True) for day in (first, second)]
    return seen[0].gaps == seen[1].gaps


def at_date(template: ChatTemplate, now: datetime) -> ChatTemplate:
    """The same template on another day."""
    return ChatTemplate.from_json({**template.to_json(), "now": now.isoformat()})
