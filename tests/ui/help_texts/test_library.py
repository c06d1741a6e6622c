"""Articles in a language, with English standing in."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.ui.help_texts.library import Library, library, read_library


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def article(key: str, title: str, topic: str = "", order: int = 0) -> str:
    return f"---\nid: {key}\ntitle: {title}\ntopic: {topic}\norder: {order}\n---\nAbout {title}."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    write(tmp_path, "en/topics.yaml", "data: Data\nlora: LoRA\n")
    write(tmp_path, "en/terms/row.md", article("row", "Row", "data"))
    write(tmp_path, "en/terms/batch.md", article("batch", "batch", "data"))
    write(tmp_path, "en/guides/two.md", article("two", "Two", order=2))
    write(tmp_path, "en/guides/one.md", article("one", "Uno", order=1))
    write(tmp_path, "zh_TW/topics.yaml", "data: 資料\n")
    write(tmp_path, "zh_TW/terms/row.md", article("row", "列", "other"))
    return tmp_path


def titles(found: Library) -> list[str]:
    return [one.title for one in (*found.terms, *found.guides)]


def test_terms_are_sorted_by_title_and_guides_by_order(texts: Path) -> None:
    assert titles(read_library(texts, "en")) == ["batch", "Row", "Uno", "Two"]


def test_what_is_not_translated_is_english(texts: Path) -> None:
    found = read_library(texts, "zh_TW")

    assert titles(found) == ["batch", "列", "Uno", "Two"]
    assert found.topics == {"data": "資料", "lora": "LoRA"}
    assert found.topic(found.articles["row"]) == "資料"


def test_an_unknown_language_is_english(texts: Path) -> None:
    assert titles(read_library(texts, "xx")) == titles(read_library(texts, "en"))


def test_a_setting_leads_to_its_term_and_back() -> None:
    found = library()
    term = found.of_setting("lora.rank")

    assert term is not None and term.id == "lora-rank"
    assert found.settings_of(term) == ("lora.rank",)
    assert found.of_setting("no.setting") is None
    assert found.settings_of(found.articles["micro-batch"]) == ("training.batch_size",)
