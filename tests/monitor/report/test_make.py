"""`GPU Report.png`, drawn from real records."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PIL import Image

from deeptuner.errors import InputError, RunError
from deeptuner.monitor.report.course import read_course
from deeptuner.monitor.report.make import NAME, is_report, make_report
from deeptuner.monitor.telemetry.machine import About, write_about
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message
from tests.monitor.report.records import plain_course, record, recorded_run
from tests.monitor.runs import write_run
from tests.support.telemetry import BEGAN, gpu


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return recorded_run(tmp_path / "20261121-090000-garden", 2, 60)


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        picture.load()
        return picture.size


def coloured(path: Path, colour: tuple[int, int, int]) -> int:
    """How many dots have this colour."""
    with Image.open(path) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24)
    return next((count for count, each in colours or [] if each == colour), 0)


def test_the_picture_shows_each_gpu_in_its_colour(run: RunFolder) -> None:
    report = make_report(run)
    assert report.picture == run.path / NAME
    assert size(report.picture)[0] == 2100
    assert coloured(report.picture, (0x00, 0x72, 0xB2)) > 1000
    assert coloured(report.picture, (0xD5, 0x5E, 0x00)) > 1000
    assert coloured(report.picture, (0x00, 0x9E, 0x73)) == 0  # there is no third
    assert [one["gpu"] for one in report.to_json()["gpus"]] == ["GPU0", "GPU1"]


def test_a_report_is_renewed_and_no_part_of_one_is_left(run: RunFolder) -> None:
    make_report(run)
    before = {path.name for path in run.path.iterdir()}
    make_report(run)
    assert {path.name for path in run.path.iterdir()} == before


def test_another_file_in_its_place_is_kept(run: RunFolder) -> None:
    place = run.path / NAME
    place.write_bytes(b"a picture of mine")
    with pytest.raises(InputError, match="another file"):
        make_report(run)
    assert place.read_bytes() == b"a picture of mine"


@pytest.mark.parametrize("name", ["report.jpg", "missing/report.png"])
def test_a_place_where_it_cannot_be_is_refused(run: RunFolder, name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        make_report(run, tmp_path / name)
    assert not (run.path / NAME).exists()


def test_eight_gpus_are_drawn_higher_than_one(tmp_path: Path) -> None:
    one = make_report(recorded_run(tmp_path / "one", 1, 20))
    eight = make_report(recorded_run(tmp_path / "eight", 8, 20))
    assert size(eight.picture)[1] > 1.3 * size(one.picture)[1]


def test_without_a_gpu_the_machine_is_shown_and_why(tmp_path: Path) -> None:
    run = recorded_run(tmp_path / "cpu", 0, 30)
    write_about(run, About((), message("common.free-space"), 1.0, BEGAN))
    report = make_report(run)
    assert report.figures == ()
    assert coloured(report.picture, (0x00, 0x72, 0xB2)) > 500


def test_without_telemetry_it_is_said_what_to_do(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", "finished", plain_course(20))
    with pytest.raises(RunError, match="no record of temperatures") as failed:
        make_report(run)
    assert failed.value.fix is not None


def test_a_gpu_that_never_answered_leaves_the_machine_to_be_shown(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", "finished", plain_course(20))
    record(run, [gpu(0)], ((BEGAN + at, {}) for at in range(20)))
    report = make_report(run)
    assert report.figures == ()
    assert is_report(report.picture)


def test_a_record_in_which_nothing_was_known_is_none(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", "finished", plain_course(20))
    record(run, [gpu(0)], ((BEGAN + at, {gpu(0).key: {}}) for at in range(20)), host={})
    with pytest.raises(RunError):
        make_report(run)
    assert not (run.path / NAME).exists()


@pytest.mark.parametrize("name", ["训练-$x_{1}$-🎉", "a" * 200, "%s {0} \\frac"])
def test_any_name_of_a_run_can_be_shown(tmp_path: Path, name: str) -> None:
    assert is_report(make_report(recorded_run(tmp_path / name, 1, 10)).picture)


def test_missing_sensors_resumes_pauses_and_gaps_do_no_harm(tmp_path: Path) -> None:
    events = plain_course(60, 2)[:-1] + plain_course(60, 2, 2, at=4000)
    events += [Event("pause", BEGAN + 30, 1), Event("continue", BEGAN + 35, 1)]
    events.sort(key=lambda event: event.time)
    run = recorded_run(
        tmp_path / "run",
        2,
        4060,
        events=events,
        gaps=((50, 4005),),
        without=["temperature_hotspot", "temperature_memory", "power_limit", "throttling"],
    )
    report = make_report(run)
    assert len(read_course(run)) == 2
    assert 110 <= report.seconds <= 130
    assert "temperature_hotspot" not in report.to_json()["gpus"][0]["max"]


def test_damaged_settings_and_events_do_no_harm(run: RunFolder) -> None:
    run.settings_file.write_text("model: [")
    with run.events_file.open("ab") as file:
        file.write(b'{"kind": "phase"\n\xff\xfe\n')
    assert is_report(make_report(run).picture)


def test_tables_for_a_spreadsheet(run: RunFolder) -> None:
    report = make_report(run, csv=True)
    over_time, summary = report.rows
    with over_time.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["gpu"] for row in rows].count("GPU1") == 6  # a row for each 10 s
    assert {row["phase"] for row in rows} >= {"loading", "training"}
    assert all(30 < float(row["temperature_edge mean [°C]"]) < 110 for row in rows)
    assert all(float(row["power mean [W]"]) <= float(row["power max [W]"]) + 0.05 for row in rows)
    with summary.open(newline="") as file:
        hottest = [row for row in csv.DictReader(file) if row["quantity"] == "temperature_hotspot"]
    told = report.to_json()["gpus"]
    assert [float(row["max"]) for row in hottest] == [
        one["max"]["temperature_hotspot"] for one in told
    ]


def test_tables_replace_no_other_file(run: RunFolder) -> None:
    other = run.path / "GPU Report.csv"
    other.write_text("my,own,table\n")
    with pytest.raises(InputError, match="another file"):
        make_report(run, csv=True)
    assert other.read_text() == "my,own,table\n"
    assert not (run.path / "GPU Report summary.csv").exists()
