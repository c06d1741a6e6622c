"""The loss mask of a conversation: its text and the spans of it that are trained on.

Strict prefix first, the twin render where that fails; where one text cannot hold every answer as
the model would have to write it, one text for each answer; where none of that is faithful, the
row is left out with the reason. Knows rows and templates; does not know tokens (tokens.py) or
files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deeptuner.data.row import Rejection, Row
from deeptuner.data.templates.conversation import Conversation, conversations
from deeptuner.data.templates.features import Feature, features
from deeptuner.data.templates.methods import Rendered, behind_prompt, by_prefix, by_twin
from deeptuner.data.templates.probe import Probe, probe
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.templates.renders import Renders
from deeptuner.data.templates.text import same_characters
from deeptuner.words import Message, message


class Masker:
    """Masks conversations for one template.

    `refused` are kinds of rows, by their features, that this template cannot mask faithfully, with
    the reason (from `selfcheck.check_template`); rows that have all of a kind's features are left
    out.
    """

    def __init__(
        self, template: ChatTemplate, *, refused: Mapping[frozenset[Feature], Message] | None = None
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

    def probe(self, with_tools: bool = False) -> Probe:
        """What the template does around the words; asked once. Raises CannotMask."""
        if with_tools not in self._probes:
            self._probes[with_tools] = probe(self.template, with_tools)
        return self._probes[with_tools]

    def prepared(self, chat: Conversation) -> tuple[Conversation, Probe]:
        """The conversation as this template wants it, and what the template does around it."""
        known = self.probe(bool(chat.tools))
        return (chat.with_null_content() if known.null_content else chat), known

    def end_tokens(self) -> tuple[str, ...]:
        """The tokens that end an answer or a tool call: what generation has to stop at."""
        found: dict[str, None] = {}
        for with_tools in (False, True):
            try:
                known = self.probe(with_tools)
            except CannotMask:
                continue
            found.update({known.answer.last: None, known.call.last: None})
        return tuple(token for token in found if token)

    def _samples(self, row: Row) -> list[Rendered]:
        has = features(row)
        for kind, reason in self.refused.items():
            if kind <= has:
                raise CannotMask(reason)
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
        chat, known = self.prepared(chat)
        if chat.tools and not known.shows_tools:
            raise CannotMask(message("data.mask-hides-tools"))
        if self._fits_one_text(chat, known):
            try:
                return [self._masked(Renders(self.template, chat), chat.answers, known)]
            except CannotMask:
                pass  # an earlier answer is not shown as it was given, or the like
        return [self._last(chat.until(number), known) for number in chat.answers]

    def _fits_one_text(self, chat: Conversation, known: Probe) -> bool:
        """Whether earlier turns end with the token that the model has to end them with."""
        ends = [
            known.call if chat.messages[at].get("tool_calls") else known.answer
            for at in chat.answers
            if at < len(chat.messages) - 1
        ]
        return all(end.same for end in ends)

    def _masked(self, renders: Renders, which: Sequence[int], known: Probe) -> Rendered:
        return by_prefix(renders, which, known) or by_twin(renders, which, known)

    def _last(self, chat: Conversation, known: Probe) -> Rendered:
        """Only the last answer, behind what the model is given when it has to write it."""
        renders = Renders(self.template, chat)
        try:
            return self._masked(renders, chat.answers[-1:], known)
        except CannotMask:
            sample = behind_prompt(renders, known)
            if sample is None:
                raise
            return sample


def _with_source(samples: list[Rendered]) -> list[Rendered]:
    """Every character trained once: of later samples only what the one before does not have."""
    trained, before = [], ""
    for sample in samples:
        start = same_characters(before, sample.text)
        trained.append(Rendered(sample.text, ((start, len(sample.text)),), sample.method))
        before = sample.text
    return trained
