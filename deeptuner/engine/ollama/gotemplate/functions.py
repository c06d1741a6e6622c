"""The functions a TEMPLATE may call: Go's own, and those that Ollama adds.

Knows Go's rules where they differ from Python's: text is bytes in UTF-8, so `len` and `slice` count
bytes; a number, a truth value and a text are never equal. Part of a character is kept as Python's
surrogate escapes until the rest of it is written behind it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from deeptuner.engine.ollama.gotemplate.errors import GoTemplateError

Value = Any  # text, int, bool, None, list or dict


class Record(dict[str, Any]):
    """A value of a kind whose fields are fixed, such as a message: another field is an error."""


def truth(value: Value) -> bool:
    """Whether Go takes the value for true: not the zero of its kind, and not empty."""
    return bool(value)


def written(value: Value) -> str:
    """The value as an action writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if value is None:
        return "<no value>"
    raise GoTemplateError(f"a {type(value).__name__} cannot be written")


def to_bytes(text: str) -> bytes:
    return text.encode(errors="surrogateescape")


def _text(content: bytes) -> str:
    return content.decode(errors="surrogateescape")


def _same(one: Value, other: Value) -> bool:
    if one is None or other is None:
        return one is other
    if type(one) is not type(other):
        raise GoTemplateError(f"{one!r} and {other!r} cannot be compared")
    if isinstance(one, list | dict):
        raise GoTemplateError("lists cannot be compared")
    return bool(one == other)


def _eq(first: Value, *others: Value) -> bool:
    if not others:
        raise GoTemplateError("eq needs two values")
    return any(_same(first, other) for other in others)


def _less(one: Value, other: Value) -> bool:
    if type(one) is not type(other) or not isinstance(one, int | str) or isinstance(one, bool):
        raise GoTemplateError(f"{one!r} and {other!r} have no order")
    if isinstance(one, str):
        return to_bytes(one) < to_bytes(other)
    return bool(one < other)


def _len(value: Value) -> int:
    if isinstance(value, str):
        return len(to_bytes(value))
    if isinstance(value, list | dict):
        return len(value)
    raise GoTemplateError(f"{value!r} has no length")


def _index(value: Value, *keys: Value) -> Value:
    for key in keys:
        if isinstance(value, Mapping) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and _is_place(key, len(value) - 1):
            value = value[key]
        elif isinstance(value, str) and _is_place(key, _len(value) - 1):
            value = to_bytes(value)[key]
        else:
            raise GoTemplateError(f"no element {key!r}")
    return value


def _slice(value: Value, *bounds: Value) -> Value:
    if not isinstance(value, str | list) or len(bounds) > 2:
        raise GoTemplateError(f"{value!r} cannot be sliced")
    content = to_bytes(value) if isinstance(value, str) else value
    start = bounds[0] if bounds else 0
    end = bounds[1] if len(bounds) > 1 else len(content)
    if not (_is_place(end, len(content)) and _is_place(start, end)):
        raise GoTemplateError(f"no part {bounds!r} in {len(content)} elements")
    part = content[start:end]
    return _text(part) if isinstance(part, bytes) else part


def _is_place(value: Value, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def _not(value: Value) -> bool:
    return not truth(value)


def _print(*values: Value) -> str:
    """Blanks only between two values neither of which is a text."""
    parts: list[str] = []
    for number, value in enumerate(values):
        if number and not isinstance(value, str) and not isinstance(values[number - 1], str):
            parts.append(" ")
        parts.append(written(value))
    return "".join(parts)


def to_json(value: Value) -> str:
    """As Go's encoding/json writes it: keys in order, `<`, `>` and `&` escaped."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def dates(now: datetime) -> dict[str, Callable[..., Value]]:
    """Ollama's functions for the date; the format they are given does not matter to it."""
    return {
        "currentDate": lambda *_: now.strftime("%Y-%m-%d"),
        "yesterdayDate": lambda *_: (now - timedelta(days=1)).strftime("%Y-%m-%d"),
    }


LAZY: Final = ("and", "or")  # evaluated one by one, by the renderer
PLAIN: Final[dict[str, Callable[..., Value]]] = {
    "eq": _eq,
    "ne": lambda one, other: not _same(one, other),
    "lt": _less,
    "le": lambda one, other: _less(one, other) or _same(one, other),
    "gt": lambda one, other: not (_less(one, other) or _same(one, other)),
    "ge": lambda one, other: not _less(one, other),
    "not": _not,
    "len": _len,
    "index": _index,
    "slice": _slice,
    "print": _print,
    "json": to_json,
}
FUNCTIONS: Final = frozenset([*LAZY, *PLAIN, *dates(datetime.min + timedelta(days=1))])
