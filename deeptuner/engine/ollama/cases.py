"""The check by rendering: conversations as training rendered them, and as Ollama will.

Knows what must be equal: the text, with BOS where Ollama's tokenizer adds it, and the token ids.
How Ollama's tokenizer cuts a text, the GGUF file's vocabulary tells; without it, it is taken to be
the model's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.engine.ollama.gotemplate import GoTemplateError
from deeptuner.engine.ollama.prompt import prompt
from deeptuner.engine.ollama.shape import Conversation

Ids = Callable[[str], list[int]]  # a text as token ids, nothing added
AROUND: Final = 30  # characters shown around the first difference


@dataclass(frozen=True, slots=True)
class Case:
    """A conversation to try. One that ends in a question is asked to be answered.

    `needed`: a TEMPLATE that differs here is not faithful; the others only tell what to know.
    """

    name: str
    messages: Conversation
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """One case: whether both texts, and both lists of token ids where there is a tokenizer, are
    the same. `difference` shows the first difference: training's text, Ollama's text."""

    case: str
    needed: bool
    same: bool
    tokens_training: int | None = None
    tokens_ollama: int | None = None
    difference: tuple[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def cases() -> tuple[Case, ...]:
    """Everything a TEMPLATE must get right, then what some cannot."""
    question = (_said("user", "Alder or birch?"),)
    answered = (*question, _said("assistant", "Cedar {{ .Dogwood }}, elm."))
    talk = (
        *answered,
        _said("user", 'Fir\n\n"gorse" <hazel>?'),
        _said("assistant", "Iris\n- juniper"),
        _said("user", "Kapok?"),
    )
    whole = (*talk, _said("assistant", "Larch."))
    return (
        Case("generation prompt", question),
        Case("single turn", answered),
        Case("several turns", talk),
        Case("several turns, answered", whole),
        Case("system", (_said("system", "Maple & nutmeg."), *question)),
        Case("system, answered", (_said("system", "Maple & nutmeg."), *answered)),
        Case("system, several turns", (_said("system", "Maple\n\nnutmeg."), *talk)),
        Case("system, several turns, answered", (_said("system", "Maple\n\nnutmeg."), *whole)),
        Case("empty system", (_said("system", ""), *question)),
        Case("empty system, several turns", (_said("system", ""), *whole)),
        Case("unicode", _unicode()[1:-1]),
        Case("unicode, with system", _unicode()[:-1]),
        Case("unicode, answered", _unicode()),
        Case("long", tuple(_said(one["role"], one["content"]) for one in whole * 3)),
        Case("blanks around the words", _blanks()[1:], needed=False),
        Case("blanks around the words, with system", _blanks(), needed=False),
        Case("reasoning in an answer", _reasoning(), needed=False),
        Case("system in between", (*whole, _said("system", "Oak."), *question), needed=False),
    )


def compare(
    go: str,
    template: ChatTemplate,
    *,
    bos: bool,
    system: str = "",
    ids: Ids | None = None,
    prompt_ids: Ids | None = None,
    tried: Sequence[Case] | None = None,
    now: datetime | None = None,
) -> tuple[Compared, ...]:
    """Each case that the chat template accepts, rendered both ways.

    `system` is the Modelfile's SYSTEM, `bos` whether Ollama's tokenizer adds BOS; `now` is today
    for Ollama, else the day that the chat template is told. `ids` gives a text's token ids as in
    training, nothing added; `prompt_ids` those of a prompt in Ollama, BOS added where it is.
    """
    compared = []
    for case in cases() if tried is None else tried:
        asked = case.messages[-1]["role"] == "user"
        try:
            training = template.render(case.messages, add_generation_prompt=asked)
        except CannotMask:
            continue
        ollama = _ollama(go, case.messages, system, now or template.now)
        text = (template.bos_token if bos else "") + ollama
        lists = None
        if ids is not None:
            lists = ids(training), prompt_ids(ollama) if prompt_ids else ids(text)
        compared.append(_compared(case, training, text, lists))
    return tuple(compared)


def _ollama(go: str, messages: Conversation, system: str, now: datetime) -> str:
    try:
        return prompt(go, messages, system=system, now=now)
    except GoTemplateError as error:
        return f"({error})"


def _compared(
    case: Case, training: str, ollama: str, ids: tuple[list[int], list[int]] | None
) -> Compared:
    shown = None if training == ollama else _difference(training, ollama)
    if ids is None:
        return Compared(case.name, case.needed, shown is None, difference=shown)
    one, other = ids
    same = shown is None and one == other
    return Compared(case.name, case.needed, same, len(one), len(other), shown)


def _difference(one: str, other: str) -> tuple[str, str]:
    pairs = zip(one, other, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    start = max(0, at - AROUND)
    return one[start : at + AROUND], other[start : at + AROUND]


def _said(role: str, content: str) -> Mapping[str, Any]:
    return {"role": role, "content": content}


def _unicode() -> Conversation:
    return (
        _said("system", "Grüße — 請用繁體中文回答"),
        _said("user", "你好 👩🏽\u200d🚀, наука?"),
        _said("assistant", "مرحبا\u00a0🙂 e\u0301"),
        _said("user", "日本語\u3000全角"),
        _said("assistant", "完了 ✅"),
    )


def _blanks() -> Conversation:
    return (
        _said("system", "\n Sorrel \n"),
        _said("user", "\t\u3000thyme\n\n ulmus \n"),
        _said("assistant", "\n\n vetch \n"),
        _said("user", "willow "),
    )


def _reasoning() -> Conversation:
    return (
        _said("user", "Yew?"),
        _said("assistant", "<think>\nZelkova.\n</think>\n\nAcacia."),
        _said("user", "Bay?"),
    )
