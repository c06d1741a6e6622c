"""NVIDIA's GPUs through NVML, as nvidia-ml-py calls it.

Each sensor is asked separately: cards and drivers lack some, and newer functions are tried before
those that they replace. https://docs.nvidia.com/deploy/nvml-api/
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from deeptuner.monitor.sensors.base import Gpu, Limits
from deeptuner.monitor.sensors.fitness import judged
from deeptuner.monitor.sensors.reading import MIB, ask, checked, known, scaled
from deeptuner.monitor.sensors.sysfs import SystemFiles, short_address
from deeptuner.monitor.telemetry.columns import (
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    THROTTLED_OTHERWISE,
    Reading,
)
from deeptuner.words import Message, message

# Constants of nvml.h; a package's own names for them come and go.
GPU_CORE: Final = 0  # the sensor of the chip's temperature
SLOWDOWN: Final = 1  # the temperature thresholds at which the clocks are lowered
MEMORY_MAXIMUM: Final = 2
GRAPHICS: Final = 0  # clocks
MEMORY: Final = 2
MEMORY_TEMPERATURE: Final = 82  # a field
MEMORY_V2: Final = 0x02000028
WITHIN_CHIP: Final = 3  # a bus type
POWER_REASONS: Final = 0x04 | 0x80  # the power cap, the power brake
HEAT_REASONS: Final = 0x20 | 0x40
SLOWED: Final = 0x08  # one of the above in hardware, or another cause when none is told
OTHER_REASONS: Final = 0x200 | 0x400  # the board's limit, reliability
# Error codes of nvmlInit that a person can do something about.
EXPLAINED: Final = {
    9: "monitor.nvidia.no-driver",
    12: "monitor.nvidia.no-driver",
    18: "monitor.nvidia.restart",
}

Started = tuple[ModuleType | None, Message | None]  # NVML, or why not


class NvidiaSensors:
    """Sensors through NVML, which is started."""

    problem: Message | None = None

    def __init__(self, nvml: ModuleType, files: SystemFiles) -> None:
        self._nvml = nvml
        self._files = files
        self._handles: dict[str, Any] = {}
        self._described: dict[str, Gpu] = {}

    def gpus(self) -> tuple[Gpu, ...]:
        handles = {}
        for index in range(self._call("GetCount") or 0):
            handle = self._call("GetHandleByIndex", index)
            key = None if handle is None else self._key(handle)
            if key:
                handles[key] = handle
        self._handles = handles
        return judged([self._gpu(key, handle) for key, handle in handles.items()])

    def read(self, gpu: Gpu) -> Reading:
        handle = self._handles.get(gpu.key)
        if handle is None or self._files.asleep(gpu.pci):
            return {}
        memory = self._memory(handle)
        return known(
            {
                "temperature_edge": self._temperature(handle),
                "temperature_memory": self._field(handle, MEMORY_TEMPERATURE),
                "power": scaled(self._call("GetPowerUsage", handle), 1e-3),
                "power_limit": scaled(self._call("GetEnforcedPowerLimit", handle), 1e-3),
                "utilisation": getattr(self._call("GetUtilizationRates", handle), "gpu", None),
                "vram_used": scaled(getattr(memory, "used", None), 1 / MIB),
                "vram_total": scaled(getattr(memory, "total", None), 1 / MIB),
                "clock_core": self._call("GetClockInfo", handle, GRAPHICS),
                "clock_memory": self._call("GetClockInfo", handle, MEMORY),
                "fan": self._call("GetFanSpeedRPM", handle),
                "fan_share": self._call("GetFanSpeed", handle),
                "throttling": self._throttling(handle),
            }
        )

    def close(self) -> None:
        ask(self._nvml.nvmlShutdown)
        self._handles = {}

    def _key(self, handle: Any) -> str:
        """The PCI address; the UUID where a GPU is on no such bus."""
        address = _words(getattr(self._call("GetPciInfo", handle), "busId", None))
        return short_address(address) if address else self._uuid(handle)

    def _uuid(self, handle: Any) -> str:
        return _words(self._call("GetUUID", handle))

    def _gpu(self, key: str, handle: Any) -> Gpu:
        if key not in self._described:
            self._described[key] = self._describe(key, handle)
        return self._described[key]

    def _describe(self, key: str, handle: Any) -> Gpu:
        total = getattr(self._memory(handle), "total", None)
        capability = self._call("GetCudaComputeCapability", handle)
        return Gpu(
            key=key,
            pci=key if ":" in key else "",
            uuid=self._uuid(handle),
            name=_words(self._call("GetName", handle)) or "NVIDIA GPU",
            vendor="nvidia",
            integrated=self._call("GetBusType", handle) == WITHIN_CHIP,
            arch="" if capability is None else ".".join(map(str, capability)),
            total_memory=None if total is None else int(total),
            limits=Limits(
                temperature_edge=self._threshold(handle, SLOWDOWN, "temperature_edge"),
                temperature_memory=self._threshold(handle, MEMORY_MAXIMUM, "temperature_memory"),
                power=checked(
                    "power_limit", scaled(self._call("GetEnforcedPowerLimit", handle), 1e-3)
                ),
            ),
        )

    def _threshold(self, handle: Any, kind: int, name: str) -> float | None:
        value = checked(name, self._call("GetTemperatureThreshold", handle, kind))
        return value or None  # 0 where a card does not have it

    def _temperature(self, handle: Any) -> Any:
        now = self._call("GetTemperature", handle, GPU_CORE)
        return self._call("GetTemperatureV", handle, GPU_CORE) if now is None else now

    def _memory(self, handle: Any) -> Any:
        """Version 2 leaves out what the driver keeps for itself; old drivers have only the 1st."""
        told = self._call("GetMemoryInfo", handle, MEMORY_V2)
        return self._call("GetMemoryInfo", handle) if told is None else told

    def _field(self, handle: Any, field: int) -> Any:
        values = self._call("GetFieldValues", handle, [field])
        good = values is not None and len(values) > 0 and values[0].nvmlReturn == 0
        return values[0].value.uiVal if good else None

    def _throttling(self, handle: Any) -> int | None:
        bits = self._call("GetCurrentClocksEventReasons", handle)
        if bits is None:
            bits = self._call("GetCurrentClocksThrottleReasons", handle)
        return None if bits is None else throttling(bits)

    def _call(self, name: str, *words: Any) -> Any:
        """NVML's answer, None where it fails or where this version lacks the function."""
        function = getattr(self._nvml, f"nvmlDevice{name}", None)
        return None if function is None else ask(function, *words)


def throttling(reasons: int) -> int:
    """Why the clocks are low (THROTTLED_…), from NVML's bits. Idleness and clocks that a person
    has set are no reasons."""
    power, heat = bool(reasons & POWER_REASONS), bool(reasons & HEAT_REASONS)
    other = bool(reasons & OTHER_REASONS) or (bool(reasons & SLOWED) and not power and not heat)
    return (
        (THROTTLED_BY_POWER if power else 0)
        | (THROTTLED_BY_HEAT if heat else 0)
        | (THROTTLED_OTHERWISE if other else 0)
    )


def start(present: bool, load: Callable[[str], ModuleType] = import_module) -> Started:
    """Import nvidia-ml-py and start NVML.

    `present`: whether the machine has a card of NVIDIA's, without which nothing is a problem.
    """
    try:
        nvml = load("pynvml")
    except Exception:  # noqa: BLE001 - a package of the same name may be broken in any way
        return None, message("monitor.nvidia.no-package") if present else None
    try:
        nvml.nvmlInit()
    except Exception as error:  # noqa: BLE001 - NVMLError, or a library that is none
        return None, _explain(error) if present else None
    return nvml, None


def _explain(error: Exception) -> Message:
    code = getattr(error, "value", None)
    if code in EXPLAINED:
        return Message(EXPLAINED[code])
    return message("monitor.nvidia.not-started", detail=f"{type(error).__name__}: {error}")


def _words(value: Any) -> str:
    """Text; older versions of the package answer with bytes."""
    if isinstance(value, bytes):
        return value.decode(errors="replace").strip()
    return value.strip() if isinstance(value, str) else ""
