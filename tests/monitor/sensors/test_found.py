"""All of a machine's GPUs, whoever made them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deeptuner.monitor.sensors.found import light_sensors
from tests.monitor.sensors.looking import COMMAND, Look, child, look
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


@pytest.mark.gpu
def test_real_gpus_are_those_that_torch_sees() -> None:
    import torch

    done = subprocess.run(COMMAND, capture_output=True, check=True)
    seen = Look(done.stdout)
    for index in range(torch.cuda.device_count()):
        found = torch.cuda.get_device_properties(index)
        pci = f"{found.pci_domain_id:04x}:{found.pci_bus_id:02x}:{found.pci_device_id:02x}.0"
        gpu = seen.gpus[seen.addresses.index(pci)]
        assert gpu.integrated == bool(found.is_integrated)
        assert abs((gpu.total_memory or 0) - found.total_memory) < 0.05 * found.total_memory
        assert {"temperature_edge", "power", "vram_used"} <= seen.reading(pci).keys()


def test_nothing_is_found_on_a_bare_machine(tmp_path: Path) -> None:
    assert light_sensors({"DEEPTUNER_SYSFS": str(tmp_path)}) == []
