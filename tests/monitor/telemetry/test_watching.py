"""Following telemetry, as the window's thread does it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.monitor.telemetry.watching import RECENT, Plot, TelemetryNow, Wishes, watch
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message
from tests.monitor.runs import append, write_run, write_state
from tests.support.telemetry import gpu, write_telemetry

FIRST = gpu(0).key


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return write_run(tmp_path / "trial", "finished")


def next_of(seen: Iterator[object], kind: type, turns: int = 40) -> TelemetryNow | Plot:
    """The next thing of a kind; there is one within a few turns."""
    for item in seen:
        if isinstance(item, kind):
            return item  # type: ignore[return-value]
        if callable(item):
            item()
        turns -= 1
        assert turns, f"no {kind.__name__} came"
    raise AssertionError


def test_a_finished_run_shows_its_last_values_and_minutes(run: RunFolder) -> None:
    write_telemetry(run, gpus=2, seconds=900, integrated=True)
    now = next_of(watch(run, Wishes()), TelemetryNow)
    assert isinstance(now, TelemetryNow)
    assert [one.gpu.trains for one in now.gpus] == [True, True, False]
    assert now.gpus[0].reading["power_limit"] == 327
    recent = now.gpus[0].recent["temperature_edge"]
    assert np.isfinite(recent[3:-1]).all(), "the last minutes were measured"
    assert now.gpus[2].recent == {}, "what does not train has no curves"
    assert now.host["ram_total"] == 64_000
    assert not now.live


def test_a_gap_in_the_last_minutes_stays_one(run: RunFolder) -> None:
    write_telemetry(run, gpus=1, seconds=900, gaps=((700.0, 800.0),))
    now = next_of(watch(run, Wishes()), TelemetryNow)
    assert isinstance(now, TelemetryNow)
    missing = np.isnan(now.gpus[0].recent["power"])
    assert missing.mean() == pytest.approx(100 / RECENT, abs=0.05)


def test_a_wished_period_comes_with_all_quantities_and_more_at_its_sides(run: RunFolder) -> None:
    write_telemetry(run, gpus=2, seconds=900, integrated=True)
    wishes = Wishes()
    seen = watch(run, wishes)
    now = next_of(seen, TelemetryNow)
    assert isinstance(now, TelemetryNow)
    assert now.span
    begin = now.span[0]
    wishes.plot(begin + 100, begin + 200, ["power"])
    wishes.plot(
        begin + 300, begin + 400, ["power", "fan"]
    )  # a person moves faster than files are read
    plot = next_of(seen, Plot)
    assert isinstance(plot, Plot)
    assert (plot.begin, plot.end) == (begin + 250, begin + 450)
    assert set(plot.gpus) == {FIRST, gpu(1).key}
    assert set(plot.gpus[FIRST]) == {"power", "fan"}
    band = plot.gpus[FIRST]["power"]
    assert band.time[0] <= begin + 251
    assert band.time[-1] >= begin + 449
    assert len(plot.host["cpu"].time) == len(band.time)


def test_what_grows_is_told_again_and_nothing_else(run: RunFolder) -> None:
    write_state(run, "running")
    write_telemetry(run, gpus=1, seconds=20, began=time.time() - 20)
    seen = watch(run, Wishes())
    before = next_of(seen, TelemetryNow)
    assert isinstance(before, TelemetryNow)
    assert before.live
    assert all(callable(item) for _, item in zip(range(4), seen, strict=False))  # it waits
    recorder = Recorder(run)
    recorder.gpus(time.time(), {FIRST: {"power": 111.0}})
    recorder.host(time.time(), {"cpu": 3.0})
    after = next_of(seen, TelemetryNow)
    recorder.close()
    assert isinstance(after, TelemetryNow)
    assert after.gpus[0].reading["power"] == 111.0
    assert after.host["cpu"] == 3.0


def test_what_the_run_did_is_told_with_it(run: RunFolder) -> None:
    write_telemetry(run, gpus=1, seconds=60)
    events = [Event("phase", 0.0, 1, {"phase": name}) for name in ("loading", "training")]
    for event in events:
        append(run, event)
        time.sleep(0.01)
    append(run, Event("end", 0.0, 1, {"status": "finished"}))
    seen = watch(run, Wishes())
    first, now = next_of(seen, TelemetryNow), next_of(seen, TelemetryNow)
    assert isinstance(first, TelemetryNow)
    assert isinstance(now, TelemetryNow)
    assert first.course == (), "the values are not kept waiting for it"
    assert [part.doing for part in now.course[0].stretches] == ["loading", "training"]


def test_why_there_is_none_is_told(run: RunFolder) -> None:
    why = message("monitor.telemetry-unreadable", why="no driver")
    write_telemetry(run, gpus=0, seconds=30, problem=why)
    now = next_of(watch(run, Wishes()), TelemetryNow)
    assert isinstance(now, TelemetryNow)
    assert now.problem == why
    assert now.gpus == ()
    assert now.host


def test_a_run_without_telemetry_has_none(run: RunFolder) -> None:
    now = next_of(watch(run, Wishes()), TelemetryNow)
    assert isinstance(now, TelemetryNow)
    assert (now.span, now.gpus, now.problem) == (None, (), None)


def test_while_nobody_looks_nothing_is_read(run: RunFolder) -> None:
    write_telemetry(run, gpus=1, seconds=20)
    wishes = Wishes()
    wishes.sleep(True)
    seen = watch(run, wishes)
    assert callable(next(seen))  # it waits
    wishes.sleep(False)
    assert isinstance(next_of(seen, TelemetryNow), TelemetryNow)
