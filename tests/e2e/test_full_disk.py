"""Full and read-only disks, through the real command: told in words, and nothing is lost."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.files import PART, read_json
from deeptuner.runs.events import read_events
from tests.e2e.conftest import Place
from tests.e2e.disks import Disks, fill, own_disks

# A checkpoint of this adapter takes 1.7 MB.
SETTINGS = """\
model: {path: tiny}
data: {dataset: rows, eval_split: 2, max_length: 96}
training: {max_steps: 3, learning_rate: 0.001, mixed_precision: fp32}
lora: {rank: 128}
evaluation: {sample_count: 0}
checkpoints: {saving_steps: 1}
"""
FOR_ONE, FOR_ALL = "2800k", "64m"

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's"),
]


@pytest.fixture
def disks(place: Place) -> Iterator[Disks]:
    place.settings.write_text(SETTINGS)
    with own_disks(place) as made:
        yield made


def half_written(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.startswith(PART)]


def test_a_disk_that_fills_up_ends_the_run_with_the_reason_and_loses_nothing(disks: Disks) -> None:
    disks.small(disks.place.folder / "runs", FOR_ONE)
    told = disks.train()
    assert told.code == 1, told.text
    assert "Traceback" not in told.text
    assert "There is no room left on the disk" in told.text
    assert "Free some space on that disk" in told.text
    (run,) = disks.runs
    assert read_json(run / "state.json")["status"] == "failed"
    assert [path.name for path in (run / "checkpoints").iterdir()] == ["checkpoint-1"]
    assert is_whole(run / "checkpoints" / "checkpoint-1")
    assert not half_written(disks.seen(disks.place.folder))

    disks.small(disks.place.folder / "runs", FOR_ALL)
    told = disks.run("resume", "last")
    assert told.code == 0, told.text
    steps = [event for event in read_events(run / "events.jsonl")[0] if event.kind == "step"]
    assert [event["step"] for event in steps if event.attempt == 2] == [2, 3]
    assert (run / "adapter" / "adapter_model.safetensors").exists()


def test_a_disk_that_is_full_before_the_start_is_told_before_there_is_a_run(disks: Disks) -> None:
    runs = disks.place.folder / "runs"
    disks.small(runs, "256k")
    filler = fill(disks.seen(runs))
    told = disks.train()
    assert (told.code, "Traceback" in told.text) == (1, False), told.text
    assert "There is no room left on the disk" in told.text
    assert "what to do:" in told.text
    assert disks.runs == [filler]
    assert not half_written(disks.seen(runs))


@pytest.mark.parametrize("part", [".", "runs"])
def test_a_folder_that_cannot_be_written_to_is_told(disks: Disks, part: str) -> None:
    disks.read_only(disks.place.folder / part)
    told = disks.train()
    assert (told.code, "Traceback" in told.text) == (1, False), told.text
    assert "cannot be written to" in told.text
    assert "Choose a folder that you may write to" in told.text
    assert disks.runs == []


def test_a_cache_that_cannot_be_written_to_is_told(disks: Disks) -> None:
    disks.read_only(disks.place.folder / ".deeptuner")
    told = disks.train()
    assert (told.code, "Traceback" in told.text) == (1, False), told.text
    assert "cannot be written to" in told.text
