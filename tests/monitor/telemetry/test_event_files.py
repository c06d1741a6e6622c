"""TensorBoard itself reads what the sampler writes for it."""

from __future__ import annotations

import resource
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c

from deeptuner.monitor.telemetry import curves as curves_module
from deeptuner.monitor.telemetry.curves import TelemetryCurves
from deeptuner.monitor.telemetry.event_files import EventFiles, _checksum
from deeptuner.monitor.telemetry.layout import GPUS, HOST
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.folder import RunFolder
from tests.monitor.telemetry.records import BEGAN, KEYS

Points = dict[str, list[tuple[int, float]]]


def told(folder: Path) -> Points:
    """What TensorBoard shows: value by step, of each tag."""
    read = EventAccumulator(str(folder), size_guidance={"scalars": 0, "tensors": 0})
    read.Reload()
    return {
        tag: [(event.step, event.value) for event in read.Scalars(tag)]
        for tag in read.Tags()["scalars"]
    }


def record(run: RunFolder, seconds: range, numbers: dict[str, int]) -> None:
    """A sampler's life, without the sampler."""
    recorder, curves = Recorder(run), TelemetryCurves(run, BEGAN)
    curves.numbers = numbers
    for second in seconds:
        now = BEGAN + second
        readings = {key: {"power": float(second), "fan": None} for key in KEYS[:2]}
        curves.add(GPUS, recorder.gpus(now, readings))
        curves.add(HOST, recorder.host(now, {"cpu": 5.0}))
    recorder.close()
    curves.close()


@given(st.binary(max_size=300))
def test_checksums_are_tensorboards(data: bytes) -> None:
    assert struct.unpack("<I", _checksum(data))[0] == masked_crc32c(data)


def test_every_ten_seconds_a_point_for_what_is_known(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, range(45), {KEYS[0]: 1, KEYS[1]: 0})
    found = told(run.tensorboard_dir / "telemetry")
    assert found.keys() == {"gpu0/power", "gpu1/power", "host/cpu"}
    assert found["gpu1/power"] == [(0, 4.5), (10, 14.5), (20, 24.5), (30, 34.5)]
    assert [value for _, value in found["host/cpu"]] == [5.0] * 4


def test_a_resumed_run_goes_on_behind(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, range(25), {KEYS[0]: 0})
    record(run, range(100, 125), {KEYS[0]: 0})
    steps = [step for step, _ in told(run.tensorboard_dir / "telemetry")["gpu0/power"]]
    assert steps == sorted(set(steps))
    assert steps[:2] == [0, 10]
    assert steps[-1] == 110


def test_gpus_without_a_number_are_left_out(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, range(25), {})
    assert told(run.tensorboard_dir / "telemetry").keys() == {"host/cpu"}


def test_what_a_full_disk_tore_hides_nothing_that_comes_later(tmp_path: Path) -> None:
    files = EventFiles(tmp_path)
    files.write({"host/cpu": 1.0}, 0, BEGAN)
    (first,) = tmp_path.iterdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (first.stat().st_size + 10, hard))
    try:
        with pytest.raises(OSError, match="tfevents"):
            files.write({"host/cpu": 2.0}, 10, BEGAN + 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    files.write({"host/cpu": 3.0}, 20, BEGAN + 20)
    files.close()
    assert len([*tmp_path.iterdir()]) == 2
    assert told(tmp_path)["host/cpu"] == [(0, 1.0), (20, 3.0)]


def test_without_room_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(curves_module, "has_room", lambda folder: False)
    run = RunFolder(tmp_path)
    record(run, range(25), {})
    assert not run.tensorboard_dir.exists()
