"""Sizes in sentences keep two or three figures that tell something, whatever they are."""

from __future__ import annotations

import pytest

from deeptuner.words.sizes import size_of


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (999.6, "1 kB"),
        (84_400, "84 kB"),
        (999_600, "1.0 MB"),
        (5_130_000, "5.1 MB"),
        (2_470_000_000, "2.5 GB"),
        (3e15, "3000.0 TB"),
    ],
)
def test_a_size_is_told_in_its_unit(count: float, said: str) -> None:
    assert size_of(count) == said
