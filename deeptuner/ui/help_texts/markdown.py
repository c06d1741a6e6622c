"""The small Markdown of the help texts, cut into blocks and spans.

Knows paragraphs, `##` headings, lists, tables, **bold**, *italic*, `code`, links, and the program's
own `{default:…}`, `{setting:…}`, `{settings: …}` and `{figure: …}`. Does not know what a setting is
called or worth: it asks `Facts`. Does not know Qt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

Align = Literal["left", "right"]
SETTING: Final = "setting:"  # what the target of a link to a setting begins with
INLINE: Final = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|\[(?P<text>[^\]]+)\]\((?P<link>[^)\s]+)\)"
    r"|\{(?P<word>default|setting):(?P<path>[^}]+)\}"
)
ALONE: Final = re.compile(r"\{(?P<word>settings|figure):(?P<names>[^}]+)\}")
BULLET: Final = re.compile(r"(?P<mark>-|\d+\.) +(?P<text>.+)")


class Facts(Protocol):
    """What a text leaves to the program."""

    def title(self, path: str) -> str: ...
    def default(self, path: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line in one style. `link` is an article's id, `setting:PATH`, or an address."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` counts from 1."""

    items: tuple[Spans, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are as long as the header."""

    header: tuple[Spans, ...]
    aligns: tuple[Align, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    name: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """A table of settings with their defaults and what the presets make of them."""

    paths: tuple[str, ...]


Block = Paragraph | Heading | Bullets | Table | Picture | Defaults


def plain(spans: Spans) -> str:
    """The text without its style."""
    return "".join(span.text for span in spans)


def blocks(text: str, facts: Facts) -> tuple[Block, ...]:
    """`text` as blocks, which stand between empty lines."""
    parts = (part.strip("\n") for part in re.split(r"\n\s*\n", text))
    return tuple(_block(part.splitlines(), facts) for part in parts if part.strip())


def spans(text: str, facts: Facts) -> Spans:
    """A line as pieces of one style each."""
    return tuple(_spans(text, facts, Span("")))


def _block(lines: Sequence[str], facts: Facts) -> Block:
    if lines[0].startswith("## "):
        return Heading(spans(lines[0][3:].strip(), facts))
    if len(lines) > 1 and lines[0].startswith("|") and set(lines[1]) <= set("|-: "):
        return _table(lines, facts)
    if alone := ALONE.fullmatch(lines[0].strip()):
        names = tuple(name.strip() for name in alone["names"].split(","))
        return Picture(names[0]) if alone["word"] == "figure" else Defaults(names)
    found = [BULLET.fullmatch(line.strip()) for line in lines]
    marks = [one for one in found if one]
    if len(marks) == len(lines):
        items = tuple(spans(one["text"], facts) for one in marks)
        return Bullets(items, ordered=marks[0]["mark"] != "-")
    return Paragraph(spans(" ".join(line.strip() for line in lines), facts))


def _table(lines: Sequence[str], facts: Facts) -> Table:
    header = _cells(lines[0])
    aligns = [_align(cell) for cell in _cells(lines[1])]
    rows = [_cells(line) for line in lines[2:]]
    width = len(header)
    return Table(
        tuple(spans(cell, facts) for cell in header),
        tuple((aligns + ["left"] * width)[:width]),
        tuple(tuple(spans(cell, facts) for cell in (row + [""] * width)[:width]) for row in rows),
    )


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _align(rule: str) -> Align:
    return "right" if rule.endswith(":") else "left"


def _spans(text: str, facts: Facts, style: Span) -> Iterator[Span]:
    end = 0
    for mark in INLINE.finditer(text):
        yield from _styled(text[end : mark.start()], style)
        yield from _marked(mark, facts, style)
        end = mark.end()
    yield from _styled(text[end:], style)


def _marked(mark: re.Match[str], facts: Facts, style: Span) -> Iterator[Span]:
    if mark["code"]:
        yield Span(mark["code"], style.bold, style.italic, True, style.link)
    elif mark["bold"]:
        yield from _spans(mark["bold"], facts, Span("", True, style.italic, False, style.link))
    elif mark["italic"]:
        yield from _spans(mark["italic"], facts, Span("", style.bold, True, False, style.link))
    elif mark["link"]:
        yield from _spans(
            mark["text"], facts, Span("", style.bold, style.italic, False, mark["link"])
        )
    else:
        yield from _fact(mark["word"], mark["path"].strip(), facts, style)


def _fact(word: str, path: str, facts: Facts, style: Span) -> Iterator[Span]:
    if word == "default":
        yield Span(facts.default(path), style.bold, style.italic, style.code, style.link)
    else:
        yield Span(facts.title(path), style.bold, style.italic, False, SETTING + path)


def _styled(text: str, style: Span) -> Iterator[Span]:
    if text:
        yield Span(text, style.bold, style.italic, style.code, style.link)
