"""AMD's GPUs as the amdgpu driver shows them in files: what is left where amdsmi is of no use.

https://docs.kernel.org/gpu/amdgpu/thermal.html. Knows those files. Loads no library.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from deeptuner.monitor.sensors.base import Gpu, Limits
from deeptuner.monitor.sensors.fitness import SMALL_BYTES, WITHIN_PROCESSORS, judged
from deeptuner.monitor.sensors.reading import MIB, checked, known, scaled, share
from deeptuner.monitor.sensors.sysfs import AMD, SystemFiles, number, text
from deeptuner.monitor.telemetry.columns import (
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    THROTTLED_OTHERWISE,
    Reading,
)
from deeptuner.words import Message

PLACES: Final = {
    "temperature_edge": "edge",
    "temperature_hotspot": "junction",
    "temperature_memory": "mem",
}
UNNAMED: Final = {"edge": "temp1"}  # before drivers named their sensors, there was this one
FULL_SPEED: Final = 255  # of `pwm1`
# struct gpu_metrics_v1_3 of the kernel's kgd_pp_interface.h: its revision, and where its
# `indep_throttle_status` lies, whose bits the kernel's amdgpu_smu.h names SMU_THROTTLER_*.
REVISION: Final = (1, 3)
THROTTLE_AT: Final = 112
POWER_BITS: Final = 0x00FF_00FF  # power and current
HEAT_BITS: Final = 0xFFFF_0000_0000
UNKNOWN: Final = 2**64 - 1


class AmdFiles:
    """Sensors from files. `problem` says why they are used."""

    def __init__(self, files: SystemFiles, problem: Message | None = None) -> None:
        self.problem = problem
        self._files = files
        self._sensors: dict[str, Sensors] = {}

    def gpus(self) -> tuple[Gpu, ...]:
        self._sensors = {}
        return judged([describe(self._files, pci) for pci in self._files.gpus(AMD)])

    def read(self, gpu: Gpu) -> Reading:
        device = self._files.devices / gpu.pci
        if self._files.asleep(gpu.pci):
            return {}
        if gpu.pci not in self._sensors:
            self._sensors[gpu.pci] = Sensors(device)
        sensors = self._sensors[gpu.pci]
        return known(
            {
                **{name: sensors.temperature(place) for name, place in PLACES.items()},
                "power": sensors.power(),
                "power_limit": sensors.power_limit(),
                "utilisation": number(device / "gpu_busy_percent"),
                "vram_used": scaled(number(device / "mem_info_vram_used"), 1 / MIB),
                "vram_total": scaled(number(device / "mem_info_vram_total"), 1 / MIB),
                "clock_core": sensors.clock("sclk"),
                "clock_memory": sensors.clock("mclk"),
                "fan": sensors.value("fan1_input"),
                "fan_share": share(sensors.value("pwm1"), FULL_SPEED),
                "throttling": throttling(device),
            }
        )

    def close(self) -> None:
        pass


def describe(files: SystemFiles, pci: str) -> Gpu:
    """Who a GPU is. One that sleeps is not woken: its limits are not known then."""
    device = files.devices / pci
    arch, memory = files.arch(pci), number(device / "mem_info_vram_total")
    serial = text(device / "unique_id")
    return Gpu(
        key=pci,
        pci=pci,
        uuid=f"GPU-{serial}" if serial else "",
        name=text(device / "product_name") or f"AMD GPU {text(device / 'device')}".strip(),
        vendor="amd",
        integrated=arch in WITHIN_PROCESSORS or (not arch and (memory or 0) <= SMALL_BYTES),
        arch=arch,
        total_memory=memory,
        limits=Limits() if files.asleep(pci) else _limits(Sensors(device)),
    )


def _limits(sensors: Sensors) -> Limits:
    hot = {name: checked(name, sensors.critical(place)) for name, place in PLACES.items()}
    return Limits(**hot, power=checked("power_limit", sensors.power_limit()))


class Sensors:
    """The hwmon folder of one device: millidegrees, microwatts and hertz told as °C, W and MHz."""

    def __init__(self, device: Path) -> None:
        self._folder = next(iter(sorted(device.glob("hwmon/hwmon*"))), device / "hwmon")
        self._labels: Mapping[str, str] = {
            text(label): label.name.removesuffix("_label")
            for label in sorted(self._folder.glob("*_label"))
        }

    def value(self, name: str) -> int | None:
        return number(self._folder / name)

    def temperature(self, place: str) -> float | None:
        return self._labelled(place, "input", 1e-3)

    def critical(self, place: str) -> float | None:
        return self._labelled(place, "crit", 1e-3)

    def clock(self, label: str) -> float | None:
        return self._labelled(label, "input", 1e-6)

    def power(self) -> float | None:
        average = self.value("power1_average")
        return scaled(self.value("power1_input") if average is None else average, 1e-6)

    def power_limit(self) -> float | None:
        return scaled(self.value("power1_cap"), 1e-6)

    def _labelled(self, label: str, kind: str, factor: float) -> float | None:
        name = self._labels.get(label, UNNAMED.get(label))
        return None if name is None else scaled(self.value(f"{name}_{kind}"), factor)


def throttling(device: Path) -> int | None:
    """Why the GPU runs slower than it could (THROTTLED_…); None where the driver does not tell."""
    try:
        content = (device / "gpu_metrics").read_bytes()
        _, *revision = struct.unpack_from("<HBB", content)
        (bits,) = struct.unpack_from("<Q", content, THROTTLE_AT)
    except (OSError, struct.error):
        return None
    if tuple(revision) != REVISION or bits == UNKNOWN:
        return None
    return (
        (THROTTLED_BY_POWER if bits & POWER_BITS else 0)
        | (THROTTLED_BY_HEAT if bits & HEAT_BITS else 0)
        | (THROTTLED_OTHERWISE if bits & ~(POWER_BITS | HEAT_BITS) else 0)
    )
