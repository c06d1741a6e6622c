"""Conversations in their many spellings, as turns with the four canonical roles.

Knows role names, keys of a message, parts of content, and lists that stand for conversations. Does
not know columns or which rows are worth training on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from deeptuner.data.formats.cells import LeftOut, as_text, is_blank, unpacked, without_nothing
from deeptuner.data.formats.tools import calls_of
from deeptuner.data.row import Role, Turn

ROLE_KEYS = ("role", "from", "speaker", "author")
CONTENT_KEYS = ("content", "value", "text", "message")
_REASONING_KEYS = ("reasoning_content", "reasoning", "thinking")
_CALL = "function_call"  # a role that stands for an assistant's call
_TEXT_PARTS = ("text", "input_text", "output_text")
ROLES: dict[str, Role] = {
    **dict.fromkeys(("user", "human", "prompter", "customer"), "user"),
    **dict.fromkeys(("assistant", "gpt", "chatgpt", "bot", "model"), "assistant"),
    **dict.fromkeys(("system", "developer"), "system"),
    **dict.fromkeys(("tool", "observation", "function", "ipython", "tool_response"), "tool"),
}
Kind = Literal["turns", "pair-objects", "pairs", "texts"]


def kind_of_list(value: Any) -> Kind | None:
    """What kind of conversation a cell looks like, if any; only its first few items are looked at.

    `pairs` are lists of [question, answer], `texts` take turns beginning with the user.
    """
    items = unpacked(value)
    if not isinstance(items, list) or not items:
        return None
    some = items[:4]
    if all(isinstance(item, dict) for item in some):
        if all(_role_key(item) and _has_content(item) for item in some):
            return "turns"
        pairs = all(len(item) > 1 and {str(key).lower() for key in item} <= ROLES.keys()
                    for item in some)  # fmt: skip
        return "pair-objects" if pairs else None
    if all(isinstance(item, list) and len(item) == 2 for item in some):
        return (
            "pairs" if all(isinstance(one, str | None) for pair in some for one in pair) else None
        )
    return "texts" if len(items) > 1 and all(isinstance(item, str) for item in some) else None


def turns_of(value: Any) -> list[Turn]:
    """The turns of a conversation in any of the four kinds. Raises LeftOut."""
    items = unpacked(value)
    kind = kind_of_list(items)
    if kind is None:
        raise LeftOut("no-conversation")
    if kind == "turns":
        return [_turn(item) for item in items]
    if kind == "pair-objects":
        return [
            Turn(_role(str(role)), as_text(text))
            for item in items
            for role, text in _dict(item).items()
            if text is not None
        ]
    flat = [text for pair in items for text in pair] if kind == "pairs" else items
    return [Turn("assistant" if i % 2 else "user", as_text(text)) for i, text in enumerate(flat)]


def _turn(value: Any) -> Turn:
    said = without_nothing(_dict(value))
    key = _role_key(said)
    name = as_text(said.get(key)) if key else ""
    if said.get("weight") == 0:
        raise LeftOut("weight")
    if name.strip().lower() == _CALL:
        return Turn("assistant", "", tool_calls=calls_of(_required_call(said)))
    role = _role(name)
    content, thoughts = _content(_raw_content(said), role)
    calls = calls_of(said.get("tool_calls")) or calls_of(said.get(_CALL))
    spoken = next((said[key] for key in _REASONING_KEYS if said.get(key)), None)
    return Turn(
        role,
        content,
        reasoning=as_text(spoken) if spoken else thoughts or None,
        tool_calls=calls if role == "assistant" else None,
        name=_optional_text(said, "name"),
        tool_call_id=_optional_text(said, "tool_call_id"),
    )


def _role(name: str) -> Role:
    role = ROLES.get(name.strip().lower())
    if role is None:
        raise LeftOut("unknown-role", role=name[:40])
    return role


def _content(value: Any, role: Role) -> tuple[str, str]:
    """The text of a message and its reasoning, from text or a list of parts."""
    if isinstance(value, list) and _are_parts(value, role):
        texts, thoughts = list[str](), list[str]()
        for part in value:
            text, thought = _part(part)
            texts.append(text)
            thoughts.append(thought)
        return "".join(texts), "".join(thoughts)
    return as_text(value), ""


def _are_parts(value: list[Any], role: Role) -> bool:
    """A tool's result may be any list; elsewhere a list is content in parts."""
    if role != "tool":
        return True
    return all(isinstance(part, dict) and part.get("type") in _TEXT_PARTS for part in value)


def _part(part: Any) -> tuple[str, str]:
    if isinstance(part, str):
        return part, ""
    if isinstance(part, dict):
        kind = part.get("type", "text")
        if kind in _TEXT_PARTS:
            return as_text(part.get("text")), ""
        if kind in ("thinking", "reasoning"):
            return "", as_text(part.get("thinking") or part.get("text"))
        raise LeftOut("not-only-text", kind=str(kind)[:40])
    raise LeftOut("not-only-text", kind=type(part).__name__)


def _required_call(said: Mapping[str, Any]) -> Any:
    call = _raw_content(said)
    if isinstance(call, str) and is_blank(call):
        raise LeftOut("bad-call")
    return call


def _role_key(said: Mapping[str, Any]) -> str | None:
    return next((key for key in ROLE_KEYS if isinstance(said.get(key), str)), None)


def _raw_content(said: Mapping[str, Any]) -> Any:
    return next((said[key] for key in CONTENT_KEYS if key in said), None)


def _has_content(said: Mapping[str, Any]) -> bool:
    return any(key in said for key in (*CONTENT_KEYS, "tool_calls", _CALL))


def _optional_text(said: Mapping[str, Any], key: str) -> str | None:
    return as_text(said[key]) if said.get(key) else None


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LeftOut("no-conversation")
    return value
