"""The shapes a dataset row takes on its way: as read, as a conversation, or as left out.

Knows the canonical conversation and what a chat template is given for it. Does not know file
formats, column names, templates or tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from deeptuner.words import Message

Role = Literal["system", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row came from: `line` is the 1-based line of a text file or row of a table.

    Unique among the rows of a file: where a line holds several, they are numbered on from it.
    """

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as the file has it: column names and values, nothing interpreted."""

    value: dict[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation.

    `tool_calls` are in OpenAI's form, `{"type": "function", "function": {"name": …,
    "arguments": …}}` with an optional `id`; the arguments are a dict, or text where they were no
    JSON object.
    """

    role: Role
    content: str
    reasoning: str | None = None
    tool_calls: tuple[dict[str, Any], ...] | None = None
    name: str | None = None
    tool_call_id: str | None = None

    def to_template(self) -> dict[str, Any]:
        """The dict a chat template sees: keys that hold nothing are absent, content never is."""
        seen: dict[str, Any] = {"role": self.role, "content": self.content}
        if self.reasoning is not None:
            seen["reasoning_content"] = self.reasoning
        if self.tool_calls:
            seen["tool_calls"] = [dict(call) for call in self.tool_calls]
        if self.name is not None:
            seen["name"] = self.name
        if self.tool_call_id is not None:
            seen["tool_call_id"] = self.tool_call_id
        return seen


@dataclass(frozen=True, slots=True)
class Row:
    """A row to train on: a conversation, or plain text (then `messages` is empty).

    `tools` are the functions on offer, as JSON schemas in OpenAI's form.
    """

    messages: tuple[Turn, ...]
    tools: tuple[dict[str, Any], ...] | None
    text: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that is left out, and why."""

    reason: Message
    source: Source
