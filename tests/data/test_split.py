"""The eval split: the size asked for, never a duplicate on both sides, always the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.data.split import choose_eval, eval_count


def groups_of(values: list[int]) -> np.ndarray:
    return np.array(values, dtype=np.uint64)


@given(st.lists(st.integers(0, 12), max_size=60), st.integers(0, 70), st.integers(0, 2**32 - 1))
def test_groups_stay_together_and_training_keeps_some(
    names: list[int], wanted: int, seed: int
) -> None:
    groups = groups_of(names)
    chosen = choose_eval(groups, wanted, seed)
    assert not set(groups[chosen].tolist()) & set(groups[~chosen].tolist())
    if wanted and len(set(names)) > 1:
        assert 0 < chosen.sum() < len(names)
        smallest = min(names.count(name) for name in set(names))
        assert chosen.sum() <= max(wanted, smallest)
    else:
        assert not chosen.any()
    assert (choose_eval(groups, wanted, seed) == chosen).all()


def test_single_rows_give_exactly_the_number_asked_for() -> None:
    chosen = choose_eval(groups_of(list(range(1000))), 37, 42)
    assert chosen.sum() == 37


def test_the_seed_changes_the_choice() -> None:
    groups = groups_of(list(range(1000)))
    assert (choose_eval(groups, 10, 1) != choose_eval(groups, 10, 2)).any()


def test_more_rows_do_not_reshuffle_the_others() -> None:
    before = choose_eval(groups_of(list(range(1000))), 100, 42)
    after = choose_eval(groups_of(list(range(1010))), 101, 42)
    assert (before & after[:1000]).sum() >= 95


@pytest.mark.parametrize(
    ("split", "samples", "expected"),
    [(0, 100, 0), (0.01, 1000, 10), (0.01, 20, 1), (0.5, 7, 4), (1, 100, 1), (25, 100, 25)],
)
def test_share_and_count(split: float, samples: int, expected: int) -> None:
    assert eval_count(split, samples) == expected
