"""Limits and cuts: the same rule one by one and at once, and text cut without loss."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.data.lengths import COVERED, ROUND, TEXT, Limits, auto_max_length, cut, too_long
from deeptuner.data.store import RECORD, Records

sample = st.tuples(st.integers(2, 300), st.integers(0, 300), st.booleans())
limit = st.none() | st.integers(1, 300)


def records_of(samples: list[tuple[int, int, bool]]) -> Records:
    records = np.zeros(len(samples), dtype=RECORD)
    for number, (length, answers, text) in enumerate(samples):
        begin = sum(one[0] for one in samples[:number])
        records[number]["begin"], records[number]["length"] = begin, length
        records[number]["answers"], records[number]["text"] = min(answers, length), text
    return records


@given(st.lists(sample, max_size=20), st.integers(8, 300), limit, limit)
def test_all_at_once_is_the_same_as_one_by_one(
    samples: list[tuple[int, int, bool]], total: int, source: int | None, target: int | None
) -> None:
    limits, records = Limits(total, source, target), records_of(samples)
    for one, over in zip(records, too_long(records, limits), strict=True):
        length, answers = int(one["length"]), int(one["answers"])
        assert (limits.broken_by(length, answers, text=bool(one["text"])) is not None) == over


@given(st.lists(sample, min_size=1, max_size=20), st.integers(8, 64), st.data())
def test_text_is_cut_into_the_fewest_pieces_without_loss(
    samples: list[tuple[int, int, bool]], max_length: int, data: st.DataObject
) -> None:
    records = records_of(samples)
    numbers = data.draw(st.permutations(range(len(samples))))
    cuts = cut(records, np.array(numbers), max_length)
    expected = []
    for number in numbers:
        pieces = cuts[cuts["sample"] == number]
        length, text = samples[number][0], samples[number][2]
        assert pieces["begin"][0] == records["begin"][number]
        assert (pieces["begin"][1:] == pieces["begin"][:-1] + pieces["length"][:-1]).all()
        assert pieces["length"].sum() == length
        assert len(pieces) == (-(-length // max_length) if text else 1)
        assert not text or pieces["length"].max() <= max_length
        assert pieces["length"].min() >= 2
        expected += [number] * len(pieces)
    assert cuts["sample"].tolist() == expected


@given(st.lists(sample, min_size=1, max_size=50), st.none() | st.integers(8, 400))
def test_auto_covers_nearly_all_within_the_context(
    samples: list[tuple[int, int, bool]], context: int | None
) -> None:
    records = records_of(samples)
    chosen, _ = auto_max_length(records, context)
    if context is not None and chosen == context:
        return
    assert chosen % ROUND == 0
    assert np.mean(records["length"] <= chosen) >= COVERED
    assert chosen - ROUND < records["length"].max()


def test_auto_does_not_grow_with_books() -> None:
    chosen, _ = auto_max_length(records_of([(100_000, 0, True)] * 3), 131_072)
    assert chosen == TEXT
