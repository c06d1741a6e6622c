"""All of a machine's GPUs, whoever made them."""

from __future__ import annotations

from pathlib import Path

from deeptuner.monitor.sensors.found import light_sensors
from tests.monitor.sensors.looking import child, look
from tests.support.stand_ins import AmdMachine, NvidiaMachine, geforce, processor, radeon

LIGHT = """
import json, sys
from deeptuner.monitor.sensors.found import gpus_of, light_sensors
sensors = light_sensors()
gpus = gpus_of(sensors)
values = [[each.read(gpu) for each in sensors] for gpu in gpus]
print(json.dumps([[gpu.pci for gpu in gpus], values, "amdsmi" in sys.modules]))
"""


def test_cards_of_both_makers_side_by_side(tmp_path: Path) -> None:
    amd = AmdMachine(tmp_path / "amd", [processor(), radeon(0)])
    nvidia = NvidiaMachine(tmp_path / "nvidia", [geforce(0)])
    seen = look(amd, nvidia.environment(amd.environment()))
    assert [gpu.vendor for gpu in seen.gpus] == ["amd", "nvidia", "amd"]
    assert [reading["power"] for reading in seen.readings] == [300, 400.5, 12]
    assert [gpu.why_not is None for gpu in seen.gpus] == [True, True, False]


def test_a_processors_graphics_beside_anothers_card_do_not_train(tmp_path: Path) -> None:
    """And nobody with a GeForce is told to install ROCm for the graphics in their processor."""
    amd = AmdMachine(tmp_path / "amd", [processor(arch="gfx1151")], package=False)
    nvidia = NvidiaMachine(tmp_path / "nvidia", 1)
    seen = look(amd, nvidia.environment(amd.environment()))
    assert seen.problems == []
    assert [gpu.vendor for gpu in seen.gpus] == ["nvidia", "amd"]
    assert "Part of the processor" in str(seen.gpus[1].why_not)


def test_large_graphics_train_when_they_are_all_there_is(tmp_path: Path) -> None:
    large = processor(arch="gfx1151", vram_total=98304)
    gpu = look(AmdMachine(tmp_path / "large", [large])).gpus[0]
    assert (gpu.integrated, gpu.why_not) == (True, None)
    small = look(AmdMachine(tmp_path / "small", [processor()])).gpus[0]
    assert "gfx1036" in str(small.why_not)


def test_a_machine_without_gpus_has_a_host(tmp_path: Path) -> None:
    seen = look(NvidiaMachine(tmp_path / "m", 0, library=False))
    assert (seen.gpus, seen.problems) == ([], [])
    assert seen.host["ram_total"] > seen.host["ram_used"] > 0


def test_light_sensors_read_both_makers_without_amdsmi(tmp_path: Path) -> None:
    amd = AmdMachine(tmp_path / "amd", 1)
    nvidia = NvidiaMachine(tmp_path / "nvidia", 1)
    addresses, readings, imported = child(LIGHT, nvidia.environment(amd.environment()))
    assert addresses == ["0000:03:00.0", "0000:41:00.0"]
    assert readings[0][0]["power"] == 300
    assert readings[1][1]["power"] == 400.5
    assert not imported


def test_nothing_is_found_on_a_bare_machine(tmp_path: Path) -> None:
    assert light_sensors({"DEEPTUNER_SYSFS": str(tmp_path)}) == []
