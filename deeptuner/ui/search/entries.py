"""What can be found, from every part of the program.

Knows where tabs, settings, articles and runs come from and which page shows each. Does not know
how a search is typed or shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from deeptuner.ui.navigator import PageName
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.translation import setting_help, setting_title, tr

Kind = Literal["tab", "setting", "term", "run"]
ICONS: dict[Kind, str] = {
    "tab": "arrow-right",
    "setting": "sliders-horizontal",
    "term": "book-open",
    "run": "pulse",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find; `words` are searched too, but not shown."""

    kind: Kind
    title: str
    subtitle: str
    page: PageName
    target: object = None
    words: str = ""
    icon: str = ""


def kind_word(kind: Kind) -> str:
    return {
        "tab": tr("Tab"),
        "setting": tr("Setting"),
        "term": tr("Help"),
        "run": tr("Run"),
    }[kind]


def tabs(pages: Iterable[tuple[PageName, str, str]]) -> Iterator[Entry]:
    """`pages`: name, title, icon of each."""
    for name, title, icon in pages:
        yield Entry("tab", title, "", name, icon=icon)


def settings() -> Iterator[Entry]:
    from deeptuner.settings.catalog import specs

    for spec in specs():
        title, about = setting_title(spec), setting_help(spec)
        yield Entry("setting", title, about, "fine-tuning", spec.path, f"{spec.path} {spec.title}")


def articles(language: str) -> Iterator[Entry]:
    """Key terms and guides. Reads some dozens of small files the first time."""
    from deeptuner.ui.help_texts.library import library

    shelf = library(language)
    for article in (*shelf.terms, *shelf.guides):
        words = " ".join((article.id, *article.words))
        yield Entry("term", article.title, shelf.topic(article), "help", article.id, words)


def runs(entries: Iterable[RunEntry]) -> Iterator[Entry]:
    for entry in entries:
        about = " · ".join(part for part in (entry.model, entry.dataset, entry.method) if part)
        yield Entry("run", entry.name, about, "monitor", entry.name)
