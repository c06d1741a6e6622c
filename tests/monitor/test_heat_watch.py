"""What the guard is given of a run, and what it asks of the run's supervisor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deeptuner.monitor.heat_watch import HeatWatch
from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.telemetry.machine import SeenGpu
from deeptuner.runs.control import Request, take_requests
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import own_identity
from deeptuner.runs.state import RunState, write_state
from deeptuner.settings.sections.machine import MonitorSection
from deeptuner.words import message

KEY, OTHER = "0000:03:00.0", "0000:0e:00.0"
CRITICAL = Limits(temperature_hotspot=110.0)
GPU = SeenGpu(KEY, 0, "Radeon", trains=True, limits=CRITICAL)
INTEGRATED = SeenGpu(OTHER, 1, "Radeon", trains=False, integrated=True, limits=CRITICAL)
HOT = 106.0


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    run = RunFolder(tmp_path)
    run.control_dir.mkdir()
    write_state(run, RunState("running", 1, own_identity()))
    return run


def look(watch: HeatWatch, key: str, degrees: float, seconds: range) -> None:
    for second in seconds:
        watch.look(second, {key: {"temperature_hotspot": degrees}})


def asked(run: RunFolder) -> list[Request]:
    return take_requests(run)


def test_only_gpus_that_train_are_watched(run: RunFolder) -> None:
    watch = HeatWatch(run, MonitorSection())
    look(watch, KEY, HOT, range(20))  # it is not known yet who trains
    watch.watch([GPU, INTEGRATED])
    look(watch, OTHER, HOT, range(20))
    assert asked(run) == []
    look(watch, KEY, HOT, range(20, 31))
    (found,) = asked(run)
    assert found.kind == "pause"
    assert found.reason is not None
    assert (found.reason.params["gpu"], found.reason.params["limit"]) == (0, 105)


def test_a_gpu_that_slept_tells_its_limits_later_and_keeps_them(run: RunFolder) -> None:
    asleep = replace(GPU, limits=Limits())
    watch = HeatWatch(run, MonitorSection())
    watch.watch([asleep])
    look(watch, KEY, HOT, range(20))
    assert asked(run) == []
    watch.watch([GPU])
    look(watch, KEY, HOT, range(20, 26))
    watch.watch([asleep])
    look(watch, KEY, HOT, range(26, 31))
    assert [found.kind for found in asked(run)] == ["pause"]


def test_a_pause_is_taken_over(run: RunFolder) -> None:
    reason = message("monitor.heat.pause-hotspot", gpu=0, value=106, limit=105)
    write_state(run, RunState("paused", 1, own_identity(), reason=reason))
    watch = HeatWatch(run, MonitorSection())
    watch.watch([GPU])
    look(watch, KEY, 60.0, range(11))
    assert [found.kind for found in asked(run)] == ["pause", "continue"]


def test_what_cannot_be_asked_now_is_asked_again(run: RunFolder) -> None:
    watch = HeatWatch(run, MonitorSection())
    watch.watch([GPU])
    run.control_dir.rmdir()
    look(watch, KEY, HOT, range(15))
    run.control_dir.mkdir()
    look(watch, KEY, HOT, range(15, 25))
    assert [found.kind for found in asked(run)] == ["pause"]


def test_a_pause_outlasts_a_slow_sampling(run: RunFolder) -> None:
    watch = HeatWatch(run, MonitorSection(interval=60))
    watch.watch([GPU])
    for second in (0, 60, 120):
        look(watch, KEY, HOT, range(second, second + 1))
    assert [(found.kind, found.lasts) for found in asked(run)] == [("pause", 180.0)] * 2
