"""Which run holds a GPU, seen from outside and without getting in a claim's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.runs import devices
from deeptuner.runs.devices import claim, holder
from deeptuner.runs.folder import RunFolder


@pytest.fixture(autouse=True)
def _own_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


def test_a_gpu_is_held_from_its_claim_to_its_release() -> None:
    assert holder(1) is None
    claimed = claim(RunFolder(Path("/x/20260101-a-run")), [1, 2])
    assert (holder(0), holder(1), holder(2)) == (None, "20260101-a-run", "20260101-a-run")
    claimed.release()
    assert holder(1) is None


def test_nothing_is_known_where_the_kernel_lists_no_locks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    claimed = claim(RunFolder(Path("/x/run")), [0])
    monkeypatch.setattr(devices, "LOCKS", tmp_path / "absent")
    assert holder(0) is None
    claimed.release()
