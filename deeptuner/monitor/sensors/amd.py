"""AMD's GPUs through amdsmi, 6.1 to 7.0 and what its later versions kept.

Each sensor is asked separately, and a value is taken only when it can be: versions answer with
`N/A`, with 0xFFFF, with the largest number of some width, or with an error. Does not know where the
package comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any, Final

from deeptuner.monitor.sensors.amd_files import describe, throttling
from deeptuner.monitor.sensors.base import Gpu, Limits
from deeptuner.monitor.sensors.fitness import WITHIN_PROCESSORS, judged
from deeptuner.monitor.sensors.reading import MIB, ask, checked, first, known, numeric, share
from deeptuner.monitor.sensors.sysfs import SystemFiles, short_address
from deeptuner.monitor.telemetry.columns import THROTTLED_BY_HEAT, THROTTLED_BY_POWER, Reading
from deeptuner.words import Message

PLACES: Final = {
    "temperature_edge": ("EDGE",),
    "temperature_hotspot": ("HOTSPOT", "JUNCTION"),
    "temperature_memory": ("VRAM",),
}
POWERS: Final = ("current_socket_power", "average_socket_power", "socket_power")
CLOCKS: Final = ("clk", "cur_clk")  # since 6.2; in 6.1
COMPUTER_MEMORY: Final = range(10, 17)  # AMDSMI_VRAM_TYPE_DDR2 …: no card's own memory
MICROWATTS: Final = 10_000  # from here on a power limit cannot be in watts
NO_UUID: Final = "GPU-XX"
BY_POWER: Final = ("active_ppt_pwr",)
BY_HEAT: Final = (
    "active_prochot_thrm",
    "active_socket_thrm",
    "active_vr_thrm",
    "active_hbm_thrm",
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A GPU, its handle in the library, whether it was awake to be described, and whether it tells
    violations: the library takes a tenth of a second for them, and few cards do."""

    gpu: Gpu
    handle: Any
    described: bool
    violations: bool


class AmdSensors:
    """Sensors through the library `package`, which is imported and started."""

    problem: Message | None = None

    def __init__(self, package: ModuleType, files: SystemFiles) -> None:
        self._smi = package
        self._files = files
        self._found: dict[str, _Found] = {}

    def gpus(self) -> tuple[Gpu, ...]:
        handles = self._call("processor_handles")
        if handles is None:  # the library stumbled: ask those that were there
            handles = [found.handle for found in self._found.values()]
        there = [found for found in map(self._identify, handles) if found]
        self._found = {found.gpu.key: found for found in there}
        return judged([found.gpu for found in there])

    def read(self, gpu: Gpu) -> Reading:
        found = self._found.get(gpu.key)
        if found is None or self._files.asleep(gpu.pci):
            return {}
        handle = found.handle
        memory = self._dictionary("gpu_vram_usage", handle)
        return known(
            {
                **{name: self._temperature(handle, name, "CURRENT") for name in PLACES},
                "power": self._power(handle),
                "power_limit": self._power_limit(handle),
                "utilisation": self._dictionary("gpu_activity", handle).get("gfx_activity"),
                "vram_used": memory.get("vram_used"),
                "vram_total": memory.get("vram_total"),
                "clock_core": self._clock(handle, "GFX"),
                "clock_memory": self._clock(handle, "MEM"),
                "fan": self._call("gpu_fan_rpms", handle, 0),
                "fan_share": self._fan_share(handle),
                "throttling": self._throttling(found),
            }
        )

    def close(self) -> None:
        ask(self._smi.amdsmi_shut_down)
        self._found = {}

    def _identify(self, handle: Any) -> _Found | None:
        """Who a handle is; what was found out once is kept, but for the handle."""
        address = self._call("gpu_device_bdf", handle)
        if not address:
            return None
        pci = short_address(str(address))
        before, asleep = self._found.get(pci), self._files.asleep(pci)
        if before is not None and (before.described or asleep):
            return replace(before, handle=handle)
        if asleep:
            return _Found(describe(self._files, pci), handle, described=False, violations=False)
        violations = self._call("violation_status", handle) is not None
        return _Found(self._describe(handle, pci), handle, described=True, violations=violations)

    def _describe(self, handle: Any, pci: str) -> Gpu:
        asic = self._dictionary("gpu_asic_info", handle)
        arch = self._files.arch(pci) or str(asic.get("target_graphics_version") or "")
        memory = checked("vram_total", self._dictionary("gpu_vram_usage", handle).get("vram_total"))
        kind = numeric(self._dictionary("gpu_vram_info", handle).get("vram_type"))
        return Gpu(
            key=pci,
            pci=pci,
            uuid=self._uuid(handle, asic),
            name=_words(asic.get("market_name")) or "AMD GPU",
            vendor="amd",
            integrated=arch in WITHIN_PROCESSORS or kind in COMPUTER_MEMORY,
            arch=arch,
            total_memory=None if memory is None else int(memory) * MIB,
            limits=self._limits(handle),
        )

    def _limits(self, handle: Any) -> Limits:
        hot = {name: checked(name, self._temperature(handle, name, "CRITICAL")) for name in PLACES}
        warm = {name: value if value and value > 0 else None for name, value in hot.items()}
        return Limits(**warm, power=checked("power_limit", self._power_limit(handle)))

    def _uuid(self, handle: Any, asic: Mapping[str, Any]) -> str:
        """As HIP_VISIBLE_DEVICES takes it: `GPU-` and 16 digits, which is the chip's serial."""
        told = _words(self._dictionary("gpu_enumeration_info", handle).get("hip_uuid"))
        if told.startswith("GPU-"):
            return "" if told == NO_UUID else told
        serial = ask(int, _words(asic.get("asic_serial")), 16)
        return f"GPU-{serial:016x}" if serial else ""

    def _temperature(self, handle: Any, name: str, metric: str) -> Any:
        for place in PLACES[name]:
            sensor = ask(getattr, self._smi.AmdSmiTemperatureType, place)
            kind = ask(getattr, self._smi.AmdSmiTemperatureMetric, metric)
            if sensor is not None:
                return self._call("temp_metric", handle, sensor, kind)
        return None

    def _power(self, handle: Any) -> float | None:
        told = self._dictionary("power_info", handle)
        return first("power", (told.get(name) for name in POWERS))

    def _power_limit(self, handle: Any) -> float | None:
        cap = numeric(self._dictionary("power_cap_info", handle).get("power_cap"))
        return cap / 1e6 if cap is not None and cap >= MICROWATTS else cap

    def _clock(self, handle: Any, name: str) -> float | None:
        told = self._dictionary("clock_info", handle, ask(getattr, self._smi.AmdSmiClkType, name))
        return first(
            "clock_core" if name == "GFX" else "clock_memory", (told.get(key) for key in CLOCKS)
        )

    def _fan_share(self, handle: Any) -> float | None:
        speed = self._call("gpu_fan_speed", handle, 0)
        return None if speed is None else share(speed, self._call("gpu_fan_speed_max", handle, 0))

    def _throttling(self, found: _Found) -> int | None:
        told = throttling(self._files.devices / found.gpu.pci)
        if told is not None or not found.violations:
            return told
        violated = self._dictionary("violation_status", found.handle)
        power = any(violated.get(name) is True for name in BY_POWER)
        heat = any(violated.get(name) is True for name in BY_HEAT)
        return (THROTTLED_BY_POWER if power else 0) | (THROTTLED_BY_HEAT if heat else 0)

    def _call(self, name: str, *words: Any) -> Any:
        """The library's answer, None where it fails or where this version lacks the function."""
        function = getattr(self._smi, f"amdsmi_get_{name}", None)
        return None if function is None else ask(function, *words)

    def _dictionary(self, name: str, *words: Any) -> Mapping[str, Any]:
        told = self._call(name, *words)
        return told if isinstance(told, Mapping) else {}


def _words(value: Any) -> str:
    """Text; nothing for `N/A`."""
    return "" if not isinstance(value, str) or value == "N/A" else value.strip()
