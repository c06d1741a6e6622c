"""The kernel's files about graphics cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.monitor.sensors.sysfs import AMD, NVIDIA, SystemFiles, short_address
from tests.support.stand_ins import AmdMachine, radeon


@pytest.mark.parametrize(
    ("version", "arch"),
    [(110000, "gfx1100"), (90010, "gfx90a"), (100306, "gfx1036"), (120001, "gfx1201")],
)
def test_architectures_read_as_everybody_writes_them(
    tmp_path: Path, version: int, arch: str
) -> None:
    node = tmp_path / "class" / "kfd" / "kfd" / "topology" / "nodes" / "1"
    node.mkdir(parents=True)
    place = 0xC1 << 8 | 3 << 3 | 1
    lines = ("cpu_cores_count 0", f"gfx_target_version {version}", f"location_id {place}")
    (node / "properties").write_text("\n".join([*lines, "domain 1", "odd line of words"]))
    files = SystemFiles(tmp_path)
    assert files.arch("0001:c1:03.1") == arch
    assert files.arch("0000:c1:03.1") == ""


def test_only_a_vendors_graphics_are_found(tmp_path: Path) -> None:
    machine = AmdMachine(tmp_path / "m", [radeon(1), radeon(0)])
    bridge = machine.system / "bus" / "pci" / "devices" / "0000:00:00.0"
    bridge.mkdir()
    (bridge / "vendor").write_text("0x1002\n")
    (bridge / "class").write_text("0x060000\n")
    files = SystemFiles(machine.system)
    assert files.gpus(AMD) == ("0000:03:00.0", "0000:04:00.0")
    assert files.gpus(NVIDIA) == ()


def test_a_machine_without_these_files_has_none(tmp_path: Path) -> None:
    files = SystemFiles(tmp_path / "nowhere")
    assert files.gpus(AMD) == ()
    assert not files.asleep("0000:03:00.0")
    assert not files.asleep("")


@pytest.mark.parametrize(
    "written", ["00000000:01:00.0", "0000:01:00.0", "00000000:01:00.0".upper()]
)
def test_addresses_are_joined_however_they_are_written(written: str) -> None:
    assert short_address(written) == "0000:01:00.0"
