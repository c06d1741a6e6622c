"""What the machine has, and which GPUs are fit; GPUs are described here, none is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deeptuner.engine.plan import Backend
from deeptuner.engine.probe import (
    Device,
    Machine,
    cpu_cores,
    judged,
    machine_from_json,
    memory_bytes,
    visible_selectors,
)

GB = 2**30
RADEON = Device(0, "Radeon RX 7900 XTX", 24 * GB, False, "gfx1100", "0000:03:00.0", True, "0")
PROCESSOR = Device(1, "AMD Radeon Graphics", 16 * GB, True, "gfx1036", "0000:0e:00.0", True, "1")


def fits(devices: list[Device], backend: Backend = "rocm") -> list[bool]:
    return [device.fit for device in judged(devices, backend)]


def test_the_processors_own_graphics_never_trains_beside_a_card() -> None:
    found = judged([PROCESSOR, RADEON], "rocm")
    assert [device.fit for device in found] == [False, True]
    assert "Part of the processor" in str(found[0].reason)


def test_alone_it_trains_only_where_there_are_kernels() -> None:
    assert fits([PROCESSOR]) == [False]
    assert fits([replace(PROCESSOR, arch="gfx1151")]) == [True]
    assert fits([replace(PROCESSOR, arch="12.1")], "cuda") == [True]


def test_a_tiny_card_is_not_fit_and_it_says_why() -> None:
    found = judged([replace(RADEON, total_memory=2 * GB)], "rocm")[0]
    assert not found.fit
    assert "2.0 GiB" in str(found.reason)


def test_a_machine_survives_a_file() -> None:
    devices = judged([PROCESSOR, RADEON], "rocm")
    machine = Machine("rocm", devices, 8, 64 * GB, True, "2.13.0+rocm7.2")
    assert machine_from_json(json.loads(json.dumps(machine.to_json()))) == machine
    assert [device.index for device in machine.fit] == [0]


@pytest.mark.parametrize(
    ("environment", "backend", "found"),
    [
        ({}, "cuda", []),
        ({"CUDA_VISIBLE_DEVICES": "2, 3"}, "cuda", ["2", "3"]),
        ({"CUDA_VISIBLE_DEVICES": "GPU-6f9e"}, "cuda", ["GPU-6f9e"]),
        ({"CUDA_VISIBLE_DEVICES": "0", "HIP_VISIBLE_DEVICES": "1"}, "rocm", ["1"]),
        ({"CUDA_VISIBLE_DEVICES": "1"}, "rocm", ["1"]),
    ],
)
def test_a_choice_made_outside_is_kept(
    environment: dict[str, str], backend: Backend, found: list[str]
) -> None:
    assert visible_selectors(backend, environment) == found


def test_cores_and_memory_stay_within_the_control_group(tmp_path: Path) -> None:
    assert cpu_cores(tmp_path) >= 1
    assert memory_bytes(tmp_path) > 0
    (tmp_path / "cpu.max").write_text("100000 100000\n")
    (tmp_path / "memory.max").write_text("1000000\n")
    assert cpu_cores(tmp_path) == 1
    assert memory_bytes(tmp_path) == 1_000_000
    (tmp_path / "memory.max").write_text("max\n")
    assert memory_bytes(tmp_path) > 1_000_000


def test_the_module_prints_this_machine() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deeptuner.engine.probe"], capture_output=True, check=True
    )
    machine = machine_from_json(json.loads(done.stdout))
    assert machine.cpu_cores >= 1
    assert all(device.reason for device in machine.devices)
