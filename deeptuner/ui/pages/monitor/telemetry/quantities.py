"""What there is to plot: each quantity with its sensors, unit, scale and limits.

Knows which columns belong together and how their values are written. Does not know any chart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from deeptuner.ui.format import whole
from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.watching import GpuNow

GIB: Final = 1024.0  # MiB
MIB: Final = float(2**20)


@dataclass(frozen=True, slots=True)
class Sensor:
    """One column of the record, and what it is called beside others of its quantity."""

    column: str
    name: str = ""
    factor: float = 1.0  # from the record's unit to the chart's
    unit: str = ""  # where it is not the quantity's


@dataclass(frozen=True, slots=True)
class Quantity:
    """`floor` and `ceiling` are always in the scale; None: the values decide. `limit` of a GPU in
    the chart's unit, by column; `host` belongs to the computer, not to a GPU."""

    key: str
    name: str
    unit: str
    sensors: tuple[Sensor, ...]
    floor: float | None = 0.0
    ceiling: float | None = None
    limit: Callable[[GpuNow, str], float | None] | None = None
    digits: int = 0
    host: bool = False

    def write(self, value: float, sensor: Sensor) -> str:
        """`64 °C`."""
        return f"{self.write_bare(value)} {sensor.unit or self.unit}"

    def write_bare(self, value: float) -> str:
        """`64`."""
        return QLocale().toString(value, "f", self.digits) if self.digits else whole(value)


def quantities() -> list[Quantity]:
    """Everything that is plotted, in the order of its charts."""
    memory = 1 / GIB
    return [
        Quantity(
            "temperature",
            tr("Temperature"),
            "°C",
            (
                Sensor("temperature_hotspot", tr("Hot spot")),
                Sensor("temperature_edge", tr("Edge")),
                Sensor("temperature_memory", tr("Memory")),
            ),
            floor=None,
            limit=_critical,
        ),
        Quantity("power", tr("Power"), "W", (Sensor("power"),), limit=_power_limit),
        Quantity("utilisation", tr("Utilisation"), "%", (Sensor("utilisation"),), ceiling=100.0),
        Quantity(
            "vram",
            tr("VRAM"),
            "GB",
            (Sensor("vram_used", factor=memory),),
            limit=_vram,
            digits=1,
        ),
        Quantity(
            "clock",
            tr("Clock"),
            "MHz",
            (Sensor("clock_core", tr("Core")), Sensor("clock_memory", tr("Memory"))),
        ),
        Quantity(
            "fan",
            tr("Fan"),
            "rpm",
            (Sensor("fan", tr("Turns")), Sensor("fan_share", tr("Share"), unit="%")),
        ),
    ]


def host_quantities() -> list[Quantity]:
    return [
        Quantity("cpu", tr("CPU"), "%", (Sensor("cpu"),), ceiling=100.0, host=True),
        Quantity(
            "ram", tr("RAM"), "GB", (Sensor("ram_used", factor=1 / GIB),), digits=1, host=True
        ),
    ]


def _critical(now: GpuNow, column: str) -> float | None:
    found: float | None = getattr(now.gpu.limits, column, None)
    return found


def _power_limit(now: GpuNow, column: str) -> float | None:
    return now.reading.get("power_limit") or now.gpu.limits.power


def _vram(now: GpuNow, column: str) -> float | None:
    total = now.reading.get("vram_total")
    if total is None and now.gpu.total_memory:
        total = now.gpu.total_memory / MIB
    return total / GIB if total else None
