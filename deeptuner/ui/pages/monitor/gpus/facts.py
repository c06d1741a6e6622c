"""What a card says of a GPU or the host: names, values in words, scales, tones.

Knows which quantities a card shows and when one is worth a warning. Does not know any widget.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from deeptuner.monitor.telemetry.columns import (
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    Reading,
)
from deeptuner.ui.format import NOTHING, disk_size, whole
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets.chip import ChipFace, Tone

if TYPE_CHECKING:
    from deeptuner.monitor.sensors.base import Limits
    from deeptuner.monitor.telemetry.watching import GpuNow

MIB: Final = 2**20
GIB: Final = 1024  # MiB
NEAR: Final = 10.0  # °C under the limit, from where a temperature is worth a look
COOL: Final = 20.0  # °C, where the scale of temperatures begins
HOTTEST: Final = 100.0  # where it ends when nothing says a limit
MAKERS: Final = ("AMD ", "NVIDIA ", "ATI ", "Radeon ", "GeForce ")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: `column` is what its small curve shows, on a scale from `low` to `high` (None: the
    values' own), with a line at `limit`."""

    column: str
    name: str
    icon: str
    tone: str
    value: str
    low: float | None = 0.0
    high: float | None = None
    limit: float | None = None


def short_name(name: str) -> str:
    """`AMD Radeon RX 7900 XTX` → `RX 7900 XTX`; a name that says nothing else stays."""
    rest = name
    for maker in MAKERS:
        rest = rest.removeprefix(maker)
    return rest if any(letter.isdigit() for letter in rest) else name.removeprefix("AMD ")


def gpu_facts(now: GpuNow, reading: Reading) -> list[Fact]:
    """The rows of a GPU that reads `reading`."""
    limits, get = now.gpu.limits, reading.get
    power_limit = get("power_limit") or limits.power
    total = get("vram_total") or (now.gpu.total_memory or 0) / MIB or None
    edge = limits.temperature_edge
    return [
        Fact(
            "temperature_edge",
            tr("Temperature"),
            "thermometer-simple",
            "orange",
            measured(get("temperature_edge"), "°C"),
            COOL,
            (edge or HOTTEST) + 2,
            edge,
        ),
        Fact(
            "power",
            tr("Power"),
            "lightning",
            "amber",
            _of(get("power"), power_limit, "W"),
            high=power_limit and power_limit * 1.1,
            limit=power_limit,
        ),
        Fact(
            "utilisation",
            tr("Utilisation"),
            "gauge",
            "blue",
            measured(get("utilisation"), "%"),
            high=100.0,
        ),
        Fact("vram_used", tr("VRAM"), "stack", "plum", memory(get("vram_used"), total), high=total),
        Fact("fan", tr("Fan"), "fan", "teal", _fan(reading)),
    ]


def host_facts(reading: Reading) -> list[Fact]:
    """The rows of the computer itself."""
    total = reading.get("ram_total")
    return [
        Fact("cpu", tr("CPU"), "cpu", "blue", measured(reading.get("cpu"), "%"), high=100.0),
        Fact(
            "ram_used",
            tr("RAM"),
            "memory",
            "plum",
            memory(reading.get("ram_used"), total),
            high=total,
        ),
        Fact(
            "disk_free", tr("Disk free"), "hard-drives", "teal", free_disk(reading.get("disk_free"))
        ),
    ]


def measured(value: float | None, unit: str) -> str:
    """`64 °C`; – when it is not known, which is no 0."""
    return NOTHING if value is None else f"{whole(value)} {unit}"


def memory(used: float | None, total: float | None) -> str:
    """`16.4 / 24.0 GB` of MiB; 1 GB is 1024³."""
    if used is None:
        return NOTHING
    words = [QLocale().toString(part / GIB, "f", 1) for part in (used, total) if part is not None]
    return f"{' / '.join(words)} GB"


def free_disk(mebibytes: float | None) -> str:
    return NOTHING if mebibytes is None else disk_size(mebibytes * MIB)


def heat_chip(reading: Reading, limits: Limits) -> ChipFace | None:
    """How hot the hottest place is that the card tells of; None when it tells nothing."""
    hot, edge = reading.get("temperature_hotspot"), reading.get("temperature_edge")
    value, limit = hot, limits.temperature_hotspot
    if value is None:
        value, limit = edge, limits.temperature_edge
    if value is None:
        return None
    words = measured(value, "°C")
    tone, icon = _heat_tone(value, limit)
    if hot is None:
        return ChipFace(words, tone, icon)
    return ChipFace(tr("Hot spot {temperature}", temperature=words), tone, icon)


def throttling_chip(reading: Reading) -> ChipFace | None:
    """Why the GPU runs slower than it could, None when it does not."""
    bits = int(reading.get("throttling") or 0)
    if not bits:
        return None
    return ChipFace(throttling_words(bits), "warn" if bits & THROTTLED_BY_HEAT else "info", "gauge")


def throttling_words(bits: int) -> str:
    """`Slowed down by heat`; every reason that the card tells."""
    heat, power = bits & THROTTLED_BY_HEAT, bits & THROTTLED_BY_POWER
    if heat and power:
        return tr("Slowed down by heat and power")
    if heat:
        return tr("Slowed down by heat")
    if power:
        return tr("Slowed down by its power limit")
    return tr("Slowed down") if bits else tr("Not slowed down")


def only_known(facts: list[Fact]) -> Mapping[str, str]:
    """Name and value of what is known, for a line of words."""
    return {fact.name: fact.value for fact in facts if fact.value != NOTHING}


def _heat_tone(value: float, limit: float | None) -> tuple[Tone, str]:
    if limit is None:
        return "neutral", "thermometer-simple"
    if value >= limit:
        return "danger", "warning-octagon-fill"
    return ("warn", "warning-fill") if value >= limit - NEAR else ("ok", "check-circle-fill")


def _of(value: float | None, most: float | None, unit: str) -> str:
    if value is None:
        return NOTHING
    return f"{whole(value)} / {whole(most)} {unit}" if most else f"{whole(value)} {unit}"


def _fan(reading: Reading) -> str:
    turns = reading.get("fan")
    return measured(reading.get("fan_share"), "%") if turns is None else measured(turns, "rpm")
