"""No test leaves a process behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.runs.running import processes, wait_for


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for an experiment; at the end no process of a run in it may be left."""
    path = tmp_path / "experiment"
    yield path
    try:
        wait_for(lambda: not processes(path), "the end of all processes of the run")
    finally:
        for process in processes(path):
            with suppress(psutil.Error):
                process.kill()
