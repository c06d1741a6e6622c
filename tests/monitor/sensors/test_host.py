"""What the computer around the GPUs does."""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil
import pytest

from deeptuner.monitor.sensors import host
from deeptuner.monitor.sensors.host import read_host
from deeptuner.monitor.telemetry.columns import HOST_COLUMNS


def test_it_tells_every_column_in_its_unit(tmp_path: Path) -> None:
    reading = read_host(tmp_path)
    assert reading.keys() == {column.name for column in HOST_COLUMNS}
    assert reading["ram_total"] == psutil.virtual_memory().total / 2**20
    free = shutil.disk_usage(tmp_path).free / 2**20
    assert reading["disk_free"] == pytest.approx(free, rel=0.05)


def test_what_cannot_be_read_is_missing_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> float:
        raise OSError("no /proc here")

    monkeypatch.setattr(host.psutil, "cpu_percent", fails)
    assert read_host(tmp_path / "gone").keys() == {"ram_used", "ram_total"}
