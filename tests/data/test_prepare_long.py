"""Rows that are far too long: left out without a token made of them, and told like all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from deeptuner.data import lengths
from deeptuner.data.encode import Encoder
from deeptuner.data.prepare import Prepared
from deeptuner.data.tokenizer import Tokenizer
from deeptuner.errors import DataError
from tests.data.test_prepare import (
    Place,
    alpaca,
    model,  # noqa: F401 - fixtures
    never,
    place,  # noqa: F401
    texts,
)

LONG = 20_000  # characters


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the tokenizer is given. Rows count as far too long from 1024 characters."""
    found: list[str] = []
    encode_batch = Tokenizer.encode_batch

    def watched(self: Tokenizer, given: Sequence[str]) -> Any:
        found.extend(given)
        return encode_batch(self, given)

    monkeypatch.setattr(Tokenizer, "encode_batch", watched)
    monkeypatch.setattr(lengths, "SURELY", 1024)
    return found


def rows(*, asked: str = "Go on.", **more: Any) -> list[dict[str, Any]]:
    """Twenty rows that fit, one that is a little too long, and one that is far too long."""
    long = [{"instruction": asked, "output": "and on " * count} for count in (100, LONG // 7)]
    return [*alpaca(20), *({**row, **more} for row in long)]


def too_long(prepared: Prepared) -> tuple[int, int]:
    """How many rows were left out as too long, and the limit that is named."""
    (found,) = (one for one in prepared.report["rejected"])
    assert found["message"]["id"] == "data.sample-too-long"
    return found["count"], found["message"]["params"]["limit"]


@pytest.mark.parametrize("chosen", [{"max_length": 64}, {"model_context": 64}])
def test_a_row_that_cannot_fit_is_told_and_not_tokenised(
    place: Place,  # noqa: F811
    given: list[str],
    chosen: dict[str, Any],
) -> None:
    place.write(rows())
    prepared = place.prepare(**chosen)
    assert too_long(prepared) == (2, 64)
    assert max(map(len, given)) < LONG / 2
    where = prepared.report["rejected"][0]["examples"]
    assert sorted(one["where"].rpartition(":")[2] for one in where) == ["21", "22"]
    assert prepared.report["rows"] == 22


def test_another_limit_is_named_and_finds_what_was_left_out(
    place: Place,  # noqa: F811
    given: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place.write(rows())
    place.prepare(max_length=64)
    assert too_long(place.prepare(max_length=32)) == (2, 32)
    assert len(place.entries()) == 1
    whole = place.prepare(max_length=LONG, eval_split=0)
    assert not whole.report["rejected"]
    assert max(len(text) for text in texts(place, whole.train)) > LONG - 10
    monkeypatch.setattr(Encoder, "encode", never)
    assert too_long(place.prepare(max_length=48)) == (2, 48)
    assert not place.prepare(max_length=LONG, eval_split=1).report["rejected"]


def test_the_oldest_turns_of_a_row_that_cannot_fit_are_dropped(
    place: Place,  # noqa: F811
    given: list[str],
) -> None:
    turns = ["and on " * (LONG // 7), "Yes.", "And now?", "Now I stop."]
    roles = ["user", "assistant"] * 2
    said = [{"role": role, "content": text} for role, text in zip(roles, turns, strict=True)]
    place.write([{"messages": said}, *({"messages": said[2:]} for _ in range(3))])
    prepared = place.prepare(max_length=64, eval_split=0, long_samples="drop-oldest-turns")
    assert len({*texts(place, prepared.train)}) == 1
    assert len(prepared.train) == 4
    assert not prepared.report["rejected"]
    assert max(map(len, given)) < LONG / 2


def test_a_dataset_of_such_rows_alone_is_refused_with_the_reason(
    place: Place,  # noqa: F811
    given: list[str],
) -> None:
    place.write(rows()[-1:] * 3)
    with pytest.raises(DataError, match="longer than the max length of 64 tokens"):
        place.prepare(max_length=64, eval_split=0)


def test_such_rows_to_measure_with_are_left_out_too(
    place: Place,  # noqa: F811
    given: list[str],
) -> None:
    place.write(rows())
    aside = place.write(rows(asked="Go on, please."), "aside.jsonl")
    prepared = place.prepare(eval_dataset=aside, max_length=64)
    assert too_long(prepared) == (4, 64)
    assert len(prepared.eval or ()) == 20


def test_plain_text_is_never_too_long(place: Place, given: list[str]) -> None:  # noqa: F811
    text = "The sky is blue. " * (LONG // 17)
    place.write([{"text": text}, {"text": "Two plus two."}])
    prepared = place.prepare(max_length=64, eval_split=0)
    assert sum(map(len, texts(place, prepared.train))) > LONG - 50
    assert not prepared.report["rejected"]
