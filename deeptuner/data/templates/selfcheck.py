"""Tries a chat template on small conversations when a model is loaded, and says what it found.

A template that cannot mask a kind of conversation faithfully is told so by name, and rows of that
kind are left out. Knows what a faithful mask is; does not know how one is made (mask.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from deeptuner.data.row import Rejection, Turn
from deeptuner.data.templates.conversation import conversations
from deeptuner.data.templates.features import Feature
from deeptuner.data.templates.findings import Finding, template_findings
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.methods import Rendered, by_prefix, by_twin
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.templates.renders import Renders
from deeptuner.data.templates.scenarios import Scenario, scenarios
from deeptuner.data.templates.text import MARKUP
from deeptuner.data.templates.tokens import straddling
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.errors import ModelError
from deeptuner.words import Message, message

Outcome = Literal["prefix", "twin", "split", "refused", "unfaithful"]
REFUSED: Final = "data.check-refused"  # a kind of conversation the template cannot serve
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Result:
    """How one scenario went.

    `split`: one sample for each answer. `refused`: the template cannot render it, or drops a part
    of it. `unfaithful`: there is a mask, but it is wrong. `reason` says why in these two cases.
    """

    scenario: str
    outcome: Outcome
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What the self-check found.

    `ok`: at least one kind of conversation can be trained on. `refused`: the kinds with a wrong
    mask, by the features of their rows, with the reason; such rows must be left out. (What a
    template cannot render or drops is found out row by row.)
    """

    ok: bool
    findings: tuple[Finding, ...]
    results: tuple[Result, ...]
    refused: dict[frozenset[Feature], Message]

    def advice(self) -> tuple[Message, ...]:
        """What to tell before training. Kinds of conversations that the template refuses are not
        among it: where a dataset has any, its report counts their rows with the reason."""
        said = (finding.message for finding in self.findings)
        return tuple(one for one in said if one.id != REFUSED)

    def require_usable(self) -> None:
        """Raises ModelError when the template cannot be trained with at all."""
        if self.ok:
            return
        reason = next(result.reason for result in self.results if result.reason)
        raise ModelError(
            message("data.check-unusable", reason=str(reason)),
            where="chat_template",
            fix=message("data.template-choose"),
        )


def checked_masker(template: ChatTemplate, tokenizer: Tokenizer) -> tuple[Masker, TemplateCheck]:
    """A masker that refuses what the self-check could not do faithfully, and the check."""
    check = check_template(template, tokenizer)
    return Masker(template, refused=check.refused), check


def check_template(template: ChatTemplate, tokenizer: Tokenizer) -> TemplateCheck:
    """Run every scenario. Takes some hundredths of a second."""
    masker = Masker(template)
    tried = [(scenario, *_try(masker, scenario, tokenizer)) for scenario in scenarios()]
    results = tuple(result for _, result, _ in tried)
    refused = {
        scenario.features: result.reason
        for scenario, result, _ in tried
        if result.outcome == "unfaithful" and result.reason
    }
    ok = frozenset() not in refused and any(result.reason is None for result in results)
    findings = [_left_out(result, ok) for result in results if result.reason]
    inside = sum(
        _straddling(tokenizer, samples)
        for scenario, _, samples in tried
        if scenario.name != "spaces"  # an answer that begins with a line break is rare
    )
    findings.extend(template_findings(masker, tokenizer, inside))
    if any(result.outcome == "split" and result.scenario == "turns" for result in results):
        findings.append(Finding("note", message("data.check-split")))
    return TemplateCheck(ok, tuple(findings), results, refused)


def _left_out(result: Result, ok: bool) -> Finding:
    told = message(REFUSED, scenario=result.scenario, reason=str(result.reason))
    return Finding("warning" if ok else "error", told)


def _try(masker: Masker, scenario: Scenario, tokenizer: Tokenizer) -> tuple[Result, list[Rendered]]:
    samples = masker.spans(scenario.row)
    if isinstance(samples, Rejection):
        return Result(scenario.name, "refused", samples.reason), []
    problem = _judge(masker, scenario, samples, tokenizer)
    if problem is not None:
        return Result(scenario.name, "unfaithful", problem), samples
    outcome: Outcome = "split" if len(samples) > 1 else samples[0].method
    return Result(scenario.name, outcome), samples


def _judge(
    masker: Masker, scenario: Scenario, samples: Sequence[Rendered], tokenizer: Tokenizer
) -> Message | None:
    """What is wrong with these samples, or None."""
    trained = [sample.text[start:end] for sample in samples for start, end in sample.spans]
    turns = scenario.row.messages
    answers = [turn for turn in turns if turn.role == "assistant"]
    if len(trained) != len(answers) or not all(map(_holds, trained, answers)):
        return message("data.check-words")
    others = set(_words(turn for turn in turns if turn.role != "assistant"))
    if any(others & set(_WORD.findall(text)) for text in trained):
        return message("data.check-words")
    if not all(_ends_once(text, masker.end_tokens()) for text in trained):
        return message("data.check-ends")
    if not _methods_agree(masker, scenario):
        return message("data.check-methods")
    return _double_bos(samples, tokenizer)


def _holds(text: str, turn: Turn) -> bool:
    """Whether the trained text holds the answer's words in their order."""
    position = 0
    for word in _words([turn]):
        at = text.find(word, position)
        if at < 0:
            return False
        position = at + len(word)
    return True


def _words(turns: Iterator[Turn] | Sequence[Turn]) -> list[str]:
    words: list[str] = []
    for turn in turns:
        words += _WORD.findall(MARKUP.sub(" ", f"{turn.reasoning or ''} {turn.content}"))
        for call in turn.tool_calls or ():
            words += [
                word
                for value in call["function"]["arguments"].values()
                for word in _WORD.findall(value)
            ]
    return words


def _ends_once(text: str, ends: Sequence[str]) -> bool:
    return any(text.endswith(end) and text.count(end) == 1 for end in ends)


def _methods_agree(masker: Masker, scenario: Scenario) -> bool:
    """Twin and strict prefix give the same wherever both apply to the whole conversation."""
    for chat in conversations(scenario.row):
        try:
            chat, known = masker.prepared(chat)
            renders = Renders(masker.template, chat)
            strict = by_prefix(renders, chat.answers, known)
            twin = by_twin(renders, chat.answers, known)
        except CannotMask:
            continue
        if strict is not None and replace(strict, method="twin") != twin:
            return False
    return True


def _double_bos(samples: Sequence[Rendered], tokenizer: Tokenizer) -> Message | None:
    bos = tokenizer.bos_id
    for sample in samples:
        if bos is not None and tokenizer.ids(sample.text)[:2] == [bos, bos]:
            token = tokenizer.special_tokens["bos_token"]
            return message("data.check-double-bos", token=token)
    return None


def _straddling(tokenizer: Tokenizer, samples: Sequence[Rendered]) -> int:
    encodings = tokenizer.encode_batch([sample.text for sample in samples])
    return sum(
        straddling(encoding, sample.spans)
        for encoding, sample in zip(encodings, samples, strict=True)
    )
