"""Values as YAML text, so that reading the text gives the same value back.

Knows YAML 1.2's scalars, and how a person likes to see a number. Does not know settings: which keys
there are, comments and order are `dump.py`'s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import isfinite, isnan
from typing import Any

PLAIN = re.compile(r"[A-Za-z_/][\w./+ -]*(?<![ .])", re.ASCII)  # a word that needs no quotes
# Words that some YAML reader or other takes for a switch or for nothing.
TAKEN = {"yes", "no", "y", "n", "on", "off", "true", "false", "null"}
# What YAML does not allow as it is, or would read as a line break, even inside quotes.
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\U0001fffe-\U0001ffff]")
LONG = 60  # characters: a longer list is written one item a line
SMALL = 1e-3  # smaller numbers are written 1e-4


def yaml_lines(value: Any, indent: str = "") -> list[str]:
    """The value as a block of lines; one line for whatever is not a filled list or mapping."""
    return list(_lines(value, indent))


def yaml_scalar(value: Any) -> str:
    """One value on one line, in flow style: `[0, 1]`, `1e-4`, `all-linear`."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return number_text(value)
        case str():
            return word(value)
        case Mapping():
            pairs = (f"{word(key)}: {yaml_scalar(item)}" for key, item in value.items())
            return "{" + ", ".join(pairs) + "}"
        case Sequence():
            return "[" + ", ".join(yaml_scalar(item) for item in value) + "]"
    raise TypeError(f"{type(value).__name__} has no place in a settings file")


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number, still as one with a fraction."""
    if not isfinite(value):
        return ".nan" if isnan(value) else f"{'-' if value < 0 else ''}.inf"
    if value == 0 or SMALL <= abs(value) < 1e16:
        return repr(value)
    _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    assert isinstance(exponent, int)
    first, rest = str(digits[0]), "".join(map(str, digits[1:]))
    mantissa = first + ("." + rest if rest else "")
    return f"{'-' if value < 0 else ''}{mantissa}e{exponent + len(rest)}"


def short_number(value: float) -> str:
    """As `number_text`, but 3.0 is 3: for numbers whose setting says that fractions are fine."""
    number = float(value)
    whole = number.is_integer() and abs(number) < 1e16
    return str(int(number)) if whole else number_text(number)


def word(text: str) -> str:
    """Text, quoted where it must be."""
    if PLAIN.fullmatch(text) and text.lower() not in TAKEN:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return ESCAPED.sub(_escape, quoted)


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _lines(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from _entry(f"{indent}{word(key)}:", item, indent)
    elif isinstance(value, list | tuple) and value:
        for item in value:
            yield f"{indent}- {yaml_scalar(item)}"
    else:
        yield indent + yaml_scalar(value)


def _entry(key: str, item: Any, indent: str) -> Iterator[str]:
    if is_block(item):
        yield key
        yield from _lines(item, indent + "  ")
    else:
        yield f"{key} {yaml_scalar(item)}"


def is_block(value: Any) -> bool:
    """Whether the value is easier to read over several lines."""
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list | tuple) and len(yaml_scalar(value)) > LONG
