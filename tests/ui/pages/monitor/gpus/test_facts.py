"""What a card says."""

from __future__ import annotations

import pytest

from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.telemetry.columns import THROTTLED_BY_HEAT, THROTTLED_BY_POWER
from deeptuner.monitor.telemetry.machine import SeenGpu
from deeptuner.monitor.telemetry.watching import GpuNow
from deeptuner.ui.pages.monitor.gpus import facts

LIMITS = Limits(temperature_edge=100, temperature_hotspot=110, power=355)
GPU = SeenGpu("a", 0, "AMD Radeon RX 7900 XTX", True, limits=LIMITS, total_memory=24 * 2**30)


def said(**reading: float | None) -> dict[str, str]:
    return {fact.name: fact.value for fact in facts.gpu_facts(GpuNow(GPU, reading, 0.0), reading)}


def test_values_have_units_and_limits() -> None:
    assert said(
        temperature_edge=64.2,
        power=297.6,
        power_limit=355,
        utilisation=97,
        vram_used=16794,
        fan=1640,
    ) == {
        "Temperature": "64 °C",
        "Power": "298 / 355 W",
        "Utilisation": "97 %",
        "VRAM": "16.4 / 24.0 GB",
        "Fan": "1640 rpm",
    }


def test_what_is_not_known_is_no_zero() -> None:
    assert set(said().values()) == {"–"}
    assert said(fan=0.0, utilisation=0.0)["Fan"] == "0 rpm"
    assert said(fan_share=40.0)["Fan"] == "40 %", "a card that tells only a share"


@pytest.mark.parametrize(
    ("hot", "tone"), [(81, "ok"), (99, "ok"), (100, "warn"), (109, "warn"), (110, "danger")]
)
def test_the_hot_spot_is_judged_by_its_limit(hot: float, tone: str) -> None:
    chip = facts.heat_chip({"temperature_hotspot": hot, "temperature_edge": 20}, LIMITS)
    assert chip
    assert (chip.text, chip.tone) == (f"Hot spot {hot} °C", tone)


def test_a_card_with_one_sensor_is_judged_by_that() -> None:
    chip = facts.heat_chip({"temperature_edge": 95.0}, LIMITS)
    assert chip
    assert (chip.text, chip.tone) == ("95 °C", "warn")
    assert facts.heat_chip({}, LIMITS) is None
    unknown = facts.heat_chip({"temperature_edge": 95.0}, Limits())
    assert unknown
    assert unknown.tone == "neutral", "without a limit nothing is judged"


def test_throttling_is_told_in_words() -> None:
    assert facts.throttling_chip({"throttling": 0}) is None
    assert facts.throttling_chip({}) is None
    heat = facts.throttling_chip({"throttling": THROTTLED_BY_HEAT})
    both = facts.throttling_chip({"throttling": THROTTLED_BY_HEAT | THROTTLED_BY_POWER})
    assert heat
    assert both
    assert (heat.text, heat.tone) == ("Slowed down by heat", "warn")
    assert both.text == "Slowed down by heat and power"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("AMD Radeon RX 7900 XTX", "RX 7900 XTX"),
        ("NVIDIA GeForce RTX 4090", "RTX 4090"),
        ("NVIDIA H200", "H200"),
        ("AMD Radeon Graphics", "Radeon Graphics"),
        ("AMD Instinct MI300X", "Instinct MI300X"),
    ],
)
def test_a_name_is_as_short_as_people_say_it(name: str, short: str) -> None:
    assert facts.short_name(name) == short
