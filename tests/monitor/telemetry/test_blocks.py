"""Numbers are read from bytes as Python would read them, line by line."""

from __future__ import annotations

from math import isnan

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.telemetry.blocks import Block

NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15).map(str),
    st.decimals(-(10**9), 10**9, places=3).map(str),
    st.sampled_from(["0", "-0", "7.", ".5", "00012", "1790000000.1"]),
)
OTHERS = st.sampled_from(["", "-", ".", "-.", "nan", "1e5", "1-2", "--1", "1.2.3", "x", "9" * 30])


def told(text: str) -> float:
    """What a cell must be read as: a plain decimal number, or nothing."""
    plain = text.removeprefix("-").replace(".", "", 1)
    return float(text) if plain.isdigit() and len(text) <= 18 else float("nan")


def same(found: np.ndarray, expected: list[float]) -> bool:
    return len(found) == len(expected) and all(
        a == b or (isnan(a) and isnan(b)) for a, b in zip(found.tolist(), expected, strict=True)
    )


@given(st.lists(st.tuples(NUMBERS | OTHERS, NUMBERS | OTHERS, NUMBERS), max_size=20))
def test_cells_are_the_numbers_that_they_spell(rows: list[tuple[str, ...]]) -> None:
    block = Block("".join(",".join(row) + "\n" for row in rows).encode(), 3)
    assert len(block) == len(rows)
    for cell in range(3):
        assert same(block.numbers(cell), [told(row[cell]) for row in rows])


@given(st.lists(st.lists(st.sampled_from(["1", "", "22", "x"]), min_size=1, max_size=5)))
def test_lines_with_other_cells_are_left_out(rows: list[list[str]]) -> None:
    block = Block("".join(",".join(row) + "\n" for row in rows).encode(), 3)
    whole = [row for row in rows if len(row) == 3]
    assert block.keys(1).tolist() == [row[1].encode() for row in whole]
    assert same(block.numbers(2), [told(row[2]) for row in whole])


@given(st.lists(st.text("abc:.-0", min_size=1, max_size=50), min_size=1, max_size=10))
def test_keys_of_any_length(keys: list[str]) -> None:
    block = Block("".join(f"1,{key},2\n" for key in keys).encode(), 3)
    assert block.keys(1).tolist() == [key.encode() for key in keys]
    assert block.starts.tolist() == [sum(len(k) + 5 for k in keys[:n]) for n in range(len(keys))]


def test_nothing_is_an_empty_block() -> None:
    block = Block(b"", 3)
    assert (len(block), len(block.numbers(1)), len(block.keys(2))) == (0, 0, 0)
