"""What of a run's checkpoints a person is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.files import write_json
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.saved import Saved, saved_checkpoints


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "20260101-000000-one")


def save(run: RunFolder, step: int, loss: float | None, reason: str = "scheduled") -> Path:
    folder = run.checkpoints_dir / f"checkpoint-{step}"
    (folder / "training").mkdir(parents=True)
    (folder / "adapter_model.safetensors").write_bytes(b"x" * 1000)
    standing = {"version": 1, "step": step, "eval_loss": loss, "reason": reason}
    write_json(folder / "training" / "standing.json", standing)
    return folder


def steps(found: list[Saved]) -> list[int]:
    return [one.step for one in found]


def test_a_run_without_checkpoints_has_none(run: RunFolder) -> None:
    assert saved_checkpoints(run) == []


def test_newest_first_with_the_best_and_the_newest_marked(run: RunFolder) -> None:
    for step, loss in ((20, 1.5), (100, 1.1), (40, 1.1), (120, 1.3)):
        save(run, step, loss)
    found = saved_checkpoints(run)
    assert steps(found) == [120, 100, 40, 20]
    assert [one.step for one in found if one.best] == [40]  # the earliest of equals
    assert [one.step for one in found if one.newest] == [120]


def test_one_without_an_evaluation_is_never_the_best(run: RunFolder) -> None:
    save(run, 5, None, "requested")
    (only,) = saved_checkpoints(run)
    assert (only.best, only.eval_loss, only.reason) == (False, None, "requested")
    save(run, 9, 3.0)
    assert [one.best for one in saved_checkpoints(run)] == [True, False]


def test_the_size_counts_every_file(run: RunFolder) -> None:
    folder = save(run, 5, 1.0)
    standing = (folder / "training" / "standing.json").stat().st_size
    assert saved_checkpoints(run)[0].size == 1000 + standing


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"step": "x"}', b'{"reason": "end"}'])
def test_a_torn_one_is_left_out(run: RunFolder, content: bytes) -> None:
    save(run, 5, 1.0)
    (save(run, 7, 0.5) / "training" / "standing.json").write_bytes(content)
    assert steps(saved_checkpoints(run)) == [5]
