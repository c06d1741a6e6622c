"""The limits that are drawn: what a card calls critical, where training pauses, what there is.

Knows which GPUs share a limit. Does not draw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from deeptuner.monitor.heat import limits_of
from deeptuner.monitor.report.measures import Measured
from deeptuner.monitor.telemetry.view import SeenGpu
from deeptuner.settings.sections.config import Config
from deeptuner.words import message, render

Kind = Literal["critical", "set", "total"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One line across a panel."""

    value: float
    kind: Kind
    words: str


def temperature_limits(measured: Measured, column: str, config: Config | None) -> list[Limit]:
    """Where the sensor is critical, and where training pauses, by the GPUs that have it."""
    critical = {
        gpu_name(gpu): most
        for gpu, _ in measured.of(column)
        if (most := getattr(gpu.limits, column)) is not None
    }
    of_all = _names(measured, column)
    return [
        *_limits(critical, of_all, "critical", "monitor.report.critical", unit="°C"),
        *_set_limits(measured, column, config, "°C"),
    ]


def power_limits(measured: Measured, config: Config | None) -> list[Limit]:
    """The highest limit that each card was set to, else what it says that it may draw; and where
    training pauses."""
    found = {}
    for one in measured.figures:
        told = one.greatest.get("power_limit")
        most = told.value if told else one.gpu.limits.power
        if most is not None and "power" in one.greatest:
            found[gpu_name(one.gpu)] = most
    return [
        *_limits(found, _names(measured, "power"), "total", "monitor.report.power-limit"),
        *_set_limits(measured, "power", config, "W"),
    ]


def memory_limits(measured: Measured) -> list[Limit]:
    """How much VRAM there is, in GB of 1024³ bytes."""
    found = {}
    for one in measured.figures:
        told = one.greatest.get("vram_total")
        total = total_memory(one.gpu, told.value if told else None)
        if total is not None and "vram_used" in one.greatest:
            found[gpu_name(one.gpu)] = round(total, 1)
    of_all = _names(measured, "vram_used")
    return _limits(found, of_all, "total", "monitor.report.total", digits=1)


def total_memory(gpu: SeenGpu, measured: float | None) -> float | None:
    """GB of 1024³ bytes: as measured (MiB), else as the card was described (bytes)."""
    if measured is not None:
        return measured / 1024
    return gpu.total_memory / 2**30 if gpu.total_memory else None


def gpu_name(gpu: SeenGpu) -> str:
    return f"GPU{gpu.number}"


def _names(measured: Measured, column: str) -> set[str]:
    return {gpu_name(gpu) for gpu, _ in measured.of(column)}


def _set_limits(measured: Measured, column: str, config: Config | None, unit: str) -> list[Limit]:
    """Where training pauses or stops, as it is set or follows from the card's critical value."""
    if config is None:
        return []
    found = {
        gpu_name(gpu): limits[column]
        for gpu, _ in measured.of(column)
        if column in (limits := limits_of(config.monitor, gpu.limits))
    }
    stop = config.monitor.on_heat == "stop"
    sentence = "monitor.report.set-limit-stop" if stop else "monitor.report.set-limit"
    return _limits(found, _names(measured, column), "set", sentence, unit=unit)


def _limits(
    found: Mapping[str, float],
    of_all: Iterable[str],
    kind: Kind,
    sentence: str,
    *,
    digits: int = 0,
    unit: str = "",
) -> list[Limit]:
    """One line for each value; it names the GPUs where not all share it."""
    everyone = set(of_all)
    limits = []
    for value in sorted(set(found.values())):
        names = [name for name, own in found.items() if own == value]
        words = render(message(sentence, value=f"{value:.{digits}f}", unit=unit))
        if set(names) != everyone:
            gaps = {"limit": words, "gpus": ", ".join(names)}
            words = render(message("monitor.report.of-gpus", **gaps))
        limits.append(Limit(value, kind, words))
    return limits
