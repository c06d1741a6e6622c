"""Ollama's TEMPLATE, stops and SYSTEM, derived from a model's chat template by rendering it.

A TEMPLATE is given out only when it was proven: rendered as Ollama renders it, it gives the text
that the chat template gives; where that is cut into other tokens, a note tells it. Where no proven
TEMPLATE is found there is a reason in words, and the model's own template, which the GGUF carries,
has to serve.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from deeptuner.data.templates.probe import TOOLS
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.data.templates.text import MARKUP
from deeptuner.engine.ollama.assemble import assemble
from deeptuner.engine.ollama.cases import Compared, Ids, compare
from deeptuner.engine.ollama.shape import (
    DATE_HOLE,
    SYSTEM_HOLE,
    CannotDeriveError,
    Gap,
    Shape,
    learn,
)
from deeptuner.engine.ollama.spaces import ROLES, find_spaces
from deeptuner.words import Message, message

NO_TOOLS: Final = "engine.ollama.no-tools"


@dataclass(frozen=True, slots=True)
class Derived:
    """What a Modelfile says of the conversation.

    `template` is Go's text/template. `stops` end an answer. `system` is the template's own system
    prompt, '' where it has none of a fixed text. `add_bos`: the tokenizer must put BOS in front,
    which is not in `template`. `checks` are the cases that were rendered; `notes` what to know.
    """

    template: str
    stops: tuple[str, ...]
    system: str
    add_bos: bool
    checks: tuple[Compared, ...]
    notes: tuple[Message, ...]

    @property
    def whole(self) -> bool:
        """Whether `template` says all that the chat template can, tools included."""
        return NO_TOOLS not in (note.id for note in self.notes)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no faithful TEMPLATE, and the cases that differed, if it came to that."""

    why: Message
    checks: tuple[Compared, ...] = ()


def derive(
    template: ChatTemplate, ids: Ids | None = None, prompt_ids: Ids | None = None
) -> Derived | Reason:
    """The TEMPLATE for a chat template. `ids` and `prompt_ids` are as in `compare`."""
    try:
        shape = learn(template)
    except CannotDeriveError as cannot:
        return Reason(cannot.reason)
    spaces = {role: find_spaces(template, role) for role in ROLES}
    go = assemble(_with_place_for_system(shape), spaces)
    system = _default_system(shape)
    compared = partial(compare, go, template, bos=shape.bos, ids=ids, prompt_ids=prompt_ids)
    checks = compared()
    again = compared(system=system) if system else ()
    wrong = [one for one in (*checks, *again) if one.needed and one.difference]
    if wrong:
        why = message("engine.ollama.differs", cases=", ".join(one.case for one in wrong))
        return Reason(why, checks)
    return Derived(
        go, _stops(shape, template), system, shape.bos, checks, _notes(shape, template, checks)
    )


def _with_place_for_system(shape: Shape) -> Shape:
    """Where the template refuses system prompts, one that is given goes before the question."""
    if "given" in shape.systems:
        return shape
    first = shape.gaps["start", "user"]
    texts = {("none", *key): text for key, text in first.texts.items()}
    texts |= {("empty", *key): text for key, text in first.texts.items()}
    texts |= {("given", *key): f"{text}{SYSTEM_HOLE}\n\n" for key, text in first.texts.items()}
    gap = Gap(("system", *first.features), texts)
    return replace(shape, gaps={**shape.gaps, ("start", "user"): gap})


def _default_system(shape: Shape) -> str:
    """The words that stand where a system prompt would, when none is given; '' if there are none,
    or if they change from day to day."""
    gap = shape.gaps["start", "user"]
    if "system" not in gap.features or "given" not in shape.systems:
        return ""
    at = gap.features.index("system")
    by_place: dict[tuple[object, ...], dict[str, str]] = {}
    for key, text in gap.texts.items():
        by_place.setdefault(key[:at] + key[at + 1 :], {})[key[at]] = text
    found = {_filled(texts["none"], texts["given"]) for texts in by_place.values()}
    only = found.pop() if len(found) == 1 else ""
    return "" if DATE_HOLE in only else only


def _filled(none: str, given: str) -> str:
    """What fills the one hole in `given` so that it is `none`, or ''."""
    if given.count(SYSTEM_HOLE) != 1:
        return ""
    before, after = given.split(SYSTEM_HOLE)
    fits = none.startswith(before) and none.endswith(after)
    return none[len(before) : len(none) - len(after)] if fits else ""


def _stops(shape: Shape, template: ChatTemplate) -> tuple[str, ...]:
    """The token that ends an answer, and the head of who would speak next.

    Where the last answer ends otherwise than earlier ones (gpt-oss), the inner end also divides
    the parts of one answer, and must not stop it.
    """
    last = list(_markup(shape.gaps["assistant", "end"])) or list(_plain_end(shape))
    inside = list(_markup(shape.gaps["assistant", "user"]))
    if last and inside and last[0] != inside[0]:
        return (last[0],)
    stops = [*last[:1], *inside[:2]] if inside else [*last[:1], template.eos_token, *_heads(shape)]
    return tuple(dict.fromkeys(filter(None, stops)))


def _markup(gap: Gap) -> Iterator[str]:
    for text in gap.texts.values():
        yield from (found.group() for found in MARKUP.finditer(text))


def _plain_end(shape: Shape) -> Iterator[str]:
    """What ends an answer in a template whose tokens do not look like any other's."""
    texts = shape.gaps["assistant", "end"].texts.values()
    yield from filter(None, map(str.strip, texts))


def _heads(shape: Shape) -> Iterator[str]:
    """What announces a question in plain words, such as `### Instruction:`."""
    for text in shape.gaps["assistant", "user"].texts.values():
        yield next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def _notes(
    shape: Shape, template: ChatTemplate, checks: tuple[Compared, ...]
) -> tuple[Message, ...]:
    notes = []
    if "given" not in shape.systems:
        notes.append(message("engine.ollama.no-system"))
    if shape.dated:
        notes.append(message("engine.ollama.date-of-the-day"))
    elif template.asks_for_date:
        notes.append(message("engine.ollama.date-stays", date=f"{template.now:%Y-%m-%d}"))
    other = [one.case for one in checks if one.difference]
    if other:
        notes.append(message("engine.ollama.differs-in", cases=", ".join(other)))
    cut = [one.case for one in checks if not one.same and not one.difference]
    if cut:
        notes.append(message("engine.ollama.cut-otherwise", cases=", ".join(cut)))
    if _offers_tools(template):
        notes.append(message(NO_TOOLS))
    return tuple(notes)


def _offers_tools(template: ChatTemplate) -> bool:
    """Whether the chat template writes tools into the text."""
    asked = [{"role": "user", "content": "?"}]
    try:
        with_tools = template.render(asked, TOOLS, add_generation_prompt=True)
        return with_tools != template.render(asked, add_generation_prompt=True)
    except CannotMask:
        return False
