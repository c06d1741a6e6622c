"""One JSON value from one piece of text, repaired where that is safe.

Knows JSON, its common near misses (trailing commas, control characters, halves of emoji, Python
literals), which error means "there should be more", and how deep a value may be. Does not know
where a value begins or ends.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterable
from typing import Any

import orjson

DECODER = json.JSONDecoder(strict=False)  # control characters inside text are let through
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(\s*[}\]])', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DEEPEST = 200  # levels: whatever walks through a value calls itself for each, and Python bears 1000
_LITERAL_LIMIT = 1 << 20  # characters: Python's own parser is slow and hungry
_NEAR_END = 12  # characters: longer than any literal or escape that a cut leaves half of


class TooDeep(ValueError):  # noqa: N818 - a reason to leave a value out, caught by the readers
    """The value has more than `DEEPEST` levels."""


def parse(text: str) -> tuple[Any, str | None]:
    """The value of `text` and the id of the repair it took, if any. Raises ValueError."""
    try:
        value = orjson.loads(text)
    except ValueError:
        return _parsed_leniently(text)
    _refuse_deep(value, text, 0, len(text))
    return value, None


def decode(text: str, at: int = 0) -> tuple[Any, int]:
    """The value that begins at `at` and where it ends. Raises TooDeep and JSONDecodeError."""
    try:
        value, end = DECODER.raw_decode(text, at)
    except RecursionError as error:
        raise TooDeep(text[:40]) from error
    _refuse_deep(value, text, at, end)
    return value, end


def finish(value: Any, text: str) -> tuple[Any, str | None]:
    """What a lenient decoder made of `text`, with halves of emoji replaced by U+FFFD."""
    if _SURROGATE.search(text):
        cleaned, changed = without_surrogates(value)
        if changed:
            return cleaned, "half-character"
    return value, "control-character" if _CONTROL.search(text) else None


def without_surrogates(value: Any) -> tuple[Any, bool]:
    """`value` with every lone surrogate replaced by U+FFFD, and whether there was one."""
    if isinstance(value, str):
        clean = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return clean, clean != value
    if isinstance(value, list):
        done = [without_surrogates(item) for item in value]
        return [item for item, _ in done], any(changed for _, changed in done)
    if isinstance(value, dict):
        pairs = [(without_surrogates(key), without_surrogates(one)) for key, one in value.items()]
        changed = any(key[1] or one[1] for key, one in pairs)
        return {key[0]: one[0] for key, one in pairs}, changed
    return value, False


def is_cut(error: json.JSONDecodeError) -> bool:
    """Whether the text ends too early, rather than being wrong somewhere."""
    if error.msg.startswith("Unterminated string"):
        return True
    return len(error.doc) - error.pos < _NEAR_END


def _refuse_deep(value: Any, text: str, begin: int, end: int) -> None:
    """Raises TooDeep. Most values have so few brackets that they need not be walked through."""
    if text.count("[", begin, end) + text.count("{", begin, end) <= DEEPEST:
        return
    level = [value]
    for _ in range(DEEPEST):
        level = [held for one in level for held in _held(one) if isinstance(held, list | dict)]
    if level:
        raise TooDeep(text[begin : begin + 40])


def _held(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _parsed_leniently(text: str) -> tuple[Any, str | None]:
    try:
        value = _decoded_whole(text)
    except TooDeep:
        raise
    except ValueError:
        return _mended(text)
    return finish(value, text)


def _decoded_whole(text: str) -> Any:
    value, end = decode(stripped := text.strip())
    if end < len(stripped):
        raise ValueError(stripped[end : end + 40])
    return value


def _mended(text: str) -> tuple[Any, str]:
    without_commas = _STRING_OR_COMMA.sub(lambda found: found[1] or found[2], text)
    if without_commas != text:
        try:
            return finish(_decoded_whole(without_commas), text)[0], "trailing-comma"
        except ValueError:
            pass
    if "'" not in text or len(text) > _LITERAL_LIMIT:
        raise ValueError(text[:40])
    return _python_literal(text), "python-literal"


def _python_literal(text: str) -> Any:
    """A dict or list as Python prints it. Only literals: nothing in `text` is run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about backslashes in the person's text
            value = ast.literal_eval(text.strip().strip("\0"))
    except (SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(value, dict | list):
        raise ValueError(text[:40])  # noqa: TRY004 - the text is wrong, not an argument
    return without_surrogates(value)[0]
