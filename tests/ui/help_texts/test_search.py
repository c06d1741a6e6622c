"""Finding articles."""

from __future__ import annotations

import pytest

from deeptuner.ui.help_texts import library
from deeptuner.ui.help_texts.search import fold, make_index, search

INDEX = make_index(library().articles.values())


def first(text: str) -> str:
    found = search(INDEX, text)
    return found[0].id if found else ""


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("lora rank", "lora-rank"),
        ("rank lora", "lora-rank"),
        ("OOM", "out-of-memory"),
        ("eos", "special-tokens"),
        ("psu", "guide-hardware"),
        ("per_device_train_batch_size", "micro-batch"),
        ("Epoch", "epochs"),
        ("lr", "learning-rate"),
    ],
)
def test_what_is_meant_comes_first(asked: str, key: str) -> None:
    assert first(asked) == key


def test_every_word_must_occur() -> None:
    assert search(INDEX, "lora xylophone") == ()


def test_nothing_asked_is_everything_in_order() -> None:
    assert [one.id for one in search(INDEX, "  ")] == list(library().articles)


def test_every_article_is_found_by_its_title() -> None:
    for article in library().articles.values():
        assert article in search(INDEX, article.title)[:3]


def test_case_accents_and_signs_do_not_matter() -> None:
    assert fold("Naïve  **Model** `x_y`") == "naive model x y"
