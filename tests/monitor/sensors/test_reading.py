"""Asking one thing at a time, and taking only what can be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.sensors.reading import ask, checked, first, known, numeric, share
from deeptuner.monitor.telemetry.columns import GPU_COLUMNS

ANYTHING = st.one_of(
    st.none(), st.booleans(), st.text(), st.integers(), st.floats(), st.lists(st.integers())
)


@pytest.mark.parametrize("error", [KeyError, AttributeError, OSError, ZeroDivisionError])
def test_whatever_a_library_raises_means_that_a_value_is_not_known(error: type[Exception]) -> None:
    def fails() -> int:
        raise error("libamd_smi.so")

    assert ask(fails) is None
    assert ask(int, "0x10", 16) == 16


@pytest.mark.parametrize(
    ("values", "taken"),
    [
        (["N/A", 250, 260], 250),
        ([0, "N/A", 250], 250),
        ([0xFFFF, 2**64 - 1, 12], 12),
        ([0, "N/A"], 0),
        (["N/A", None], None),
        ([], None),
    ],
)
def test_the_first_field_that_is_filled_is_taken(values: list[Any], taken: float | None) -> None:
    assert first("power", values) == taken


@given(values=st.dictionaries(st.sampled_from([column.name for column in GPU_COLUMNS]), ANYTHING))
def test_a_reading_holds_only_what_can_be(values: dict[str, Any]) -> None:
    reading = known(values)
    bounds = {column.name: (column.low, column.high) for column in GPU_COLUMNS}
    for name, value in reading.items():
        assert value is not None
        assert bounds[name][0] <= value <= bounds[name][1]
        assert value == values[name]
    lost = values.keys() - reading.keys()
    assert all(checked(name, values[name]) is None for name in lost)


def test_words_and_truths_are_no_numbers() -> None:
    assert [numeric(value) for value in ("N/A", True, None, [3])] == [None] * 4


def test_a_share_of_nothing_is_not_known() -> None:
    assert share(51, 255) == 20
    assert share(1, 0) is None
    assert share(None, 255) is None
