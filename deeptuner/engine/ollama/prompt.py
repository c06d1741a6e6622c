"""What Ollama makes of a TEMPLATE and a conversation: the text that the model reads.

Knows how Ollama puts messages together before it renders: those of the same role in a row become
one, and a system prompt of the Modelfile goes first where the conversation has none. Without BOS,
which Ollama's tokenizer adds. Source: Ollama's template/template.go and server/routes.go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from deeptuner.engine.ollama.gotemplate import parse, render
from deeptuner.engine.ollama.gotemplate.functions import Record

JOINER: Final = "\n\n"
_EMPTY: Final = {
    "Thinking": "",
    "Images": None,
    "ToolCalls": None,
    "ToolName": "",
    "ToolCallID": "",
}


def prompt(
    template: str,
    messages: Sequence[Mapping[str, Any]],
    *,
    system: str = "",
    now: datetime | None = None,
) -> str:
    """The text for `messages` (`role` and `content` each). `system` is the Modelfile's SYSTEM.

    Raises GoTemplateError where the TEMPLATE is wrong.
    """
    return render(parse(template), values(messages, system=system), now=now)


def values(messages: Sequence[Mapping[str, Any]], *, system: str = "") -> dict[str, Any]:
    """What a TEMPLATE is given."""
    said = [dict(one) for one in messages]
    if system and said and said[0]["role"] != "system":
        said.insert(0, {"role": "system", "content": system})
    return {
        "System": JOINER.join(str(one["content"]) for one in said if one["role"] == "system"),
        "Messages": [_record(role, content) for role, content in _collated(said)],
        "Tools": None,
        "Response": "",
        "Think": False,
        "ThinkLevel": "",
        "IsThinkSet": False,
    }


def _collated(said: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    collated: list[tuple[str, str]] = []
    for one in said:
        role, content = str(one["role"]), str(one["content"])
        if collated and collated[-1][0] == role != "tool":
            collated[-1] = (role, collated[-1][1] + JOINER + content)
        else:
            collated.append((role, content))
    return collated


def _record(role: str, content: str) -> Record:
    return Record({"Role": role, "Content": content, **_EMPTY})
