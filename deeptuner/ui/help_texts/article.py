"""One article of the help: what its front matter says, and its Markdown.

Knows the form of a file. Does not know where files are, nor what the Markdown means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import yaml

Kind = Literal["term", "guide"]
FENCE: Final = "---\n"
Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times as fast
# What a translation says anew; everything else is that of the English file.
TRANSLATED: Final = ("title", "words", "raise", "lower")


@dataclass(frozen=True, slots=True)
class Source:
    """Where one can read more."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A key term or a guide.

    `settings` are paths besides those that name the article as their key term. `value` is the path
    of the setting whose present value marks a row of the first table. `body` is Markdown; its first
    paragraph is the lead.
    """

    id: str
    kind: Kind
    title: str
    topic: str = ""
    order: int = 0
    words: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    source: Source | None = None
    figure: str = ""
    value: str = ""
    raise_when: str = ""
    lower_when: str = ""
    body: str = ""

    @property
    def lead(self) -> str:
        """The first paragraph as Markdown: what it is, in a sentence or two."""
        return self.body.partition("\n\n")[0].strip()


def parse_article(text: str, kind: Kind, english: str = "") -> Article:
    """The article in `text`; with `english`, a translation of that one.

    Raises ValueError when the text does not begin with front matter that holds an id and a title.
    """
    said, body = _split(text)
    if english:
        original, _ = _split(english)
        said = {**original, **{key: said[key] for key in TRANSLATED if key in said}}
    if not {"id", "title"} <= said.keys():
        raise ValueError("an article needs an id and a title")
    source = said.get("source")
    return Article(
        id=str(said["id"]),
        kind=kind,
        title=str(said["title"]),
        topic=str(said.get("topic", "")),
        order=int(said.get("order", 0)),
        words=_texts(said, "words"),
        settings=_texts(said, "settings"),
        see=_texts(said, "see"),
        source=Source(str(source["title"]), str(source["url"])) if source else None,
        figure=str(said.get("figure", "")),
        value=str(said.get("value", "")),
        raise_when=str(said.get("raise", "")),
        lower_when=str(said.get("lower", "")),
        body=body,
    )


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body."""
    start, fence, rest = text.partition(FENCE)
    front, closing, body = rest.partition("\n" + FENCE)
    if start.strip() or not fence or not closing:
        raise ValueError("an article begins with front matter between two lines of ---")
    return yaml.load(front, Loader), body.strip()  # noqa: S506 - the safe loader


def _texts(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(item) for item in said.get(key) or ())
