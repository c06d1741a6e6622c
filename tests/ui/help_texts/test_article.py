"""One article's file."""

from __future__ import annotations

import pytest

from deeptuner.ui.help_texts.article import parse_article

ENGLISH = """---
id: rank
title: Rank
topic: lora
words: [r]
see: [alpha]
source: {title: Paper, url: "https://example.org/paper"}
value: lora.rank
raise: it learns too little.
---
How much room there is.

More.
"""


def test_front_matter_and_body_are_told_apart() -> None:
    article = parse_article(ENGLISH, "term")

    assert (article.id, article.title, article.topic) == ("rank", "Rank", "lora")
    assert (article.words, article.see, article.value) == (("r",), ("alpha",), "lora.rank")
    assert article.raise_when == "it learns too little."
    assert article.source is not None and article.source.url == "https://example.org/paper"
    assert article.lead == "How much room there is."
    assert article.body.endswith("More.")


def test_a_translation_takes_the_rest_from_the_english_file() -> None:
    own = "---\nid: rank\ntitle: 秩\nwords: [秩]\nsee: [elsewhere]\n---\n有多少空間。"

    article = parse_article(own, "term", ENGLISH)

    assert (article.title, article.words, article.body) == ("秩", ("秩",), "有多少空間。")
    assert (article.see, article.topic, article.value) == (("alpha",), "lora", "lora.rank")
    assert article.raise_when == "it learns too little."


@pytest.mark.parametrize(
    "text", ["", "no front matter", "---\nid: a\ntitle: A\nno end", "---\ntitle: A\n---\nbody"]
)
def test_what_is_no_article_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="article"):
        parse_article(text, "term")


def test_front_matter_cannot_make_objects() -> None:
    import yaml

    with pytest.raises(yaml.YAMLError):
        parse_article("---\nid: !!python/object/apply:os.getcwd []\ntitle: A\n---\nx", "term")
