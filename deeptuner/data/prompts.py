"""Prompts whose answers show a person how the model learns.

Knows how a prompt is rendered and encoded: the first conversations of the eval split up to their
last answer, or prompts that the person wrote. Does not generate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from deeptuner.data.encode import Encoder
from deeptuner.data.row import Row, Source, Turn
from deeptuner.data.store import TokenStore
from deeptuner.data.templates.render import CannotMask
from deeptuner.errors import InputError

BEGINNING = 32  # tokens of a plain text that are given; at most half of it
CONTINUED = 128  # tokens of a plain text that are shown as expected


@dataclass(frozen=True, slots=True)
class Prompt:
    """`ids` end where the answer begins; `text` is what a person reads; `expected` may be empty."""

    text: str
    ids: tuple[int, ...]
    expected: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"text": self.text, "ids": list(self.ids), "expected": self.expected}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Prompt:
        return cls(value["text"], tuple(value["ids"]), value["expected"])


def written_prompts(texts: Sequence[str], encoder: Encoder, *, plain: bool) -> list[Prompt]:
    """Prompts that the person wrote: each a user's message, or the beginning of a plain text.

    Raises InputError for one that the template refuses.
    """
    if plain:
        return [Prompt(text, tuple(encoder.plain_ids(text, end=False))) for text in texts]
    try:
        return [Prompt(text, _asked([Turn("user", text)], None, encoder)) for text in texts]
    except CannotMask as problem:
        raise InputError(problem.reason, where="evaluation.sample_prompts") from problem


def prompts_from(
    evaluation: TokenStore, count: int, rows: Iterable[Row], encoder: Encoder
) -> list[Prompt]:
    """Prompts of the first `count` rows in `evaluation`, found again among `rows`.

    Fewer where a row cannot be rendered as a question.
    """
    wanted = _first_sources(evaluation, count)
    found: dict[Source, Prompt] = {}
    for row in _picked(rows, wanted):
        try:
            found[row.source] = _prompt_of(row, encoder)
        except CannotMask:
            continue
    return [found[source] for source in wanted if source in found]


def _first_sources(store: TokenStore, count: int) -> list[Source]:
    found: dict[Source, None] = {}
    for number in range(len(store)):
        if len(found) == count:
            break
        found[store.source(number)] = None
    return list(found)


def _picked(rows: Iterable[Row], wanted: Iterable[Source]) -> Iterator[Row]:
    left = set(wanted)
    if not left:
        return
    for row in rows:
        if row.source in left:
            yield row
            left.remove(row.source)
            if not left:
                return


def _prompt_of(row: Row, encoder: Encoder) -> Prompt:
    if row.text is not None:
        return _beginning(row.text, encoder)
    last = max(number for number, turn in enumerate(row.messages) if turn.role == "assistant")
    before = row.messages[:last]
    shown = next((turn.content for turn in reversed(before) if turn.role == "user"), "")
    return Prompt(shown, _asked(before, row.tools, encoder), row.messages[last].content)


def _asked(
    turns: Sequence[Turn], tools: Sequence[dict[str, Any]] | None, encoder: Encoder
) -> tuple[int, ...]:
    template = encoder.masker.template
    text = template.render([turn.to_template() for turn in turns], tools, True)
    return tuple(encoder.tokenizer.ids(text))


def _beginning(text: str, encoder: Encoder) -> Prompt:
    ids = encoder.plain_ids(text[: 16 * (BEGINNING + CONTINUED)], end=False)
    given = min(BEGINNING, max(1, len(ids) // 2))
    decode = encoder.tokenizer.decode
    return Prompt(
        decode(ids[:given], skip_special_tokens=True),
        tuple(ids[:given]),
        decode(ids[given : given + CONTINUED], skip_special_tokens=True),
    )
