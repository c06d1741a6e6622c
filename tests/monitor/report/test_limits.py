"""The limits that are drawn, and whose they are."""

from __future__ import annotations

from pathlib import Path

from deeptuner.monitor.report.course import read_course
from deeptuner.monitor.report.limits import (
    Limit,
    memory_limits,
    power_limits,
    temperature_limits,
)
from deeptuner.monitor.report.measures import Measured, measure
from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.settings.sections.config import Config
from deeptuner.settings.sections.machine import MonitorSection
from tests.monitor.report.records import recorded_run


def measured(folder: Path, *limits: Limits) -> Measured:
    """A record of GPUs with these limits."""
    run = recorded_run(folder / "run", len(limits), 5, without=("power_limit",))
    view = TelemetryView(run)
    view.refresh()
    for gpu, own in zip(view.gpus, limits, strict=True):
        object.__setattr__(gpu, "limits", own)
    return measure(view, read_course(run))


def words(limits: list[Limit]) -> list[str]:
    return [limit.words for limit in limits]


def test_a_limit_that_all_share_names_no_gpu(tmp_path: Path) -> None:
    found = measured(tmp_path, *[Limits(temperature_edge=100, power=300)] * 2)
    assert words(temperature_limits(found, "temperature_edge", Config())) == [
        "critical 100 °C",
        "pause at 95 °C",
    ]
    assert words(power_limits(found, Config())) == ["limit 300 W"]
    assert words(memory_limits(found)) == ["total 24.0 GB"]


def test_limits_that_differ_say_whose_they_are(tmp_path: Path) -> None:
    found = measured(tmp_path, Limits(temperature_edge=90), Limits(temperature_edge=100), Limits())
    settings = Config(monitor=MonitorSection(max_edge=80, on_heat="stop"))
    assert words(temperature_limits(found, "temperature_edge", settings)) == [
        "critical 90 °C (GPU0)",
        "critical 100 °C (GPU1)",
        "stop at 80 °C",
    ]


def test_a_limit_of_power_that_is_set_is_drawn_too(tmp_path: Path) -> None:
    found = measured(tmp_path, Limits(power=327))
    settings = Config(monitor=MonitorSection(max_power=250))
    assert words(power_limits(found, settings)) == ["limit 327 W", "pause at 250 W"]


def test_without_settings_the_cards_own_limits_are_drawn(tmp_path: Path) -> None:
    found = measured(tmp_path, Limits(temperature_hotspot=110))
    assert words(temperature_limits(found, "temperature_hotspot", None)) == ["critical 110 °C"]
    assert temperature_limits(found, "temperature_memory", Config()) == []
