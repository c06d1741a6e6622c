"""Short ways to write conversations and to see what is trained."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from deeptuner.data.row import Rejection, Row, Source, Turn
from deeptuner.data.templates.mask import Masker
from deeptuner.data.templates.render import ChatTemplate

FOLDER = Path(__file__).parents[2] / "support" / "templates"
NOW = datetime(2025, 3, 4, 5, 6, 7)
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}

WEATHER: tuple[dict[str, Any], ...] = (
    {
        "type": "function",
        "function": {
            "name": "weather",
            "description": "Tells the weather",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
                "required": ["city"],
            },
        },
    },
)


def system(text: str) -> Turn:
    return Turn("system", text)


def user(text: str) -> Turn:
    return Turn("user", text)


def answer(text: str, reasoning: str | None = None) -> Turn:
    return Turn("assistant", text, reasoning=reasoning)


def call(arguments: dict[str, Any], name: str = "weather", id: str = "call_1") -> Turn:  # noqa: A002
    function = {"name": name, "arguments": arguments}
    return Turn("assistant", "", tool_calls=({"type": "function", "id": id, "function": function},))


def result(text: str, id: str = "call_1") -> Turn:  # noqa: A002
    return Turn("tool", text, name="weather", tool_call_id=id)


def row(*turns: Turn, tools: tuple[dict[str, Any], ...] | None = None) -> Row:
    return Row(turns, tools, None, Source("chat.jsonl", 7))


def template(name: str, **special: str) -> ChatTemplate:
    source = (FOLDER / f"{name}.jinja").read_text(encoding="utf-8")
    return ChatTemplate(source, {**TOKENS, **special}, now=NOW)


def trained(masker: Masker | ChatTemplate, conversation: Row) -> list[list[str]]:
    """The trained pieces of each sample; the row must not be rejected."""
    masker = masker if isinstance(masker, Masker) else Masker(masker)
    samples = masker.spans(conversation)
    assert not isinstance(samples, Rejection), str(samples.reason)
    return [[sample.text[start:end] for start, end in sample.spans] for sample in samples]


def texts(chat_template: ChatTemplate, conversation: Row) -> list[str]:
    samples = Masker(chat_template).spans(conversation)
    assert not isinstance(samples, Rejection), str(samples.reason)
    return [sample.text for sample in samples]


def refusal(chat_template: ChatTemplate, conversation: Row) -> str:
    """The id of the reason for which the row is left out."""
    rejected = Masker(chat_template).spans(conversation)
    assert isinstance(rejected, Rejection), rejected
    assert rejected.source == conversation.source
    assert "{" not in str(rejected.reason)  # every gap of the sentence is filled
    return rejected.reason.id
