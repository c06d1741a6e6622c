"""Blocks computed side by side: their order, what a failure leaves, whose memory they use."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from deeptuner.engine.merge import room
from deeptuner.engine.merge.parallel import AHEAD, MOST, team
from deeptuner.engine.merge.rows import stored
from deeptuner.engine.merge.writer import Written, write_weights
from deeptuner.runs.safetensors_header import read_header


def test_results_come_in_the_order_of_the_tasks_however_long_each_takes() -> None:
    def task(number: int) -> int:
        time.sleep(0.02 if number % 3 == 0 else 0)
        return number

    with team() as workers:
        found = list(workers.in_order(lambda n=number: task(n) for number in range(50)))
    assert found == list(range(50))


def test_only_a_few_are_begun_before_their_turn() -> None:
    asked: list[int] = []

    def tasks() -> object:
        for number in range(1000):
            asked.append(number)
            yield lambda n=number: n

    with team() as workers:
        results = workers.in_order(tasks())
        assert next(results) == 0
        assert len(asked) <= MOST * (1 + AHEAD)
        results.close()
    assert len(asked) <= MOST * (1 + AHEAD)


def test_a_failure_is_told_once_nothing_runs_any_more() -> None:
    running = threading.Semaphore(0)
    ended: list[int] = []

    def task(number: int) -> int:
        if number == 1:
            running.acquire()  # until another has begun
            raise OSError("no space")
        running.release()
        time.sleep(0.05)
        ended.append(number)
        return number

    begun = threading.active_count()
    with team() as workers:
        with pytest.raises(OSError, match="no space"):
            list(workers.in_order(lambda n=number: task(n) for number in range(100)))
        count = len(ended)
        time.sleep(0.1)
        assert 0 < len(ended) == count < 100
        assert list(workers.in_order([lambda: 7])) == [7]  # it may be asked again
    assert threading.active_count() == begun


def test_all_shards_are_written_from_the_memory_that_the_first_took(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "base.safetensors"
    save_file({f"part-{number}": torch.ones(16, 16) for number in range(60)}, base)
    taken: list[int] = []
    empty = torch.empty

    def counted(size: int, dtype: torch.dtype) -> torch.Tensor:
        taken.append(size)
        return empty(size, dtype=dtype)

    tensors = [
        Written(name, one.info.dtype, one.shape, one.info.nbytes, one.pieces)
        for name, one in stored(read_header(base)).items()
    ]
    monkeypatch.setattr(room.torch, "empty", counted)
    write_weights(tmp_path, tensors, lambda count: None, shard=2 * 16 * 16 * 4)
    assert len(list(tmp_path.glob("model-*.safetensors"))) == 30
    assert 0 < len(taken) <= MOST  # a place for each thread
