"""The histogram: every row is in one bar, and the bars are of one readable width."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.data.histogram import BARS, histogram


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=200))
def test_every_length_is_counted_once(lengths: list[int]) -> None:
    found = histogram(np.array(lengths), "tokens")
    assert sum(found.counts) == len(lengths)
    assert len(found.edges) == len(found.counts) + 1 <= 2 * BARS
    assert found.edges[0] <= min(lengths)
    assert found.edges[-1] >= max(lengths)
    widths = set(np.diff(found.edges[:-1]).tolist())
    assert len(widths) <= 1
    assert all(int(str(width).rstrip("0")) in (1, 2, 5) for width in widths)


def test_one_very_long_row_does_not_squeeze_the_others() -> None:
    lengths = np.array([*range(100, 300), 1_000_000] * 2)
    found = histogram(lengths[:201], "tokens")
    assert found.edges[-1] == 1_000_000
    assert len([count for count in found.counts if count]) > 10


def test_the_longest_is_told_where_the_last_edge_lies_beyond_it() -> None:
    found = histogram(np.array([7] * 26), "tokens")
    assert (found.edges, found.counts, found.longest) == ((7, 8), (26,), 7)
    assert found.to_json()["longest"] == 7
