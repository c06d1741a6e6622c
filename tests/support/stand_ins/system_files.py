"""The files under /sys that the amdgpu driver would show for a stand-in machine.

https://docs.kernel.org/gpu/amdgpu/thermal.html and, for gpu_metrics, the kernel's
kgd_pp_interface.h (struct gpu_metrics_v1_3).
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Mapping
from pathlib import Path

from deeptuner.monitor.telemetry.columns import THROTTLED_BY_HEAT, THROTTLED_BY_POWER

PLACES = {"edge": "edge", "hotspot": "junction", "memory": "mem"}
METRICS_SIZE = 120
POWER_BIT, HEAT_BIT = 0, 36  # of indep_throttle_status: PPT0, TEMP_HOTSPOT


def write_pci(system: Path, card: Mapping[str, object], vendor: str) -> Path | None:
    """What the kernel tells of any graphics card; None (and no files) when it has gone."""
    device = system / "bus" / "pci" / "devices" / str(card["pci"])
    if card.get("gone"):
        shutil.rmtree(device, ignore_errors=True)
        return None
    (device / "power").mkdir(parents=True, exist_ok=True)
    _put(device / "vendor", vendor)
    _put(device / "class", "0x030000")
    _put(device / "power" / "runtime_status", card.get("runtime_status", "active"))
    return device


def write_amd(system: Path, number: int, card: Mapping[str, object]) -> None:
    """A Radeon's files; a value that the card lacks, or that is an error, has no file."""
    device = write_pci(system, card, "0x1002")
    if device is None:
        return
    sensors = device / "hwmon" / f"hwmon{number}"
    sensors.mkdir(parents=True, exist_ok=True)
    _put(device / "device", "0x744c")
    _put(device / "unique_id", str(card.get("serial", "")).removeprefix("0x") or None)
    _put(device / "gpu_busy_percent", _times(card, "utilisation", 1))
    _put(device / "mem_info_vram_total", _times(card, "vram_total", 2**20))
    _put(device / "mem_info_vram_used", _times(card, "vram_used", 2**20))
    bits = card.get("throttling")
    _put_bytes(device / "gpu_metrics", None if bits is None else _metrics(int(str(bits))))
    _write_sensors(sensors, card)
    _write_topology(system, number, card)


def _write_sensors(sensors: Path, card: Mapping[str, object]) -> None:
    for place, (name, label) in enumerate(PLACES.items(), start=1):
        degrees = _times(card, f"temperature_{name}", 1000)
        _put(sensors / f"temp{place}_label", None if degrees is None else label)
        _put(sensors / f"temp{place}_input", degrees)
        _put(sensors / f"temp{place}_crit", _times(card, f"critical_{name}", 1000))
    _put(sensors / "power1_average", _times(card, "power", 10**6))
    _put(sensors / "power1_cap", _times(card, "power_limit", 10**6))
    _put(sensors / "freq1_label", "sclk")
    _put(sensors / "freq1_input", _times(card, "clock_core", 10**6))
    _put(sensors / "freq2_label", "mclk")
    _put(sensors / "freq2_input", _times(card, "clock_memory", 10**6))
    _put(sensors / "fan1_input", _times(card, "fan", 1))
    _put(sensors / "pwm1", _times(card, "fan_share", 2.55))


def _write_topology(system: Path, number: int, card: Mapping[str, object]) -> None:
    """What the compute driver tells of a GPU: its architecture as major·10000+minor·100+step."""
    bus = int(str(card["pci"]).split(":")[1], 16)
    digits = str(card["arch"]).removeprefix("gfx")
    major, minor, step = int(digits[:-2]), int(digits[-2], 16), int(digits[-1], 16)
    node = system / "class" / "kfd" / "kfd" / "topology" / "nodes" / str(number + 1)
    node.mkdir(parents=True, exist_ok=True)
    version = major * 10000 + minor * 100 + step
    lines = [f"gfx_target_version {version}", f"location_id {bus << 8}", "domain 0"]
    _put(node / "properties", "\n".join(lines))


def _metrics(throttling: int) -> bytes:
    content = bytearray(b"\xff" * METRICS_SIZE)
    struct.pack_into("<HBB", content, 0, METRICS_SIZE, 1, 3)
    bits = (1 << POWER_BIT if throttling & THROTTLED_BY_POWER else 0) | (
        1 << HEAT_BIT if throttling & THROTTLED_BY_HEAT else 0
    )
    struct.pack_into("<Q", content, 112, bits)
    return bytes(content)


def _times(card: Mapping[str, object], name: str, factor: float) -> int | None:
    value = card.get(name)
    return round(value * factor) if isinstance(value, int | float) else None


def _put(file: Path, value: object) -> None:
    _put_bytes(file, None if value is None else f"{value}\n".encode())


def _put_bytes(file: Path, content: bytes | None) -> None:
    """Whole at once, as a driver's file is read by whoever watches."""
    if content is None:
        file.unlink(missing_ok=True)
        return
    part = file.with_name(file.name + ".part")
    part.write_bytes(content)
    part.replace(file)
