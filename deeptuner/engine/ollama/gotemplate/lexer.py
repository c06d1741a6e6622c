"""A template cut into text and actions, and an action into tokens.

Knows delimiters, trim markers, comments and Go's literals. Does not know what an action means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from deeptuner.engine.ollama.gotemplate.errors import GoTemplateError

SPACE: Final = " \t\r\n"
_ACTION: Final = re.compile(
    r"\{\{(?P<left>-[ \t\r\n])?"
    r"(?P<body>/\*.*?\*/|(?:\"(?:\\.|[^\"\\\n])*\"|`[^`]*`|'(?:\\.|[^'\\])*'|[^\"'`])*?)"
    r"(?P<right>[ \t\r\n]-)?\}\}",
    re.DOTALL,
)
_TOKEN: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<string>\"(?:\\.|[^\"\\\n])*\"|`[^`]*`)"
    r"|(?P<number>[+-]?[0-9]+(?![\w.]))"
    r"|(?P<declare>:=)|(?P<assign>=)|(?P<pipe>\|)|(?P<comma>,)|(?P<open>\()|(?P<close>\))"
    r"|(?P<variable>\$\w*)|(?P<field>\.[^\W\d]\w*)|(?P<dot>\.)|(?P<word>[^\W\d]\w*)",
)
_ESCAPE: Final = re.compile(
    r"\\(?:([abfnrtv\\\"'])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))",
    re.DOTALL,
)
_SIMPLE: Final = dict(zip("abfnrtv\\\"'", "\a\b\f\n\r\t\v\\\"'", strict=True))

Kind = Literal[
    "space", "string", "number", "declare", "assign", "pipe", "comma", "open", "close",
    "variable", "field", "dot", "word",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A token of an action; `value` of a string is what it means, of a field its bare name."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """What stands between actions, trimmed where the actions say so."""

    value: str


def pieces(source: str) -> Iterator[Text | list[Token]]:
    """Text and actions in turn. Comments are left out. Raises GoTemplateError."""
    position, trim = 0, False
    while (start := source.find("{{", position)) >= 0:
        action = _ACTION.match(source, start)
        if action is None:
            raise GoTemplateError(f"an action is not closed: {source[start : start + 40]!r}")
        text = source[position:start]
        text = text.lstrip(SPACE) if trim else text
        yield Text(text.rstrip(SPACE) if action["left"] else text)
        if not action["body"].startswith("/*"):
            yield list(_tokens(action["body"]))
        position, trim = action.end(), bool(action["right"])
    yield Text(source[position:].lstrip(SPACE) if trim else source[position:])


def _tokens(body: str) -> Iterator[Token]:
    """White space counts in one place: `a .B` is two arguments, `a.B` a field of `a`."""
    position = 0
    while position < len(body):
        found = _TOKEN.match(body, position)
        if found is None:
            raise GoTemplateError(f"unexpected {body[position : position + 20]!r}")
        kind: Kind = found.lastgroup  # type: ignore[assignment]
        yield Token(kind, _meaning(kind, found.group()))
        position = found.end()


def _meaning(kind: Kind, text: str) -> str:
    if kind == "string":
        return text[1:-1] if text[0] == "`" else _ESCAPE.sub(_unescaped, text[1:-1])
    return text[1:] if kind == "field" else text


def _unescaped(found: re.Match[str]) -> str:
    simple, two, four, eight, octal, unknown = found.groups()
    if unknown:
        raise GoTemplateError(f"unknown escape {found.group()!r}")
    if simple:
        return _SIMPLE[simple]
    number = int(two or four or eight or octal, 8 if octal else 16)
    if (two or octal) and number > 0x7F:
        raise GoTemplateError(f"a single byte is not supported: {found.group()!r}")
    return chr(number)
