"""What a model is given: the conversation as in training, shortened to what it can read.

Knows templates and tokenizers exactly as the data path does, and which tokens end an answer. Needs
no torch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.named import AUTO, choose_template
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.tokenizer import Tokenizer, load_tokenizer
from deeptuner.engine.chat.asked import Said, Sampling, read_sampling
from deeptuner.engine.chat.target import Target
from deeptuner.errors import InputError
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import read_json_file
from deeptuner.words import Message, message

GENERATION: Final = "generation_config.json"
MARK: Final = "Xq7system"  # looked for in a rendered text
LEAST_ROOM: Final = 16  # tokens of an answer that must fit behind the prompt


@dataclass(frozen=True, slots=True)
class Prompt:
    """`ids` of `text`; `dropped` turns of the beginning were left out; `room` is how many tokens
    may follow."""

    text: str
    ids: tuple[int, ...]
    dropped: int
    room: int


@dataclass(frozen=True, slots=True)
class Prompter:
    """Turns conversations into prompts for one target. `template` None asks as plain text."""

    tokenizer: Tokenizer
    template: ChatTemplate | None
    template_name: str | None
    stop_ids: tuple[int, ...]
    context: int | None
    notes: tuple[Message, ...]

    @property
    def has_system(self) -> bool:
        """Whether a system text reaches the model."""
        if self.template is None:
            return True
        chat = [{"role": "system", "content": MARK}, {"role": "user", "content": "?"}]
        try:
            return MARK in self.template.render(chat, None, True)
        except CannotMask:
            return False

    def prompt(self, said: Sequence[Said], longest: int) -> Prompt:
        """With room for an answer of `longest` tokens, or for a quarter of the context.

        Oldest turns go first, whole exchanges; system texts and the last question stay. Raises
        InputError when even those do not fit, or the template refuses the conversation.
        """
        wanted = min(longest, self.context // 4) if self.context else longest
        for dropped, turns in _shorter(said):
            text = self._text(turns)
            ids = self._ids(text)
            room = self.context - len(ids) if self.context else longest
            if room >= max(1, min(wanted, LEAST_ROOM)) and (room >= wanted or _last(turns)):
                return Prompt(text, tuple(ids), dropped, min(longest, room))
        raise InputError(
            message("engine.chat.too-long", tokens=len(ids), context=self.context),
            fix=message("engine.chat.fix-too-long"),
        )

    def _text(self, said: Sequence[Said]) -> str:
        if self.template is None:
            return "\n".join(one["content"] for one in said)
        try:
            return self.template.render(said, None, True)
        except CannotMask as problem:
            raise InputError(problem.reason, fix=message("engine.chat.fix-template")) from problem

    def _ids(self, text: str) -> list[int]:
        """Nothing is added to what a template renders; plain text begins as it does in training."""
        ids = self.tokenizer.ids(text)
        bos = self.tokenizer.bos_id
        plain = self.template is None and self.tokenizer.add_bos
        return [bos, *ids] if plain and bos is not None and ids[:1] != [bos] else ids


def open_prompter(target: Target, tokenizer_dir: Path) -> Prompter:
    """`tokenizer_dir` holds the target's tokenizer as `tokenizer.json`. Raises ModelError."""
    tokenizer = load_tokenizer(tokenizer_dir)
    setting = target.config.data.template
    context = describe_model(target.base_dir or target.tuned_dir or tokenizer_dir).context_length
    asked_plainly = target.plain or (setting == AUTO and not tokenizer.templates)
    if asked_plainly:
        why = "engine.chat.trained-plain" if target.plain else "engine.chat.no-template"
        ends = tuple(sorted({*tokenizer.stop_ids, *_known([tokenizer.eos_id])}))
        return Prompter(tokenizer, None, None, ends, context, (message(why),))
    choice = choose_template(setting, tokenizer, now=target.date)
    last = [tokenizer.token_to_id(token) for token in Masker(choice.template).end_tokens()]
    stops = {*tokenizer.stop_ids, *_known(last), *_stops_of(target)}
    return Prompter(
        tokenizer, choice.template, choice.name, tuple(sorted(stops)), context, tokenizer.notes
    )


def usual_sampling(target: Target) -> Sampling:
    """What the model's makers recommend, where they say so; greedy where they say not to draw."""
    given = _generation(target.tuned_dir) or _generation(target.base_dir)
    if given.get("do_sample") is False:
        given = {**given, "temperature": 0.0}
    names = ("temperature", "top_p", "top_k", "repetition_penalty", "max_new_tokens")
    try:
        return read_sampling({name: given[name] for name in names if name in given})
    except InputError:
        return Sampling()


def _shorter(said: Sequence[Said]) -> list[tuple[int, list[Said]]]:
    """(dropped turns, the rest): the whole, then without the first exchange, the first two, …"""
    system = [one for one in said if one["role"] == "system"]
    turns = [one for one in said if one["role"] != "system"]
    starts = [number for number, one in enumerate(turns) if one["role"] == "user"]
    return [(0, list(said)), *((start, system + turns[start:]) for start in starts if start)]


def _last(turns: Sequence[Said]) -> bool:
    return sum(one["role"] == "user" for one in turns) == 1


def _stops_of(target: Target) -> set[int]:
    """What ended the answers that the run learned from is kept beside what it learned."""
    found: set[int] = set()
    for folder in (target.adapter_dir, target.tuned_dir):
        ids = _generation(folder).get("eos_token_id")
        found |= _known(ids if isinstance(ids, list) else [ids])
    return found


def _known(ids: Sequence[Any]) -> set[int]:
    return {one for one in ids if isinstance(one, int)}


def _generation(folder: Path | None) -> dict[str, Any]:
    if folder is None or not (folder / GENERATION).is_file():
        return {}
    return read_json_file(folder / GENERATION)
