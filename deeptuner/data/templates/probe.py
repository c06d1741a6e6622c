"""What a chat template does around the words, found out once by rendering a small conversation.

Knows how to find the generation header, the tokens that end an assistant's turn, what the template
adds by itself, and whether it shows tools. Does not know rows or tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deeptuner.data.templates.conversation import Conversation, spellings
from deeptuner.data.templates.render import CannotMask, ChatTemplate, Said
from deeptuner.data.templates.text import (
    first_markup,
    last_markup,
    pieces,
    shared_end,
    shared_start,
)
from deeptuner.words import message

U1, A1, U2, A2 = "quokka1", "wombat1", "quokka2", "wombat2"
CITY, WEATHER = "numbat3", "bilby4"
TOOL_NAME = "probe_weather"
CALL_ID = "abcdefgh1"  # nine letters and digits, which Mistral's templates insist on
TOOLS: tuple[dict[str, Any], ...] = (
    {
        "type": "function",
        "function": {
            "name": TOOL_NAME,
            "description": "Looks up the weather",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string", "description": "Where"}},
                "required": ["city"],
            },
        },
    },
)


@dataclass(frozen=True, slots=True)
class End:
    """How an assistant's turn ends.

    `inside`: the end token where more turns follow; `last`: where none does; `after`: what the
    template still writes behind the last one. `appended`: the template writes no end token after
    the last turn (`after` is then all it writes), so the token takes the place of `after`.
    `borrowed`: the token is the header of whoever speaks next, as GLM's `<|user|>`.
    """

    inside: str
    last: str
    after: str = ""
    appended: bool = False
    borrowed: bool = False

    @property
    def same(self) -> bool:
        return self.inside == self.last


@dataclass(frozen=True, slots=True)
class Probe:
    """What one template does, with or without tools.

    `prompt` is what follows a user's words when the model is asked to answer, `header` the part of
    it that asks. `header_kept`: answers are written behind that same header. `before` is all that
    stands in front of the first user's words. `null_content`: empty content beside a tool call
    must be null, or it would be written as a turn of its own.
    """

    answer: End
    call: End
    prompt: str
    header: str
    header_kept: bool
    before: str
    shows_tools: bool
    null_content: bool


def probe(template: ChatTemplate, with_tools: bool = False) -> Probe:
    """Ask the template. Raises CannotMask when not even a plain conversation can be rendered."""
    tools = TOOLS if with_tools else None
    chat = _chat()
    text = template.render(chat, tools)
    single = template.render(chat[:2], tools)
    footer = _between(template.render(chat[:1], tools), U1)
    prompt = _between(template.render(chat[:1], tools, add_generation_prompt=True), U1)
    header = prompt[len(shared_start(prompt, footer)) :]
    before = text[: text.index(U1)]
    gap, tail = _between(text, A1, U2), _between(text, A2)
    answer = _answer_end(gap, tail, _own_end(gap, tail, header, before), template.eos_token)
    return Probe(
        answer=answer,
        call=_call_end(template, tools, answer),
        prompt=prompt,
        header=header,
        header_kept=_between(single, U1, A1).startswith(prompt),
        before=before,
        shows_tools=tools is not None and TOOL_NAME in text,
        null_content=_needs_null(template, tools),
    )


def _own_end(gap: str, tail: str, header: str, before: str) -> str:
    """The end token between an answer and the next user's words, or ''."""
    first = next(iter(pieces(header)), "")
    at = gap.find(first) if first and first == first_markup(first) else -1
    if at > 0:
        return gap[:at].strip()
    return (shared_start(gap, tail) or gap[: len(gap) - len(shared_end(gap, before))]).strip()


def _answer_end(gap: str, tail: str, own: str, eos: str) -> End:
    if not tail.strip():
        inside = own or first_markup(gap)
        return End(inside, inside or eos, tail, appended=True, borrowed=bool(inside and not own))
    last = own if own and tail.lstrip().startswith(own) else first_markup(tail) or tail.strip()
    return End(own, last, _behind(tail, last))


def _call_end(template: ChatTemplate, tools: Sequence[Said] | None, answer: End) -> End:
    """How a turn ends that calls a tool; as an answer does where the template shows no calls."""
    for chat in spellings(_call_chat()):
        try:
            gap = _between(template.render(chat, tools), CITY, WEATHER)
            tail = _between(template.render(chat[:2], tools), CITY)
        except CannotMask:
            continue
        return _end_of_call(gap, tail, answer)
    return answer


def _needs_null(template: ChatTemplate, tools: Sequence[Said] | None) -> bool:
    chat = Conversation(tuple(_call_chat()), tools=None)
    try:
        empty = template.render(chat.messages, tools)
        null = template.render(chat.with_null_content().messages, tools)
    except CannotMask:
        return False
    return len(null) < len(empty) and CITY in null and "None" not in null


def _end_of_call(gap: str, tail: str, answer: End) -> End:
    if answer.inside and answer.inside in gap and answer.last in tail:
        return End(answer.inside, answer.last, _behind(tail, answer.last))
    shared = shared_start(gap, tail)
    if answer.borrowed:
        following = first_markup(gap[len(shared) :])  # GLM: <|observation|>
        return End(following, following, "", appended=True, borrowed=True)
    token = last_markup(shared)  # gpt-oss: <|call|>, Apertus: <|tools_suffix|>
    return End(token, token, _behind(tail, token)) if token else answer


def _behind(text: str, token: str) -> str:
    return text[text.rindex(token) + len(token) :]


def _between(text: str, start: str, end: str | None = None) -> str:
    """What is written between two probe words. Raises CannotMask when one is missing."""
    try:
        begin = text.index(start) + len(start)
        return text[begin : text.index(end, begin) if end else len(text)]
    except ValueError:
        raise CannotMask(message("data.mask-drops-words")) from None


def _chat() -> list[dict[str, Any]]:
    return [
        {"role": "user", "content": U1},
        {"role": "assistant", "content": A1},
        {"role": "user", "content": U2},
        {"role": "assistant", "content": A2},
    ]


def _call_chat() -> list[dict[str, Any]]:
    function = {"name": TOOL_NAME, "arguments": {"city": CITY}}
    call = {"id": CALL_ID, "type": "function", "function": function}
    return [
        {"role": "user", "content": U1},
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "name": TOOL_NAME, "tool_call_id": CALL_ID, "content": WEATHER},
        {"role": "assistant", "content": A2},
    ]
