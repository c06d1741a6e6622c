"""What a run still says when the disk is full, on a real file system that is."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import resume_run, start_run
from deeptuner.runs.state import read_state
from tests.runs.running import events, new_run, options, wait_until_ended

FILL = """
with open(run.checkpoints_dir / '.part-big', 'wb', buffering=0) as file:
    while True:
        file.write(b'0' * 4096)
"""


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """An experiment on a file system of one megabyte."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    with suppress(FileNotFoundError):
        if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
            yield folder
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
            return
    pytest.skip("a small file system cannot be made here")


def test_a_full_disk_ends_the_run_with_that_reason_and_it_resumes(small_disk: Path) -> None:
    run = new_run(small_disk)
    start_run(run, options(die=FILL, steps=4, save_every=1))
    state = wait_until_ended(run)
    assert state.reason is not None
    assert (state.status, state.reason.id) == ("failed", "runs.died-disk-full")
    assert "No space left" in state.evidence
    assert [event["status"] for event in events(run, "end")] == ["failed"]
    assert [path.name for path in run.checkpoints()] == ["checkpoint-1"]
    (run.checkpoints_dir / ".part-big").unlink()
    resume_run(run, options=options(steps=4, save_every=1))
    assert wait_until_ended(run).status == "finished"


def test_a_disk_that_is_full_before_the_start_is_told(small_disk: Path) -> None:
    run = new_run(small_disk)
    with suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as file:
        while True:
            file.write(b"0" * 4096)
    from deeptuner.errors import RunError

    with pytest.raises(RunError):
        start_run(RunFolder(run.path), options())
    assert read_state(run).status_now() == "queued"
