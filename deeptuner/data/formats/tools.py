"""Functions on offer and calls to them, from the ways they are written to OpenAI's.

Knows names, schemas and arguments. Does not know conversations.
"""

from __future__ import annotations

from typing import Any

from deeptuner.data.formats.cells import LeftOut, is_blank, unpacked, without_nothing


def tools_of(value: Any) -> tuple[dict[str, Any], ...] | None:
    """The functions on offer, from a list, one object, or either as text. Raises LeftOut."""
    found = unpacked(value)
    if not found or (isinstance(found, str) and is_blank(found)):
        return None
    items = [unpacked(item) for item in (found if isinstance(found, list) else [found])]
    return tuple(_tool(item) for item in items)


def calls_of(value: Any) -> tuple[dict[str, Any], ...] | None:
    """The calls of one message, from a list, one object, or either as text. Raises LeftOut."""
    found = unpacked(value)
    if not found:
        return None
    items = [unpacked(item) for item in (found if isinstance(found, list) else [found])]
    return tuple(_call(item) for item in items)


def _tool(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        tool = without_nothing(value)
        if isinstance(tool.get("function"), dict):
            return {**tool, "type": "function", "function": without_nothing(tool["function"])}
        if isinstance(tool.get("name"), str):
            bare = {key: one for key, one in tool.items() if key != "type"}
            return {"type": "function", "function": bare}
    raise LeftOut("bad-tools")


def _call(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise LeftOut("bad-call")
    inner = unpacked(value.get("function"))
    function = inner if isinstance(inner, dict) else value
    name = function.get("name")
    if not isinstance(name, str) or is_blank(name):
        raise LeftOut("bad-call")
    arguments = unpacked(function.get("arguments"))
    call: dict[str, Any] = {
        "type": "function",
        "function": {"name": name, "arguments": {} if arguments in (None, "") else arguments},
    }
    return {"id": str(value["id"]), **call} if value.get("id") else call
