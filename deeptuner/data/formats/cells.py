"""Cells of a row as text, lists or nothing, whatever type the file gave them.

Knows None, numbers, JSON in text and zero-width text. Does not know columns.
"""

from __future__ import annotations

import json
import math
import unicodedata
from typing import Any

from deeptuner.data.readers.values import parse
from deeptuner.words import Message, message


class LeftOut(Exception):  # noqa: N818 - a reason to leave a row out, caught inside the package
    """The row cannot be trained on."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason: Message = message(f"data.formats.{reason}", **params)


def as_text(value: Any) -> str:
    """A cell as text: nothing for None and NaN, JSON for lists, objects and yes/no."""
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool | dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: only spaces and characters of no width."""
    return not text.strip() or all(
        char.isspace() or unicodedata.category(char) == "Cf" for char in text
    )


def characters(value: Any) -> int:
    """Characters in all texts of a value, however deep they lie."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(characters, value.values()))
    return sum(map(characters, value)) if isinstance(value, list) else 0


def unpacked(value: Any) -> Any:
    """A list or object that a cell holds as text in JSON or Python form; else the cell itself."""
    if isinstance(value, str) and value.lstrip()[:1] in ("[", "{"):
        try:
            return parse(value)[0]
        except ValueError:
            return value
    return value


def without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    """`value` without the keys that hold None: columnar files give every object all keys."""
    return {key: one for key, one in value.items() if one is not None}
