"""NVIDIA's sensors: the real nvidia-ml-py, on a library that plays a scenario."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from deeptuner.monitor.sensors.base import Limits
from deeptuner.monitor.sensors.nvidia import NvidiaSensors, start, throttling
from deeptuner.monitor.sensors.sysfs import SystemFiles
from deeptuner.monitor.telemetry.columns import (
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    THROTTLED_OTHERWISE,
)
from tests.monitor.sensors.looking import look, watching
from tests.monitor.sensors.test_amd import MEASURED
from tests.support.stand_ins import NvidiaMachine, geforce

FIRST, SECOND = "0000:41:00.0", "0000:42:00.0"


def values(card: dict[str, object]) -> dict[str, object]:
    return {name: card[name] for name in MEASURED if name in card} | {"throttling": 0}


@pytest.mark.parametrize("count", [1, 2, 4, 8])
def test_every_value_of_every_gpu_arrives(tmp_path: Path, count: int) -> None:
    seen = look(NvidiaMachine(tmp_path / "m", count))
    assert seen.problems == []
    assert seen.readings == [values(geforce(i)) for i in range(count)]
    first = seen.gpus[0]
    assert (first.key, first.name, first.arch) == (FIRST, "NVIDIA GeForce RTX 4090", "8.9")
    assert first.uuid == geforce()["uuid"]
    assert first.total_memory == 24564 * 2**20
    assert first.limits == Limits(temperature_edge=88, power=450)
    assert first.why_not is None


def test_an_older_drivers_library_lacks_only_what_is_new(tmp_path: Path) -> None:
    reading = look(NvidiaMachine(tmp_path / "m", 1, old=True)).readings[0]
    wanted = {name: value for name, value in values(geforce()).items() if name != "fan"}
    assert reading == wanted | {"vram_used": 9300}, "it counts the driver's own part as used"


def test_a_sensor_that_fails_costs_only_its_own_value(tmp_path: Path) -> None:
    faults: list[dict[str, object]] = [
        {"fan": "N/A", "fan_share": "error 999"},
        {"power": "error 3", "temperature_edge": "error 4"},
        {"utilisation": "error 999", "power_limit": "N/A", "clock_core": "error 2"},
        {"vram_used": "error 3", "vram_total": "error 3"},
    ]
    cards = [geforce(i, **fault) for i, fault in enumerate(faults)]
    seen = look(NvidiaMachine(tmp_path / "m", cards))
    for card, fault, reading in zip(cards, faults, seen.readings, strict=True):
        wanted = {name: value for name, value in values(card).items() if name not in fault}
        assert reading == wanted


def test_memory_tells_its_temperature_where_there_is_a_sensor(tmp_path: Path) -> None:
    cards = [geforce(0, temperature_memory=92, critical_memory=105), geforce(1, critical_memory=0)]
    seen = look(NvidiaMachine(tmp_path / "m", cards))
    assert [reading.get("temperature_memory") for reading in seen.readings] == [92, None]
    assert [gpu.limits.temperature_memory for gpu in seen.gpus] == [105, None]


def test_a_lost_gpu_leaves_the_others_and_may_return(tmp_path: Path) -> None:
    machine = NvidiaMachine(tmp_path / "m", 2)
    with watching(machine) as until:
        until(lambda seen: len(seen.gpus) == 2)
        machine.remove(0)
        left = until(lambda seen: len(seen.gpus) < 2)
        assert (left.addresses, left.readings) == ([SECOND], [values(geforce(1))])
        machine.set(0, gone=None)
        until(lambda seen: len(seen.gpus) == 2 and seen.reading(FIRST) == values(geforce()))


def test_one_that_sleeps_is_not_woken(tmp_path: Path) -> None:
    machine = NvidiaMachine(tmp_path / "m", 2)
    machine.suspend(1)
    seen = look(machine)
    assert seen.readings == [values(geforce()), {}]


def test_graphics_within_the_chip_train_when_there_is_no_card(tmp_path: Path) -> None:
    chip = geforce(1, integrated=1)
    alone = look(NvidiaMachine(tmp_path / "alone", [chip])).gpus[0]
    assert (alone.integrated, alone.why_not) == (True, None)
    beside = look(NvidiaMachine(tmp_path / "beside", [chip, geforce(0)]))
    assert [gpu.integrated for gpu in beside.gpus] == [False, True]
    assert "Part of the processor" in str(beside.gpus[1].why_not)


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (0x0, 0),
        (0x1 | 0x2 | 0x100, 0),
        (0x4, THROTTLED_BY_POWER),
        (0x8 | 0x80, THROTTLED_BY_POWER),
        (0x8 | 0x40, THROTTLED_BY_HEAT),
        (0x20 | 0x4, THROTTLED_BY_HEAT | THROTTLED_BY_POWER),
        (0x8, THROTTLED_OTHERWISE),
        (0x200, THROTTLED_OTHERWISE),
    ],
)
def test_reasons_of_low_clocks(reasons: int, told: int) -> None:
    assert throttling(reasons) == told


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (9, "monitor.nvidia.no-driver"),
        (18, "monitor.nvidia.restart"),
        (999, "monitor.nvidia.not-started"),
    ],
)
def test_why_the_library_does_not_start(tmp_path: Path, error: int, problem: str) -> None:
    machine = NvidiaMachine(tmp_path / "m", 1)
    machine.set(-1, init=f"error {error}")
    seen = look(machine)
    assert (seen.gpus, [each.id for each in seen.problems]) == ([], [problem])


def test_no_library_is_a_problem_only_where_there_is_a_card(tmp_path: Path) -> None:
    with_card = look(NvidiaMachine(tmp_path / "card", 1, library=False))
    assert [each.id for each in with_card.problems] == ["monitor.nvidia.no-driver"]
    without = look(NvidiaMachine(tmp_path / "none", 0, library=False))
    assert (without.problems, without.gpus) == ([], [])


def test_a_missing_or_broken_package_is_said_where_there_is_a_card() -> None:
    def fails(name: str) -> ModuleType:
        raise SyntaxError(name)

    _, problem = start(present=True, load=fails)
    assert problem is not None
    assert "nvidia-ml-py" in str(problem)
    assert start(present=False, load=fails) == (None, None)


@pytest.mark.gpu
def test_a_real_gpu_reads_as_torch_knows_it() -> None:
    import torch

    if torch.version.cuda is None:
        pytest.skip("the GPU here is not NVIDIA's")
    nvml, problem = start(present=True)
    assert problem is None
    assert nvml is not None
    sensors = NvidiaSensors(nvml, SystemFiles())
    try:
        gpus = {gpu.pci: gpu for gpu in sensors.gpus()}
        found = torch.cuda.get_device_properties(0)
        gpu = gpus[f"{found.pci_domain_id:04x}:{found.pci_bus_id:02x}:{found.pci_device_id:02x}.0"]
        reading = sensors.read(gpu)
        assert gpu.name == found.name
        assert gpu.arch == f"{found.major}.{found.minor}"
        assert abs((gpu.total_memory or 0) - found.total_memory) < 0.05 * found.total_memory
        assert {"temperature_edge", "power", "power_limit", "utilisation"} <= reading.keys()
        assert {"vram_used", "vram_total", "clock_core", "throttling"} <= reading.keys()
        before = reading["vram_used"]
        held = torch.empty(2**30, dtype=torch.uint8, device="cuda:0")
        assert (sensors.read(gpu)["vram_used"] or 0) >= (before or 0) + held.numel() / 2**20 - 1
    finally:
        sensors.close()
