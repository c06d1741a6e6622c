"""AMD's sensors: the real amdsmi of several versions, on a library that plays a scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.telemetry.columns import THROTTLED_BY_HEAT, THROTTLED_BY_POWER
from tests.monitor.sensors.looking import look, watching
from tests.support.stand_ins import AMD_VERSIONS, AmdMachine, processor, radeon

FIRST, SECOND, WITHIN = "0000:03:00.0", "0000:04:00.0", "0000:0e:00.0"
MEASURED = (
    "temperature_edge",
    "temperature_hotspot",
    "temperature_memory",
    "power",
    "power_limit",
    "utilisation",
    "vram_used",
    "vram_total",
    "clock_core",
    "clock_memory",
    "fan",
    "fan_share",
    "throttling",
)


def values(card: dict[str, object]) -> dict[str, object]:
    return {name: card[name] for name in MEASURED if name in card}


@pytest.mark.parametrize("version", AMD_VERSIONS)
def test_every_value_arrives_whatever_the_version(tmp_path: Path, version: str) -> None:
    machine = AmdMachine(tmp_path / "m", [processor(), radeon(0), radeon(1)], version=version)
    seen = look(machine)
    assert seen.problems == []
    assert seen.addresses == [FIRST, SECOND, WITHIN], "by PCI address, the processor's last"
    assert seen.readings == [values(radeon(0)), values(radeon(1)), values(processor())]
    card, other, within = seen.gpus
    assert (card.name, card.arch, card.uuid) == (
        "AMD Radeon RX 7900 XTX",
        "gfx1100",
        "GPU-000000000000abc0",
    )
    assert card.total_memory == 24560 * 2**20
    assert card.limits == Limits(100, 110, 108, 355)
    assert (card.why_not, other.why_not) == (None, None)
    assert within.integrated
    assert within.uuid == ""
    assert "Part of the processor" in str(within.why_not)


@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_each_of_many_reads_its_own(tmp_path: Path, count: int) -> None:
    seen = look(AmdMachine(tmp_path / "m", count))
    assert len(seen.gpus) == count
    assert [reading["power"] for reading in seen.readings] == [300 + i for i in range(count)]


@pytest.mark.parametrize("version", AMD_VERSIONS)
def test_a_sensor_that_fails_costs_only_its_own_value(tmp_path: Path, version: str) -> None:
    faults: list[dict[str, object]] = [
        {"fan": None, "fan_share": None},
        {"power": "N/A"},
        {"temperature_hotspot": "error 10", "utilisation": "error 8"},
        {"power": 2**32 - 1, "temperature_edge": 65535, "clock_core": 2**32 - 1},
        {"temperature_memory": "error 9", "power_limit": "error 2", "vram_used": "error 30"},
    ]
    cards = [radeon(i, **fault) for i, fault in enumerate(faults)]
    seen = look(AmdMachine(tmp_path / "m", cards, version=version))
    for card, fault, reading in zip(cards, faults, seen.readings, strict=True):
        lost = {*fault} | ({"vram_total"} if "vram_used" in fault else set())  # asked together
        wanted = {name: value for name, value in values(card).items() if name not in lost}
        assert reading == wanted


@pytest.mark.parametrize("version", AMD_VERSIONS)
def test_power_is_found_under_the_name_that_the_card_uses(tmp_path: Path, version: str) -> None:
    cards = [radeon(0, power_kind="current"), radeon(1, power=0)]
    seen = look(AmdMachine(tmp_path / "m", cards, version=version))
    assert [reading["power"] for reading in seen.readings] == [300, 0]


def test_limits_that_a_card_does_not_tell_are_unknown(tmp_path: Path) -> None:
    card = radeon(0, critical_edge=None, critical_memory=0, power_limit="error 2")
    limits = look(AmdMachine(tmp_path / "m", [card])).gpus[0].limits
    assert limits == Limits(None, 110, None, None)


def test_throttling_tells_its_reason(tmp_path: Path) -> None:
    both = THROTTLED_BY_HEAT | THROTTLED_BY_POWER
    cards = [
        radeon(0, throttling=THROTTLED_BY_HEAT),
        radeon(1, throttling=both),
        radeon(2, throttling=None),
        radeon(3, throttling=None, violation=2),
        radeon(4, throttling=None, violation=1),
    ]
    seen = look(AmdMachine(tmp_path / "m", cards))
    told = [reading.get("throttling") for reading in seen.readings]
    assert told == [THROTTLED_BY_HEAT, both, None, THROTTLED_BY_HEAT, THROTTLED_BY_POWER]


def test_a_gpu_that_falls_off_the_bus_leaves_the_others_and_may_return(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 2)
    with watching(machine) as until:
        until(lambda seen: len(seen.gpus) == 2)
        machine.remove(0)
        left = until(lambda seen: len(seen.gpus) < 2)
        assert left.addresses == [SECOND]
        assert left.readings == [values(radeon(1))]
        machine.set(0, gone=None)
        until(lambda seen: len(seen.gpus) == 2 and seen.reading(FIRST) == values(radeon(0)))


def test_a_gpu_that_is_still_listed_but_answers_nothing_reads_nothing(tmp_path: Path) -> None:
    """As when a card falls off the bus: the library looked for cards when it was started."""
    dead: dict[str, object] = {name: "error 14" for name in MEASURED if name != "throttling"}
    machine = AmdMachine(tmp_path / "m", [radeon(0, **dead, throttling=None), radeon(1)])
    seen = look(machine)
    assert seen.addresses == [FIRST, SECOND]
    assert seen.readings == [{}, values(radeon(1))]


def test_heat_is_seen_while_it_rises_and_slow_calls_only_take_time(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 1)
    with watching(machine) as until:
        until(lambda seen: seen.readings[0]["temperature_hotspot"] == 70)
        machine.set(-1, slow=0.01)
        machine.set(0, temperature_hotspot=109)
        hot = until(lambda seen: seen.readings[0]["temperature_hotspot"] == 109)
        assert hot.readings[0] == values(radeon(0, temperature_hotspot=109))


def test_a_gpu_that_sleeps_is_left_alone_until_it_wakes(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", 2)
    machine.suspend(1)
    machine.asked()
    seen = look(machine)
    assert seen.addresses == [FIRST, SECOND]
    assert seen.readings == [values(radeon(0)), {}]
    of_sleeper = {what for gpu, what in machine.asked() if gpu == 1}
    assert of_sleeper == {"amdsmi_get_gpu_device_bdf"}, "its address is known without waking it"
    assert seen.gpus[1].total_memory == 24560 * 2**20
    with watching(machine) as until:
        until(lambda seen: seen.readings[1] == {})
        machine.suspend(1, "active")
        awake = until(lambda seen: seen.readings[1])
        assert awake.readings[1] == values(radeon(1))
        assert awake.gpus[1].limits == Limits(100, 110, 108, 355)


def test_the_library_may_know_no_architecture_that_the_kernel_knows(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", [processor(), radeon()], version="6.2.4")
    nodes = machine.system / "class" / "kfd" / "kfd" / "topology" / "nodes"
    (nodes / "1" / "properties").unlink()
    card, within = look(machine).gpus
    assert (card.arch, within.arch) == ("gfx1100", "")
    assert within.integrated, "its memory is the computer's"
