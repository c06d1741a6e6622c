"""Micro-batches: what is in them, and that an empty one changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.engine.collator import IGNORED, Collator, read_tokens, trained_tokens


@dataclass
class Row:
    ids: np.ndarray[Any, Any]
    trained: np.ndarray[Any, Any]


def row(*ids: int, trained: tuple[int, ...] | None = None) -> Row:
    marks = trained if trained is not None else (1,) * len(ids)
    return Row(np.array(ids, dtype=np.int32), np.array(marks, dtype=bool))


ROWS = st.lists(
    st.lists(
        st.tuples(st.lists(st.integers(1, 99), min_size=1, max_size=8), st.booleans()),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=4,
)


def test_flattened_rows_lie_behind_one_another_and_begin_anew() -> None:
    flat = Collator(flatten=True, pad_id=0)
    batch = flat([[row(5, 6, 7)], [row(8, 9, trained=(0, 1)), row(3, 4, trained=(1, 0))]])
    assert batch["input_ids"].tolist() == [[5, 6, 7, 8, 9, 3, 4]]
    assert batch["position_ids"].tolist() == [[0, 1, 2, 0, 1, 0, 1]]
    assert batch["labels"].tolist() == [[IGNORED, 6, 7, IGNORED, 9, IGNORED, IGNORED]]
    assert batch["use_cache"] is False, "a cache would let rows see each other"
    assert "attention_mask" not in batch


def test_padded_rows_lie_below_one_another() -> None:
    batch = Collator(flatten=False, pad_id=1)([[row(5, 6, 7)], [row(8, 9)]])
    assert batch["input_ids"].tolist() == [[5, 6, 7], [8, 9, 1]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1], [1, 1, 0]]
    assert batch["labels"].tolist() == [[IGNORED, 6, 7], [IGNORED, 9, IGNORED]]


@pytest.mark.parametrize("flatten", [True, False])
def test_an_empty_batch_has_nothing_to_learn_and_counts_nothing(flatten: bool) -> None:
    batch = Collator(flatten=flatten, pad_id=3)([])
    assert int(trained_tokens(batch)) == 0
    assert int(read_tokens(batch)) == 0
    assert batch["input_ids"].numel() > 0, "a rank must still be able to run the model"


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_both_shapes_hold_the_same_tokens(packs: list[list[tuple[list[int], bool]]]) -> None:
    items = [[row(*ids, trained=(int(on),) * len(ids)) for ids, on in pack] for pack in packs]
    flat = Collator(flatten=True, pad_id=0)(items)
    padded = Collator(flatten=False, pad_id=0)(items)
    assert int(trained_tokens(flat)) == int(trained_tokens(padded))
    kept = padded["attention_mask"].bool()
    assert torch.equal(padded["input_ids"][kept], flat["input_ids"][0])
    assert torch.equal(padded["labels"][kept], flat["labels"][0])


def test_the_samples_are_not_changed() -> None:
    """Their arrays lie in the memory map of the prepared data."""
    one = row(5, 6, 7)
    one.trained.flags.writeable = one.ids.flags.writeable = False
    Collator(flatten=True, pad_id=0)([[one]])
    assert one.trained.all()
