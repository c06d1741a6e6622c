"""A record as a page sees it: any period, at any fineness, live or finished, whatever happens."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.monitor.telemetry.columns import GPU_COLUMNS
from deeptuner.monitor.telemetry.layout import GPUS, HOST, LEVELS
from deeptuner.monitor.telemetry.machine import About, write_about
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.monitor.telemetry.view import Band, Period, TelemetryView
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message
from tests.monitor.telemetry.records import BEGAN, KEYS, Sample, lines, record, samples
from tests.support.telemetry import gpu, write_telemetry

KEY = KEYS[0]


def opened(run: RunFolder) -> TelemetryView:
    view = TelemetryView(run)
    view.refresh()
    return view


def ramp(seconds: Iterable[float]) -> list[Sample]:
    """Watts that say the second."""
    return [Sample(BEGAN + n, {KEY: {"power": float(n % 3000)}}) for n in seconds]


def known(band: Band) -> dict[float, float]:
    """The mean by seconds since the beginning, where there is one."""
    there = np.isfinite(band.mean)
    return dict(zip((band.time[there] - BEGAN).tolist(), band.mean[there].tolist(), strict=True))


def breaks(band: Band) -> list[float]:
    """Where a line through the points breaks, in seconds since the beginning."""
    return (band.time[~np.isfinite(band.mean)] - BEGAN).tolist()


def whole(view: TelemetryView, points: int = 1000) -> Period:
    assert view.span is not None
    return view.period(*view.span, points)


def same(a: Band, b: Band) -> bool:
    pairs = ((a.time, b.time), (a.low, b.low), (a.mean, b.mean), (a.high, b.high))
    return all(np.array_equal(x, y, equal_nan=True) for x, y in pairs)


def test_an_empty_folder_has_nothing_and_no_error(tmp_path: Path) -> None:
    view = TelemetryView(RunFolder(tmp_path))
    assert not view.refresh()
    assert (view.gpus, view.problem, view.span, view.newest(KEY)) == ((), None, None, {})
    assert len(view.period(0, 100).band(KEY, "power")) == 0
    assert not TelemetryView(RunFolder(tmp_path / "missing")).refresh()


@given(samples(most=60))
@settings(max_examples=30, deadline=None)
def test_at_the_finest_every_sample_is_seen(all_samples: list[Sample]) -> None:
    with TemporaryDirectory() as folder:
        run = RunFolder(Path(folder))
        record(run, all_samples)
        view = opened(run)
        rows = [line.decode().split(",") for line in lines(run, "raw")]
        if not rows:
            assert view.span is None
            return
        times = [float(row[0]) for row in rows]
        assert view.span is not None
        begin, end = view.span
        if times == sorted(times):
            assert view.span == (times[0], times[-1])
        else:  # the clock was set back
            assert abs(begin - min(times)) <= 300
            assert abs(end - max(times)) <= 300
        period = view.period(begin - 300, end + 300, points=100_000)
        assert period.level == "raw"
        for key in KEYS:
            for place, column in enumerate(GPU_COLUMNS):
                own = sorted((float(r[0]), r[2 + place]) for r in rows if r[1] == key)
                band = period.band(key, column.name)
                there = np.isfinite(band.mean)
                told = sorted(
                    zip(band.time[there].tolist(), band.mean[there].tolist(), strict=True)
                )
                assert told == sorted((time, float(text)) for time, text in own if text)
                assert np.array_equal(band.low, band.high, equal_nan=True)


@given(samples(most=60), st.integers(1, 30))
@settings(max_examples=25, deadline=None)
def test_followed_or_read_at_once_it_is_the_same(all_samples: list[Sample], together: int) -> None:
    with TemporaryDirectory() as folder:
        run = RunFolder(Path(folder))
        recorder, view = Recorder(run), TelemetryView(run)
        for number, sample in enumerate(all_samples):
            recorder.gpus(sample.time, sample.readings)
            if number % together == 0:
                view.refresh()
        recorder.close()
        view.refresh()
        fresh = opened(run)
        assert view.span == fresh.span
        if view.span is None:
            return
        for points in (100_000, 20, 2):
            for key in KEYS:
                found = (each.period(*view.span, points) for each in (view, fresh))
                a, b = (period.band(key, "temperature_edge") for period in found)
                assert same(a, b)


def test_each_fineness_tells_the_same_story(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(2400)))
    view = opened(run)
    bands = [
        (period.level, period.band(KEY, "power"))
        for period in (whole(view, n) for n in (3000, 100, 5))
    ]
    assert [level for level, _ in bands] == ["raw", "10s", "5min"]
    for _, band in bands:
        assert band.low.min() == 0
        assert band.high.max() == 2399
        assert np.all(np.diff(band.time) > 0)
        assert np.all((band.low <= band.mean) & (band.mean <= band.high))
        assert np.allclose(band.mean, band.time - BEGAN, atol=1.0)  # the ramp: it says the second
        assert not breaks(band)


def test_a_point_is_as_wide_as_it_has_to_be(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(2000)))
    period = whole(opened(run), 1000)
    assert (period.level, period.step) == ("raw", 0)
    period = whole(opened(run), 600)
    assert period.level == "raw"
    assert 500 <= len(period.band(KEY, "power")) <= 700
    assert period.band(KEY, "power").high.max() == 1999


def test_points_stay_where_they_are_while_the_period_moves(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(3000)))
    view = opened(run)
    first = known(view.period(BEGAN + 100, BEGAN + 2100, 500).band(KEY, "power"))
    moved = known(view.period(BEGAN + 307, BEGAN + 2307, 500).band(KEY, "power"))
    inside = [time for time in first if 320 < time < 2080]
    assert len(inside) > 300
    assert all(moved[time] == first[time] for time in inside)


def test_a_period_reaches_to_the_next_sample_at_either_side(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(0, 100, 2)))
    band = opened(run).period(BEGAN + 11, BEGAN + 17).band(KEY, "power")
    assert [*known(band)] == [10, 12, 14, 16, 18]


@pytest.mark.parametrize("points", [3000, 100])
def test_a_gap_is_a_break_and_nothing_is_made_up(tmp_path: Path, points: int) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp([*range(600), *range(900, 1500)]))
    band = whole(opened(run), points).band(KEY, "power")
    assert len(breaks(band)) == 1
    assert 590 < breaks(band)[0] < 910
    assert not [time for time in known(band) if 600 < time < 895]


def test_two_missed_samples_are_no_gap(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp([*range(50), *range(52, 100), *range(104, 120)]))
    assert len(breaks(whole(opened(run)).band(KEY, "power"))) == 1


def test_a_value_that_was_not_known_is_a_break(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    unknown = [Sample(BEGAN + n, {KEY: {"fan": 900.0}}) for n in range(20, 40)]
    record(run, [*ramp(range(20)), *unknown, *ramp(range(40, 60))])
    band = whole(opened(run)).band(KEY, "power")
    assert len(band) == 60
    assert breaks(band) == [float(n) for n in range(20, 40)]


def test_a_long_interval_makes_no_gaps(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    write_about(run, About(interval=60.0, began=BEGAN))
    record(run, ramp(range(0, 36_000, 60)))
    view = opened(run)
    for points in (1000, 50):
        assert not breaks(whole(view, points).band(KEY, "power"))


def test_reasons_of_throttling_are_all_told(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    values = [0, 1, 0, 2, 0, 0, 0, 0, 0, 4]
    said = [Sample(BEGAN + n, {KEY: {"throttling": values[n % 10]}}) for n in range(700)]
    record(run, said)
    for points in (3000, 100, 2):
        assert whole(opened(run), points).band(KEY, "throttling").high.max() == (
            4 if points == 3000 else 7
        )


def test_the_newest_is_seen_at_once_and_what_is_gone_keeps_its_last(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    recorder, view = Recorder(run), TelemetryView(run)
    for n in range(1000):
        gone = {} if n >= 200 else {KEYS[1]: {"power": 7.0}}
        recorder.gpus(BEGAN + n, {KEY: {"power": float(n)}, **gone})
        if n % 97 == 0:
            assert view.refresh()
            assert view.newest(KEY)["power"] == n
            assert view.newest_time(KEY) == BEGAN + n
    assert view.newest(KEYS[1])["power"] == 7.0
    assert 0 <= (view.newest_time(KEYS[1]) or 0) - (BEGAN + 199) <= 300
    assert view.newest("0000:ff:00.0") == {}
    assert view.newest_time("0000:ff:00.0") is None
    view.refresh()
    assert not view.refresh()
    recorder.host(BEGAN, {"cpu": 3.0})
    recorder.close()
    assert view.refresh()
    assert view.newest_host()["cpu"] == 3.0
    assert known(view.period(BEGAN, BEGAN + 1).host("cpu")) == {0.0: 3.0}


def test_a_torn_last_line_is_not_seen_until_it_is_whole(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(5)))
    view = opened(run)
    with run.telemetry_file.open("ab") as file:
        file.write(b"1790000005.0,0000:03:00.0,,,,12")
    assert not view.refresh()
    assert view.newest(KEY)["power"] == 4.0
    record(run, ramp([5]))  # a recorder mends it
    assert view.refresh()
    assert view.newest(KEY)["power"] == 5.0
    assert view.span == (BEGAN, BEGAN + 5)


def test_foreign_bytes_cost_only_their_lines(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(700)))
    for level in LEVELS:
        file = GPUS.file(run.path, level)
        data = file.read_bytes()
        middle = data.index(b"\n", len(data) // 2) + 1
        file.write_bytes(data[:middle] + b"\0\xff,,\nnonsense\n,,,\n" + data[middle:])
    record(run, ramp(range(700, 705)))
    view = opened(run)
    assert [*known(whole(view, 3000).band(KEY, "power"))] == [float(n) for n in range(705)]


def test_a_clock_that_was_set_back_is_shown_in_order(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, [*ramp(range(1000, 2000)), *ramp(range(500, 990))])
    view = opened(run)
    assert view.span is not None
    assert view.span[0] <= BEGAN + 500
    assert view.span[1] >= BEGAN + 1999
    assert [*known(whole(view, 3000).band(KEY, "power"))] == [
        *map(float, range(500, 990)),
        *map(float, range(1000, 2000)),
    ]
    part = known(view.period(BEGAN + 600, BEGAN + 610).band(KEY, "power"))
    assert [*part][1:-1] == [*map(float, range(600, 611))]


def test_another_record_in_the_same_place_is_seen(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(700)))
    view = opened(run)
    for file in tmp_path.iterdir():
        file.unlink()
    record(run, ramp(range(5)))
    assert view.refresh()
    assert view.span == (BEGAN, BEGAN + 4)
    assert [*known(whole(view).band(KEY, "power"))] == [0, 1, 2, 3, 4]
    shutil.rmtree(tmp_path)
    assert view.refresh()
    assert view.span is None
    tmp_path.mkdir()
    record(run, ramp(range(3)))
    assert view.refresh()
    assert view.span == (BEGAN, BEGAN + 2)


def test_a_damaged_summary_is_no_reason_to_fail(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(1400)))
    for level in LEVELS[1:]:
        file = GPUS.file(run.path, level)
        rows = file.read_bytes().split(b"\n")
        for place, offset in ((2, b"x"), (-2, b""), (3, b"99999999999999")):
            cells = rows[place].split(b",")
            rows[place] = b",".join([*cells[:3], offset, *cells[4:]])
        file.write_bytes(b"\n".join(rows))
    view = opened(run)
    for points in (3000, 100, 2):
        whole(view, points).band(KEY, "power")
    assert view.newest(KEY)["power"] == 1399


def test_a_record_that_was_cut_is_read_anew(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(700)))
    view = opened(run)
    for level in LEVELS:
        file = GPUS.file(run.path, level)
        os.truncate(file, len(GPUS.header(level)) + 40)
    record(run, ramp(range(1000, 1005)))
    assert view.refresh()
    assert view.span == (BEGAN + 1000, BEGAN + 1004)
    assert [*known(whole(view).band(KEY, "power"))] == [1000, 1001, 1002, 1003, 1004]


@pytest.mark.parametrize("missing", [["10s"], ["5min"], ["10s", "5min"]])
def test_without_summaries_the_record_is_seen_all_the_same(
    tmp_path: Path, missing: list[str]
) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(700)))
    for level in missing:
        (tmp_path / f"telemetry-{level}.csv").unlink()
    for points in (3000, 50, 2):
        band = whole(opened(run), points).band(KEY, "power")
        assert np.nanmax(band.high) == 699


def test_a_resumed_run_is_one_record_with_a_gap(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(700)))
    view = opened(run)
    record(run, ramp(range(4000, 4700)))
    assert view.refresh()
    assert view.span == (BEGAN, BEGAN + 4699)
    for points in (5000, 300):
        assert len(breaks(whole(view, points).band(KEY, "power"))) == 1


def test_any_period_of_a_long_record_is_what_was_measured(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    write_telemetry(run, gpus=2, seconds=4000)
    view = opened(run)
    rows = [line.decode().split(",") for line in lines(run, "raw")]
    own = [(float(r[0]) - BEGAN, float(r[5])) for r in rows if r[1] == view.gpus[1].key]
    for begin, end in ((0, 60), (299, 301), (1400, 1900), (3800, 4000), (-50, 10), (3999, 20_000)):
        found = known(view.period(BEGAN + begin, BEGAN + end).band(view.gpus[1].key, "power"))
        inside = {time: watts for time, watts in own if begin <= time <= end}
        assert {time: found[time] for time in inside} == inside
        assert len(found) <= len(inside) + 2


def test_who_the_gpus_are_and_what_is_wrong(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    view = TelemetryView(run)
    write_about(run, About((), message("monitor.telemetry.no-gpus"), 2.0, BEGAN))
    assert view.refresh()
    assert view.problem == message("monitor.telemetry.no-gpus")
    write_about(run, About((gpu(0),), None, 2.0, BEGAN))
    assert view.refresh()
    assert (view.problem, [each.name for each in view.gpus], view.interval) == (
        None,
        ["AMD Radeon RX 7900 XTX"],
        2.0,
    )
    assert not view.refresh()


def test_rows_of_a_gpu_that_nobody_tells_of_are_seen(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    record(run, ramp(range(3)))
    run.telemetry_about.write_text("{ torn")
    view = opened(run)
    assert [(each.key, each.number) for each in view.gpus] == [(KEY, 0)]


def test_the_computers_record_is_read_like_the_gpus(tmp_path: Path) -> None:
    run = RunFolder(tmp_path)
    write_telemetry(run, gpus=1, seconds=1500)
    view = opened(run)
    for points in (3000, 100, 3):
        band = whole(view, points).host("ram_used")
        assert 9000 <= np.nanmin(band.low) < np.nanmax(band.high) <= 23_001
    assert len(HOST.header("raw").split(b",")) == 5
