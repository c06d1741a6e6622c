"""The record survives kills at any byte, full disks, other versions; summaries follow from it."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.monitor.telemetry import record as record_module
from deeptuner.monitor.telemetry.columns import GPU_COLUMNS
from deeptuner.monitor.telemetry.layout import GPUS, HOST, LEVELS, SECONDS, Level
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.monitor.telemetry.summary import bucket_of
from deeptuner.runs.folder import RunFolder
from tests.monitor.telemetry.records import (
    BEGAN,
    KEYS,
    NAMES,
    Sample,
    buckets,
    bytes_of,
    expected_lines,
    lines,
    record,
    samples,
)


@contextmanager
def new_run() -> Iterator[RunFolder]:
    with TemporaryDirectory() as folder:
        yield RunFolder(Path(folder))


def every_second(seconds: int, begin: float = BEGAN, **values: float | None) -> list[Sample]:
    reading = {"power": 250.0, "temperature_edge": 60, **values}
    return [Sample(begin + n, dict.fromkeys(KEYS[:2], reading)) for n in range(seconds)]


def assert_summaries_follow(run: RunFolder) -> None:
    """Each summary is what its finer file makes, and its offsets lead to those rows."""
    for finer, level in pairwise(LEVELS):
        data = GPUS.file(run.path, finer).read_bytes()
        rows = [line.decode().split(",") for line in lines(run, finer)]
        found = [line.decode().split(",") for line in lines(run, level)]
        assert [(*row[:3], *row[4:]) for row in found] == expected_lines(buckets(rows, level))
        for row in found:
            offset = int(row[3])
            assert data[offset - 1 : offset] == b"\n"
            first = float(data[offset:].split(b",")[0])
            assert bucket_of(first, SECONDS[level]) == float(row[0])


def test_a_sample_is_a_line_for_each_gpu_with_its_units(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    reading = {"temperature_edge": 61.0, "power": 248.36, "fan": None, "utilisation": 98}
    record(run, [Sample(BEGAN + 0.26, {KEYS[0]: reading, KEYS[1]: {"throttling": 3}})])
    text = run.telemetry_file.read_text()
    assert text.splitlines()[0].startswith("time [s],gpu,temperature_edge [°C],")
    assert text.splitlines()[1:] == [
        "1790000000.3,0000:03:00.0,61,,,248.4,,98,,,,,,,",
        "1790000000.3,0000:0a:00.0,,,,,,,,,,,,,3",
    ]


def test_the_computer_has_rows_of_its_own(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    recorder = Recorder(run)
    recorder.host(BEGAN, {"cpu": 12.34, "ram_used": 1000, "disk_free": 5e5})
    recorder.close()
    assert run.host_file.read_text().splitlines()[1] == "1790000000.0,12.3,1000,,500000"
    assert HOST.file(run.path, "5min").read_bytes() == HOST.header("5min")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 65535.0, -274.0])
def test_what_cannot_be_is_not_written(tmp_path: Path, value: float) -> None:
    run = RunFolder(tmp_path)
    record(run, [Sample(BEGAN, {KEYS[0]: {"temperature_edge": value, "power": 1.0}})])
    assert lines(run, "raw") == [b"1790000000.0,0000:03:00.0,,,,1.0,,,,,,,,,"]


def test_a_key_that_would_break_the_file_is_left_out(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, [Sample(BEGAN, {"a,b": {"power": 1.0}, "": {"power": 1.0}, "c\n": {"power": 1.0}})])
    assert lines(run, "raw") == []


def test_minutes_make_both_summaries(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, every_second(700))
    assert len(lines(run, "raw")) == 1400
    assert len(lines(run, "10s")) == 2 * 69  # the last bucket is open
    assert [line.split(b",")[2] for line in lines(run, "5min")] == [b"100"] * 2 + [b"300"] * 2
    assert_summaries_follow(run)


@given(samples())
@settings(max_examples=30, deadline=None)
def test_summaries_are_what_the_samples_make(all_samples: list[Sample]) -> None:
    with new_run() as run:
        record(run, all_samples)
        assert_summaries_follow(run)


@given(samples(), samples(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_killed_recorder_leaves_whole_rows_and_the_next_goes_on(
    before: list[Sample], after: list[Sample], data: st.DataObject
) -> None:
    """The files end at any byte: the finer ones later than the coarser, or, as after a power cut,
    anyhow."""
    with new_run() as run:
        record(run, before)
        kept = {}
        for level, content in bytes_of(run.path).items():
            kept[level] = content[: data.draw(st.integers(0, len(content)), label=level)]
            GPUS.file(run.path, level).write_bytes(kept[level])
        header = GPUS.header("raw")
        whole = kept["raw"][: kept["raw"].rfind(b"\n") + 1]
        record(run, after)
        written = GPUS.file(run.path, "raw").read_bytes()
        with new_run() as fresh:
            record(fresh, after)
            behind = GPUS.file(fresh.path, "raw").read_bytes()[len(header) :]
        assert written == (whole or header) + behind
        assert_summaries_follow(run)


@given(samples(), st.data())
@settings(max_examples=30, deadline=None)
def test_a_restart_makes_the_same_files_as_none(
    all_samples: list[Sample], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(all_samples)))
    with new_run() as whole, new_run() as cut:
        record(whole, all_samples)
        record(cut, all_samples[:at])
        record(cut, all_samples[at:])
        assert bytes_of(cut.path) == bytes_of(whole.path)


def test_a_restart_does_not_rewrite_what_readers_have_seen(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, every_second(400))
    held = [GPUS.file(run.path, level).open("rb") for level in LEVELS]
    before = [os.fstat(file.fileno()) for file in held]
    Recorder(run).gpus(BEGAN + 400, {})
    record(run, every_second(1, BEGAN + 400))
    after = [os.fstat(file.fileno()) for file in held]
    assert [a.st_ino for a in after] == [b.st_ino for b in before]
    assert all(a.st_size >= b.st_size for a, b in zip(after, before, strict=True))
    for file in held:
        file.close()


@pytest.mark.parametrize("level", ["10s", "5min"])
def test_a_summary_that_was_deleted_or_damaged_is_made_anew(tmp_path: Path, level: Level) -> None:
    run = RunFolder(tmp_path)
    record(run, every_second(700))
    good = bytes_of(run.path)
    GPUS.file(run.path, level).unlink()
    record(run, [])
    Recorder(run).gpus(BEGAN + 700, {})
    assert bytes_of(run.path) == good
    damaged = good[level][:-300] + b"\0" * 300
    GPUS.file(run.path, level).write_bytes(damaged)
    Recorder(run).gpus(BEGAN + 700, {})
    assert bytes_of(run.path) == good


def test_a_record_of_another_version_is_kept_beside(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    other = b"time [s],gpu,smell [%]\n1790000000.0,0000:03:00.0,7\n"
    run.telemetry_file.write_bytes(other)
    record(run, every_second(3))
    aside = [*tmp_path.glob("telemetry-until-*.csv")]
    assert [file.read_bytes() for file in aside] == [other]
    assert len(lines(run, "raw")) == 6


def test_the_last_of_the_disk_is_left_to_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = RunFolder(tmp_path)
    recorder = Recorder(run)
    recorder.gpus(BEGAN, {KEYS[0]: {"power": 1.0}})
    monkeypatch.setattr(record_module, "ROOM", 2**80)
    recorder.gpus(BEGAN + 1, {KEYS[0]: {"power": 2.0}})
    monkeypatch.undo()
    recorder.gpus(BEGAN + 2, {KEYS[0]: {"power": 3.0}})
    recorder.close()
    assert [line.split(b",")[5] for line in lines(run, "raw")] == [b"1.0", b"3.0"]


def test_a_disk_that_is_full_makes_a_gap_and_no_torn_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = RunFolder(tmp_path)
    monkeypatch.setattr(record_module, "AGAIN", 0.0)
    recorder = Recorder(run)
    write = [*every_second(35)]
    for number, sample in enumerate(write):
        with full_disk(run.telemetry_file, 30) if 11 <= number < 25 else everything():
            recorder.gpus(sample.time, sample.readings)
    recorder.close()
    times = [float(line.split(b",")[0]) - BEGAN for line in lines(run, "raw")]
    assert times == [float(n) for n in range(35) if not 11 <= n < 25 for _ in KEYS[:2]]
    assert all(line.count(b",") == len(GPU_COLUMNS) + 1 for line in lines(run, "raw"))
    assert_summaries_follow(run)


def test_summaries_that_found_no_room_come_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Samples take the last of the room, again and again: what waits is written before the next."""
    run = RunFolder(tmp_path)
    full = False
    write = os.write

    def writing(handle: int, data: bytes) -> int:
        if full and Path(f"/proc/self/fd/{handle}").readlink().name.endswith("-10s.csv"):
            raise OSError(errno.ENOSPC, "full")
        return write(handle, data)

    monkeypatch.setattr(os, "write", writing)
    recorder = Recorder(run)
    for number, sample in enumerate(every_second(700)):
        full = number % 100 > 50
        recorder.gpus(sample.time, sample.readings)
    recorder.close()
    monkeypatch.undo()
    assert len(lines(run, "raw")) == 1400
    assert len(lines(run, "10s")) > 120
    rows = [line.decode().split(",") for line in lines(run, "raw")]
    found = [line.decode().split(",") for line in lines(run, "10s")]
    made = expected_lines(buckets(rows, "10s"))
    assert [(*row[:3], *row[4:]) for row in found] == made[: len(found)]
    record(run, every_second(1, BEGAN + 700))
    assert_summaries_follow(run)


def test_a_folder_that_cannot_be_written_to_costs_only_telemetry(tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "gone")
    recorder = Recorder(run)
    assert recorder.gpus(BEGAN, {KEYS[0]: {"power": 1.0}}) == []
    recorder.close()


def test_catching_up_with_much_gives_signs_of_life(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, every_second(2500))
    GPUS.file(run.path, "10s").unlink()
    signs: list[int] = []
    recorder = Recorder(run, alive=lambda: signs.append(1))
    recorder.gpus(BEGAN + 2500, {})
    recorder.close()
    assert len(signs) >= 2
    assert_summaries_follow(run)


def test_closed_buckets_are_told(tmp_path: Path) -> None:
    recorder = Recorder(RunFolder(tmp_path))
    told = []
    for n in range(25):
        told += recorder.gpus(BEGAN + n, {KEYS[0]: {"power": 100.0 + n}})
    recorder.close()
    place = NAMES.index("power")
    assert [(row.time - BEGAN, row.cells[place]) for row in told] == [
        (0, (100.0, 104.5, 109.0)),
        (10, (110.0, 114.5, 119.0)),
    ]


@contextmanager
def full_disk(file: Path, room: int) -> Iterator[None]:
    """No file may grow beyond `room` bytes more than this one has now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def everything() -> Iterator[None]:
    yield
