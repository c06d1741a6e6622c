"""A conversation on its way to a template, and the ways in which tool calls can be spelled.

Templates disagree on how a tool call must look: an id of nine characters (Mistral), arguments as
JSON text, null instead of empty content beside a call (DeepSeek R1). The meaning is the same, so
each spelling is tried in a fixed order. Knows nothing about text or masks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import xxhash

from deeptuner.data.row import Row
from deeptuner.data.templates.render import Said

ID_LENGTH = 9


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages as a template sees them, and the tools on offer."""

    messages: tuple[Said, ...]
    tools: tuple[dict[str, Any], ...] | None

    @property
    def answers(self) -> tuple[int, ...]:
        """The numbers of the assistant's messages."""
        return tuple(
            number for number, said in enumerate(self.messages) if said["role"] == "assistant"
        )

    def until(self, number: int) -> Conversation:
        """The conversation up to and with message `number`."""
        return Conversation(self.messages[: number + 1], self.tools)

    def with_null_content(self) -> Conversation:
        """Messages that only call tools get null for their empty content."""
        return Conversation(tuple(map(_without_empty_content, self.messages)), self.tools)


def conversations(row: Row) -> Iterator[Conversation]:
    """The row's conversation, then the same with its tool calls spelled otherwise."""
    for messages in spellings([turn.to_template() for turn in row.messages]):
        yield Conversation(tuple(messages), row.tools or None)


def spellings(messages: Sequence[Said]) -> Iterator[list[dict[str, Any]]]:
    """The messages as they are; where they call tools, further spellings of the same."""
    plain = [dict(said) for said in messages]
    yield plain
    if any(said.get("tool_calls") for said in plain):
        yield _with_short_ids(plain)
        yield [_with_text_arguments(said) for said in plain]


def _with_short_ids(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ids of nine letters and digits that still tell calls apart; missing ones are made up."""
    changed, waiting = [], []
    for number, said in enumerate(messages):
        said = dict(said)
        if said.get("tool_calls"):
            calls = [_with_id(call, f"{number}.{at}") for at, call in enumerate(said["tool_calls"])]
            waiting = [call["id"] for call in calls]
            said["tool_calls"] = calls
        elif said["role"] == "tool":
            given = said.get("tool_call_id")
            said["tool_call_id"] = _short(given) if given else next(iter(waiting), _short(""))
            waiting = [name for name in waiting if name != said["tool_call_id"]]
        changed.append(said)
    return changed


def _with_id(call: dict[str, Any], place: str) -> dict[str, Any]:
    return {**call, "id": _short(str(call.get("id") or place))}


def _short(name: str) -> str:
    if len(name) == ID_LENGTH and name.isalnum():
        return name
    return xxhash.xxh3_64_hexdigest(name.encode())[:ID_LENGTH]


def _without_empty_content(said: Said) -> Said:
    return {**said, "content": None} if said.get("tool_calls") and not said["content"] else said


def _with_text_arguments(said: dict[str, Any]) -> dict[str, Any]:
    if not said.get("tool_calls"):
        return said
    return {**said, "tool_calls": [_as_text(call) for call in said["tool_calls"]]}


def _as_text(call: dict[str, Any]) -> dict[str, Any]:
    function = call["function"]
    arguments = function.get("arguments", {})
    if not isinstance(arguments, str):
        arguments = json.dumps(arguments, ensure_ascii=False)
    return {**call, "function": {**function, "arguments": arguments}}
