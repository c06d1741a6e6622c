"""Curves keep their values: smoothed as defined, thinned without losing a peak."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.series import Curve, Table, smoothed, thinned

values = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=400)


def curve(y: list[float]) -> Curve:
    return Curve(np.arange(len(y), dtype=float), np.array(y, dtype=float))


@given(values, st.floats(0.01, 0.99))
def test_smoothing_is_the_moving_average_by_its_definition(y: list[float], weight: float) -> None:
    expected, state = [], 0.0
    for number, value in enumerate(y):
        state = weight * state + (1 - weight) * value
        expected.append(state / (1 - weight ** (number + 1)))
    assert smoothed(np.array(y), weight) == pytest.approx(expected, rel=1e-6, abs=1e-3)


def test_no_smoothing_changes_nothing() -> None:
    y = np.array([3.0, 1.0, 2.0])
    assert smoothed(y, 0.0).tolist() == y.tolist()


def test_a_gap_counts_as_the_value_before_it() -> None:
    with_gap = smoothed(np.array([2.0, np.nan, 4.0]), 0.5)
    assert with_gap.tolist() == smoothed(np.array([2.0, 2.0, 4.0]), 0.5).tolist()


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=2000), st.integers(1, 50))
def test_thinning_keeps_peaks_order_and_the_newest_point(y: list[float], buckets: int) -> None:
    thin = thinned(curve(y), buckets)
    assert thin.y.max() == max(y)
    assert thin.y.min() == min(y)
    assert (np.diff(thin.x) >= 0).all()
    assert thin.x[-1] == len(y) - 1
    assert len(thin) <= 2 * buckets + 1


def test_a_part_reaches_one_point_beyond_either_edge() -> None:
    part = curve([0.0] * 100).within(10.5, 20.5)
    assert (part.x[0], part.x[-1]) == (10.0, 21.0)


def test_nearest_point_and_newest_value() -> None:
    found = Curve(np.array([1.0, 5.0, 9.0]), np.array([3.0, 2.0, np.nan]))
    assert found.at(6.0) == (5.0, 2.0)
    assert found.last() == 2.0
    assert curve([]).at(1.0) is None
    assert curve([]).last() is None


def test_a_table_grows_beyond_its_room_and_gives_what_was_put_in() -> None:
    table = Table(("step", "loss"))
    for first in range(0, 5000, 500):
        table.extend([{"step": n, "loss": n / 2} for n in range(first, first + 500)])
    assert table.curve("loss").y.tolist() == [n / 2 for n in range(5000)]


def test_what_was_given_stays_when_rows_are_cut_and_others_come() -> None:
    table = Table(("step", "loss"))
    table.extend([{"step": n, "loss": 1.0} for n in range(10)])
    before = table.curve("loss")
    table.cut(5)
    table.extend([{"step": n, "loss": 2.0} for n in range(5, 20)])
    assert before.y.tolist() == [1.0] * 10
    assert table.curve("loss").y.tolist() == [1.0] * 5 + [2.0] * 15


def test_damaged_rows_are_left_out() -> None:
    table = Table(("step", "loss"))
    table.extend([{"step": 1, "loss": 1.0}, {"loss": 9.0}, {"step": "x"}, {"step": 0, "loss": 9.0}])
    table.extend([{"step": 2, "loss": "wrong"}, {"step": 3}])
    found = table.curve("loss")
    assert found.x.tolist() == [1.0, 2.0, 3.0]
    assert np.isnan(found.y[1:]).all()
