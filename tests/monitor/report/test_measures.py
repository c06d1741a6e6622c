"""Curves and figures from a record, as the sampler's own recorder wrote it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from deeptuner.monitor.report.course import read_course
from deeptuner.monitor.report.measures import Measured, measure
from deeptuner.monitor.sensors.base import Gpu
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from tests.monitor.report.records import phase, record
from tests.monitor.runs import write_run
from tests.support.telemetry import BEGAN, gpu

CARD = gpu(0)


def made(
    folder: Path,
    readings: dict[float, Reading],
    events: list[Event],
    gpus: tuple[Gpu, ...] = (CARD,),
) -> RunFolder:
    """A run whose one GPU read `readings`, by seconds after the beginning."""
    run = write_run(folder / "run", "finished", events)
    record(run, gpus, ((BEGAN + at, {CARD.key: one}) for at, one in readings.items()))
    return run


def measured(run: RunFolder) -> Measured:
    view = TelemetryView(run)
    view.refresh()
    return measure(view, read_course(run))


def test_means_are_of_the_training_and_maxima_of_everything(tmp_path: Path) -> None:
    events = [
        phase("loading", 0),
        phase("training", 10),
        Event("pause", BEGAN + 20, 1),
        Event("continue", BEGAN + 30, 1),
        Event("end", BEGAN + 40, 1),
    ]
    readings = {
        float(at): {
            "temperature_edge": 99.0 if at == 3 else (20.0 if 20 <= at < 30 else 60.0),
            "power": 300.0 if 10 <= at < 20 or at >= 30 else 50.0,
            "throttling": float(10 <= at < 15) * 2,
        }
        for at in range(40)
    }
    (figures,) = measured(made(tmp_path, readings, events)).figures
    assert figures.greatest["temperature_edge"].value == 99
    assert figures.greatest["temperature_edge"].time == pytest.approx(BEGAN + 3)
    assert figures.hottest == ("temperature_edge", figures.greatest["temperature_edge"])
    assert figures.means["temperature_edge"] == 60
    assert figures.means["power"] == 300
    assert figures.slowed == (pytest.approx(0.25), 0.0)


def test_the_moment_of_the_hottest_sample_is_exact_in_a_long_record(tmp_path: Path) -> None:
    readings = {
        float(at): {"temperature_edge": 91.0 if at == 7_803 else 60.0 + at % 2}
        for at in range(0, 15_000, 3)
    }
    run = made(tmp_path, readings, [phase("training", 0), Event("end", BEGAN + 15_000, 1)])
    found = measured(run)
    assert found.figures[0].greatest["temperature_edge"].value == 91
    assert found.figures[0].greatest["temperature_edge"].time == pytest.approx(BEGAN + 7_803)
    assert len(found.bands[CARD.key, "temperature_edge"]) < 3000


def test_a_break_between_attempts_is_cut_and_each_keeps_its_own_samples(tmp_path: Path) -> None:
    events = [
        phase("training", 0),
        Event("step", BEGAN + 50, 1, {"step": 1}),
        phase("training", 5000, 2),
        Event("end", BEGAN + 5060, 2),
    ]
    at_work = [*range(60), *range(5000, 5060)]  # killed 10 s after its last event
    readings = {float(at): {"temperature_edge": 50.0 + (at >= 5000)} for at in at_work}
    found = measured(made(tmp_path, readings, events))
    assert found.timeline.pieces == ((BEGAN, BEGAN + 59), (BEGAN + 5000, BEGAN + 5060))
    band = found.bands[CARD.key, "temperature_edge"]
    first = band.mean[band.time <= BEGAN + 59]
    assert set(first[np.isfinite(first)]) == {50.0}
    assert np.isnan(band.mean).any()  # the line is broken there


def test_a_gap_stays_one(tmp_path: Path) -> None:
    readings = {float(at): {"power": 100.0} for at in range(100) if not 40 <= at < 60}
    found = measured(made(tmp_path, readings, [phase("training", 0)]))
    band = found.bands[CARD.key, "power"]
    hole = (band.time > BEGAN + 40) & (band.time < BEGAN + 59)
    assert hole.any()
    assert np.isnan(band.mean[hole]).all()


def test_what_no_sensor_measured_and_integrated_gpus_are_left_out(tmp_path: Path) -> None:
    inside = gpu(1, integrated=True)
    run = made(tmp_path, {float(at): {"power": 80.0} for at in range(5)}, [], (CARD, inside))
    found = measured(run)
    assert [gpu.key for gpu in found.gpus] == [CARD.key]
    assert {name for key, name in found.bands if key == CARD.key} == {"power"}
    assert found.figures[0].hottest is None
    assert found.timeline.seconds >= 4


def test_a_record_of_a_moment_has_a_length(tmp_path: Path) -> None:
    assert measured(made(tmp_path, {0.0: {"power": 80.0}}, [])).timeline.length >= 1
