"""All articles in one language, the English ones standing in for what is not translated.

Knows the folders of `assets/help`, and which article a setting leads to. Does not know Qt, nor
what is inside an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from deeptuner.settings.catalog import spec_by_path, specs
from deeptuner.shipped import shipped_folder
from deeptuner.ui.help_texts.article import Article, Kind, Loader, parse_article

ENGLISH: Final = "en"
FOLDERS: Final[tuple[tuple[Kind, str], ...]] = (("term", "terms"), ("guide", "guides"))
TOPICS: Final = "topics.yaml"


@dataclass(frozen=True)
class Library:
    """Articles by id. `topics` maps a topic's key to its title, in the order of the filter."""

    articles: Mapping[str, Article]
    topics: Mapping[str, str]

    def get(self, key: str) -> Article | None:
        return self.articles.get(key)

    @property
    def terms(self) -> tuple[Article, ...]:
        """The key terms by title."""
        found = (one for one in self.articles.values() if one.kind == "term")
        return tuple(sorted(found, key=lambda one: one.title.casefold()))

    @property
    def guides(self) -> tuple[Article, ...]:
        """The guides in their order."""
        found = (one for one in self.articles.values() if one.kind == "guide")
        return tuple(sorted(found, key=lambda one: one.order))

    def topic(self, article: Article) -> str:
        """The title of the article's topic; empty for a guide."""
        return self.topics.get(article.topic, "")

    def of_setting(self, path: str) -> Article | None:
        """The key term that explains the setting `path`."""
        spec = spec_by_path().get(path)
        return self.get(spec.ui.term) if spec else None

    def settings_of(self, article: Article) -> tuple[str, ...]:
        """Paths of the settings that the article is about, those that lead to it first."""
        own = [spec.path for spec in specs() if spec.ui.term == article.id]
        return tuple(dict.fromkeys([*own, *article.settings]))


@cache
def library(language: str = ENGLISH) -> Library:
    """The articles as a person who reads `language` (`en`, `zh_TW`) is shown them."""
    return read_library(shipped_folder("assets") / "help", language)


def read_library(folder: Path, language: str) -> Library:
    """The articles below `folder`. Raises ValueError for a file that is not an article."""
    articles = {
        one.id: one for kind, name in FOLDERS for one in _read(folder, language, kind, name)
    }
    return Library(articles, {**_topics(folder / ENGLISH), **_topics(folder / language)})


def _read(folder: Path, language: str, kind: Kind, name: str) -> Iterator[Article]:
    for path in sorted((folder / ENGLISH / name).glob("*.md")):
        english = path.read_text(encoding="utf-8")
        own = folder / language / name / path.name
        if language == ENGLISH or not own.is_file():
            yield parse_article(english, kind)
        else:
            yield parse_article(own.read_text(encoding="utf-8"), kind, english)


def _topics(folder: Path) -> dict[str, str]:
    path = folder / TOPICS
    if not path.is_file():
        return {}
    said: Any = yaml.load(path.read_bytes(), Loader)  # noqa: S506 - the safe loader
    return {str(key): str(title) for key, title in said.items()}
