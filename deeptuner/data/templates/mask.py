"""The loss mask of a conversation: its text and the spans of it that are trained on.

Strict prefix first (prefix.py), the twin render where that fails (twin.py, borders.py); where one
text cannot hold every answer as the model would have to write it, one text for each answer; where
none of that is faithful, the row is left out with the reason. Knows rows and templates; does not
know tokens (tokens.py) or files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from deeptuner.data.row import Rejection, Row
from deeptuner.data.templates.borders import find_border
from deeptuner.data.templates.conversation import Conversation, conversations
from deeptuner.data.templates.features import Feature, features
from deeptuner.data.templates.prefix import Span, prefix_spans
from deeptuner.data.templates.probe import Probe, probe
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.templates.shown import all_shown
from deeptuner.data.templates.text import same_characters
from deeptuner.data.templates.twin import Owners, find_owners
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


class Masker:
    """Masks conversations for one template.

    `refused` names features of rows (from `selfcheck.check_template`) that this template cannot
    mask faithfully, with the reason; rows that have one are left out.
    """

    def __init__(
        self, template: ChatTemplate, *, refused: Mapping[Feature, Message] | None = None
    ) -> None:
        self.template = template
        self.refused = dict(refused or {})
        self._probes: dict[bool, Probe] = {}

    def spans(self, row: Row, train_on_source: bool = False) -> list[Rendered] | Rejection:
        """The samples of a conversation: one, or one for each answer where one text cannot do.

        With `train_on_source` every character is trained once, headers and prompts included.
        Plain text rows (`row.text`) have no template and no mask; do not pass them.
        """
        try:
            samples = self._samples(row)
        except CannotMask as problem:
            return Rejection(problem.reason, row.source)
        return _with_source(samples) if train_on_source else samples

    def probe(self, with_tools: bool) -> Probe:
        """What the template does around the words; asked once. Raises CannotMask."""
        if with_tools not in self._probes:
            self._probes[with_tools] = probe(self.template, with_tools)
        return self._probes[with_tools]

    def _samples(self, row: Row) -> list[Rendered]:
        for feature in features(row):
            if feature in self.refused:
                raise CannotMask(self.refused[feature])
        problem: CannotMask | None = None
        for chat in conversations(row):
            try:
                return self._one_or_more(chat)
            except CannotMask as failed:
                problem = problem or failed
        assert problem is not None, "there is always one spelling"
        raise problem

    def _one_or_more(self, chat: Conversation) -> list[Rendered]:
        if not chat.answers:
            raise CannotMask(message("data.mask-no-answer"))
        known = self.probe(bool(chat.tools))
        if chat.tools and not known.shows_tools:
            raise CannotMask(message("data.mask-hides-tools"))
        try:
            return [self._whole(chat, known)]
        except CannotMask:
            return [self._last(chat.until(number), known) for number in chat.answers]

    def _whole(self, chat: Conversation, known: Probe) -> Rendered:
        """Every answer in one text."""
        for number in chat.answers:
            end = known.call if chat.messages[number].get("tool_calls") else known.answer
            if number < len(chat.messages) - 1 and not end.same:
                raise CannotMask(message("data.mask-no-end", turn=number + 1))
        return self._masked(chat, chat.answers, known)

    def _last(self, chat: Conversation, known: Probe) -> Rendered:
        """Only the last answer, behind what the model is given when it has to write it."""
        try:
            return self._masked(chat, chat.answers[-1:], known)
        except CannotMask as problem:
            sample = self._behind_prompt(chat, known)
            if sample is None:
                raise problem from None
            return sample

    def _masked(self, chat: Conversation, which: Sequence[int], known: Probe) -> Rendered:
        strict = prefix_spans(self.template, chat, which, known)
        if strict is not None:
            text, spans = strict
            if not all_shown(chat, text, which, spans):
                _check_owners(find_owners(self.template, chat.messages, chat.tools), chat, which)
            return Rendered(text, tuple(spans), "prefix")
        owners = find_owners(self.template, chat.messages, chat.tools)
        _check_owners(owners, chat, which)
        borders = [find_border(self.template, chat, owners, number, known) for number in which]
        spans = [(border.start, border.end) for border in borders]
        _check_spans(owners, which, spans)
        return Rendered(borders[-1].text, tuple(spans), "twin")

    def _behind_prompt(self, chat: Conversation, known: Probe) -> Rendered | None:
        """The generation prompt with the answer put behind it.

        For templates that show something to the model only while it is asked (Mistral Nemo: the
        system message). Only where the answer stands behind the same header in both.
        """
        number, before = chat.answers[-1], chat.until(chat.answers[-1] - 1)
        try:
            asked = find_owners(self.template, before.messages, before.tools, True)
            owners = find_owners(self.template, chat.messages, chat.tools)
            border = find_border(self.template, chat, owners, number, known)
            _check_owners(asked, before, ())
        except CannotMask:
            return None
        if not border.exact or owners.dropped(number):
            return None
        answer = border.text[border.start : border.end]
        start = len(asked.text)
        return Rendered(asked.text + answer, ((start, start + len(answer)),), "twin")


def _check_owners(owners: Owners, chat: Conversation, which: Sequence[int]) -> None:
    """Nothing may be missing but what a template leaves out of earlier answers on purpose."""
    for number, said in enumerate(chat.messages):
        role = str(said["role"])
        if number in which and not owners.given[number]:
            raise CannotMask(message("data.mask-empty-answer", turn=number + 1))
        if owners.dropped(number) and (number in which or role != "assistant"):
            what = "data.mask-drops-answer" if number in which else "data.mask-drops-message"
            raise CannotMask(message(what, turn=number + 1, role=role))


def _check_spans(owners: Owners, which: Sequence[int], spans: Sequence[Span]) -> None:
    """Each span holds all of its answer's words and nobody else's; spans do not overlap."""
    done = 0
    for number, (start, end) in zip(which, spans, strict=True):
        whole = start <= owners.first[number] and owners.last[number] <= end
        if start < done or not whole or owners.within(start, end) != {number}:
            raise CannotMask(message("data.mask-mixes", turn=number + 1))
        done = end


def _with_source(samples: list[Rendered]) -> list[Rendered]:
    """Every character trained once: of later samples only what the one before does not have."""
    trained, before = [], ""
    for sample in samples:
        start = same_characters(before, sample.text)
        trained.append(Rendered(sample.text, ((start, len(sample.text)),), sample.method))
        before = sample.text
    return trained
