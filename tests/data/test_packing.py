"""Packs: nothing lost, nothing twice, nothing over capacity, hardly a gap."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.data.packing import Packs, pack


@given(st.lists(st.integers(1, 64), max_size=300), st.integers(0, 9))
def test_every_sample_is_in_one_pack_that_fits(lengths: list[int], seed: int) -> None:
    packs = pack(lengths, 64, seed)
    assert sorted(int(sample) for one in packs for sample in one) == list(range(len(lengths)))
    assert all(0 < sum(lengths[sample] for sample in one) <= 64 for one in packs)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=100))
def test_no_two_packs_could_be_one(lengths: list[int]) -> None:
    filled = sorted(sum(lengths[sample] for sample in one) for one in pack(lengths, 30))
    assert len(filled) < 2 or filled[0] + filled[1] > 30


@pytest.mark.parametrize("capacity", [512, 2048, 8192])
def test_packs_of_real_lengths_are_nearly_full(capacity: int) -> None:
    drawn = np.random.default_rng(0).lognormal(5.1, 0.7, 50_000)
    lengths = np.clip(drawn.astype(int), 8, capacity)
    packs = pack(lengths, capacity)
    assert lengths.sum() / (len(packs) * capacity) >= 0.995


def test_the_seed_decides_which_of_equals_meet() -> None:
    lengths = [8] * 100
    first, again, other = pack(lengths, 32, 1), pack(lengths, 32, 1), pack(lengths, 32, 2)
    assert [one.tolist() for one in first] == [one.tolist() for one in again]
    assert [one.tolist() for one in first] != [one.tolist() for one in other]


def test_packs_survive_a_file(tmp_path: Path) -> None:
    packs = pack([5, 3, 8, 1], 8)
    packs.save(tmp_path / "packs.npz")
    held = Packs.load(tmp_path / "packs.npz")
    assert [one.tolist() for one in held] == [one.tolist() for one in packs]
    assert held[-1].tolist() == packs[len(packs) - 1].tolist()
    with pytest.raises(IndexError):
        held[len(held)]


@pytest.mark.parametrize("lengths", [[0, 3], [9]])
def test_a_length_that_cannot_be_packed_is_refused(lengths: list[int]) -> None:
    with pytest.raises(ValueError, match="length"):
        pack(lengths, 8)
