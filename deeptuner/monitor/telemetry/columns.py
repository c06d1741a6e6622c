"""What telemetry measures: each quantity once, with its unit and what is plausible.

Knows names, units and bounds. Does not know who measures, nor how it is kept or shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Final

Reading = Mapping[str, float | None]  # a value by the column's name; None or missing: not known


@dataclass(frozen=True, slots=True)
class Column:
    """One quantity. Values outside `low` … `high` are a sensor's way of saying that it has none.

    With `bits`, a value is a sum of bits: the highest of several is all that were ever set.
    """

    name: str
    unit: str
    low: float
    high: float
    digits: int = 0  # behind the point, in the files
    bits: bool = False

    @property
    def header(self) -> str:
        return f"{self.name} [{self.unit}]" if self.unit else self.name


# Bits of `throttling`: why a GPU runs slower than it could.
THROTTLED_BY_POWER: Final = 1
THROTTLED_BY_HEAT: Final = 2
THROTTLED_OTHERWISE: Final = 4

TEMPERATURES: Final = ("temperature_edge", "temperature_hotspot", "temperature_memory")

GPU_COLUMNS: Final = (
    Column("temperature_edge", "°C", -30, 200),
    Column("temperature_hotspot", "°C", -30, 200),
    Column("temperature_memory", "°C", -30, 200),
    Column("power", "W", 0, 3000, 1),
    Column("power_limit", "W", 1, 3000),
    Column("utilisation", "%", 0, 100),
    Column("vram_used", "MiB", 0, 4_000_000),
    Column("vram_total", "MiB", 1, 4_000_000),
    Column("clock_core", "MHz", 0, 10_000),
    Column("clock_memory", "MHz", 0, 20_000),
    Column("fan", "rpm", 0, 30_000),
    Column("fan_share", "%", 0, 100),
    Column("throttling", "", 0, 7, bits=True),
)

HOST_COLUMNS: Final = (
    Column("cpu", "%", 0, 100, 1),
    Column("ram_used", "MiB", 0, 1e9),
    Column("ram_total", "MiB", 1, 1e9),
    Column("disk_free", "MiB", 0, 1e12),
)


def plausible(column: Column, value: float | None) -> float | None:
    """The value, or None when it is none, no number, or one that cannot be."""
    if value is None or not isfinite(value) or not column.low <= value <= column.high:
        return None
    return value
