"""The help in Traditional Chinese: complete, in the shape of the English, and really Chinese."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from deeptuner.shipped import shipped_folder
from deeptuner.ui.help_texts import Article, library
from deeptuner.ui.help_texts.facts import CatalogueFacts
from deeptuner.ui.help_texts.library import FOLDERS
from deeptuner.ui.help_texts.markdown import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    Spans,
    Table,
    blocks,
    plain,
)
from deeptuner.ui.help_texts.search import make_index, search

HELP = shipped_folder("assets") / "help"
CHINESE = library("zh_TW")
ENGLISH = library()
FACTS = CatalogueFacts()
INDEX = make_index(CHINESE.articles.values())
HAN = re.compile("[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"\{[^}]+\}")
NUMBER = re.compile(r"[\d.,–-]+")
SENTENCE_IN_ENGLISH = re.compile(r"(?:\b[a-z]{2,}\b[ ,;]+){4}")
WESTERN_COMMA = re.compile("[\u4e00-\u9fff][,;:!?.](?!\\d)")
# Words of the mainland, and what Taiwan says.
MAINLAND = {
    "數據": "資料",
    "默認": "預設",
    "內存": "記憶體",
    "顯存": "GPU 記憶體",
    "軟件": "軟體",
    "信息": "訊息",
    "網絡": "網路",
    "服務器": "伺服器",
    "優化器": "最佳化器",
    "過擬合": "過度擬合",
}
EACH = pytest.mark.parametrize("key", list(ENGLISH.articles))


def parts(article: Article) -> tuple[Block, ...]:
    return blocks(article.body, FACTS)


def lines(block: Block) -> tuple[Spans, ...]:
    match block:
        case Paragraph(spans) | Heading(spans):
            return (spans,)
        case Bullets(items):
            return items
        case Table(header, _, rows):
            return tuple(cell for row in (header, *rows) for cell in row)
        case _:
            return ()


def links(article: Article) -> Counter[str]:
    every = (span for block in parts(article) for line in lines(block) for span in line)
    return Counter(span.link for span in every if span.link)


def placeholders(article: Article) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(article.body))


def shape(block: Block) -> object:
    """What a translation of the block must keep."""
    match block:
        case Table(header, aligns, rows):
            return ("table", len(header), aligns, [fixed(row[0]) for row in rows])
        case Bullets(items, ordered):
            return ("list", len(items), ordered)
        case Paragraph() | Heading():
            return type(block).__name__
        case _:
            return block


def fixed(cell: Spans) -> list[str] | None:
    """What no language changes in a cell: numbers and names in code."""
    if code := [span.text for span in cell if span.code]:
        return code
    return [plain(cell)] if NUMBER.fullmatch(plain(cell)) else None


def test_every_article_is_translated() -> None:
    for _, name in FOLDERS:
        english = {path.name for path in (HELP / "en" / name).glob("*.md")}
        chinese = {path.name for path in (HELP / "zh_TW" / name).glob("*.md")}
        assert chinese == english


def test_every_topic_is_translated() -> None:
    assert list(CHINESE.topics) == list(ENGLISH.topics)
    same = {key for key, title in CHINESE.topics.items() if title == ENGLISH.topics[key]}
    assert same == {"lora"}


@EACH
def test_links_placeholders_and_tables_are_those_of_the_english(key: str) -> None:
    chinese, english = CHINESE.articles[key], ENGLISH.articles[key]

    assert links(chinese) == links(english)
    assert placeholders(chinese) == placeholders(english)
    assert [shape(one) for one in parts(chinese)] == [shape(one) for one in parts(english)]


@EACH
def test_numbers_in_tables_are_those_of_the_english(key: str) -> None:
    chinese, english = parts(CHINESE.articles[key]), parts(ENGLISH.articles[key])
    for own, original in zip(chinese, english, strict=True):
        if isinstance(own, Table) and isinstance(original, Table):
            found = [fixed(cell) for cell in lines(own)]
            assert found == [fixed(cell) for cell in lines(original)]


@EACH
def test_every_line_is_chinese(key: str) -> None:
    article = CHINESE.articles[key]
    for block in parts(article):
        for line in lines(block):
            prose = "".join(span.text for span in line if not span.code)
            assert not SENTENCE_IN_ENGLISH.search(prose), prose
            assert not WESTERN_COMMA.search(prose), prose
            if isinstance(block, Paragraph | Bullets):
                assert HAN.search(prose), prose
    for words in (article.raise_when, article.lower_when):
        assert not words or HAN.search(words)
    assert any(HAN.search(word) for word in article.words)


@EACH
def test_a_chinese_lead_is_short(key: str) -> None:
    first = parts(CHINESE.articles[key])[0]

    assert isinstance(first, Paragraph)
    assert 8 <= len(plain(first.spans)) <= 120
    assert plain(first.spans).endswith("。")


@EACH
def test_words_are_those_of_taiwan(key: str) -> None:
    article = CHINESE.articles[key]
    said = " ".join((article.title, article.body, article.raise_when, article.lower_when))

    assert not [word for word in MAINLAND if word in said]


def test_nothing_of_the_notation_is_left_in_chinese() -> None:
    for article in CHINESE.articles.values():
        for span in (s for block in parts(article) for line in lines(block) for s in line):
            if not span.code:
                assert not set("{}`") & set(span.text), (article.id, span.text)
                assert "**" not in span.text and "](" not in span.text, (article.id, span.text)


def test_chinese_titles_are_unique() -> None:
    titles = [article.title for article in CHINESE.articles.values()]

    assert len(set(titles)) == len(titles)


def test_every_article_is_found_by_its_chinese_title() -> None:
    for article in CHINESE.articles.values():
        assert article in search(INDEX, article.title)[:3], article.id


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("學習率", "learning-rate"),
        ("顯示卡", "gpu"),
        ("早停", "early-stopping"),
        ("lora rank", "lora-rank"),
        ("chatml", "chat-template"),
    ],
)
def test_what_is_meant_in_chinese_comes_first(asked: str, key: str) -> None:
    assert search(INDEX, asked)[0].id == key
