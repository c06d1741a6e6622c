"""The order of items: the same whatever the plan, resumable anywhere, each item exactly once."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.data.sampler import BatchSampler, eval_batches, permutation

small = st.integers(1, 5)


def steps(
    items: int, batch: int, accumulation: int, world: int, epoch: int = 0, start: int = 0
) -> list[list[list[int]]]:
    """Per step, the chunks in the order of (micro-batch, rank)."""
    ranks = [
        list(BatchSampler(items, batch, accumulation, world, rank, seed=7).epoch(epoch, start))
        for rank in range(world)
    ]
    assert len({len(one) for one in ranks}) == 1, "all ranks do the same number of micro-batches"
    chunks = list(chain.from_iterable(zip(*ranks, strict=True)))
    size = accumulation * world
    return [chunks[begin : begin + size] for begin in range(0, len(chunks), size)]


def flat(chunks: list[list[int]]) -> list[int]:
    return list(chain.from_iterable(chunks))


@given(st.integers(1, 200), small, small, small, st.integers(0, 3))
def test_an_epoch_uses_every_item_once(
    items: int, batch: int, accumulation: int, world: int, epoch: int
) -> None:
    seen = steps(items, batch, accumulation, world, epoch)
    sampler = BatchSampler(items, batch, accumulation, world, 0, 7)
    assert sorted(chain.from_iterable(map(flat, seen))) == list(range(items))
    assert len(seen) == sampler.steps_per_epoch
    assert all(len(flat(step)) == sampler.items_per_step for step in seen[:-1])
    assert all(len(chunk) <= batch for step in seen for chunk in step)


@given(st.integers(1, 200), small, small, small)
def test_ranks_and_accumulation_are_interchangeable(
    items: int, batch: int, accumulation: int, world: int
) -> None:
    together = steps(items, batch, accumulation, world)
    alone = steps(items, batch, accumulation * world, 1)
    assert together == alone


@given(st.integers(1, 200), small, small, small, st.data())
def test_resuming_continues_the_same_order_under_any_plan(
    items: int, batch: int, accumulation: int, world: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, items))
    order = permutation(items, 7, 1).tolist()
    rest = steps(items, batch, accumulation, world, epoch=1, start=start)
    assert list(chain.from_iterable(map(flat, rest))) == order[start:]
    sampler = BatchSampler(items, batch, accumulation, world, 0, 7)
    assert len(rest) == sampler.steps_from(start)


def test_the_order_is_fixed_for_all_time() -> None:
    """A checkpoint's position means nothing if a new version shuffles otherwise."""
    assert permutation(8, 42, 0).tolist() == ORDER_42_0
    assert permutation(8, 42, 1).tolist() == ORDER_42_1
    assert permutation(8, 2**32 - 1, 2**64 - 1).tolist() != permutation(8, 2**32 - 1, 0).tolist()


ORDER_42_0 = [7, 1, 6, 4, 3, 5, 0, 2]
ORDER_42_1 = [4, 5, 3, 0, 2, 7, 1, 6]


@given(st.integers(0, 100), small, small)
def test_evaluation_covers_each_item_once(count: int, batch: int, world: int) -> None:
    ranks = [eval_batches(count, batch, world, rank) for rank in range(world)]
    assert sorted(flat(list(chain.from_iterable(ranks)))) == list(range(count))
    assert len({len(one) for one in ranks}) == 1
    assert all(len(chunk) <= batch for one in ranks for chunk in one)


@pytest.mark.parametrize(
    ("items", "batch", "world", "rank"), [(0, 1, 1, 0), (5, 0, 1, 0), (5, 1, 2, 2), (5, 1, 2, -1)]
)
def test_nonsense_is_refused(items: int, batch: int, world: int, rank: int) -> None:
    with pytest.raises(ValueError, match=r"at least|outside"):
        BatchSampler(items, batch, 1, world, rank, 0)


def test_a_start_outside_the_epoch_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        list(BatchSampler(5, 1, 1, 1, 0, 0).epoch(0, start=6))
