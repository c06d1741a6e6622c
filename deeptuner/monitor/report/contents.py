"""Which panels a report has, and what is in each.

Knows the quantities and how many GPUs there are. Does not draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from deeptuner.monitor.report.curves import Line, line
from deeptuner.monitor.report.limits import (
    Limit,
    gpu_name,
    memory_limits,
    power_limits,
    temperature_limits,
)
from deeptuner.monitor.report.measures import HOST, Measured
from deeptuner.monitor.report.panels import Content, Drawn
from deeptuner.monitor.telemetry.columns import TEMPERATURES
from deeptuner.settings.sections.config import Config
from deeptuner.words import message, render

TALL = 2.1  # inches
MIDDLE = 1.65
LOW = 1.25
MANY = 4  # GPUs: more of them need more room
SENSORS = {name: name.removeprefix("temperature_") for name in TEMPERATURES}
MEBIBYTES = 1 / 1024  # in GB


def contents(measured: Measured, config: Config | None) -> list[Content]:
    """The panels from top to bottom; the host's when there is no GPU."""
    if not measured.gpus:
        return _host(measured)
    panels = [
        *_temperatures(measured, config),
        _panel(measured, "power", "W", tuple(power_limits(measured, config)), (0, None)),
        _panel(measured, "utilisation", "%", (), (-2, 105)),
        _panel(measured, "vram_used", "GB", tuple(memory_limits(measured)), (0, None), MEBIBYTES),
    ]
    return [panel for panel in panels if panel.curves]


def throttled(measured: Measured) -> list[tuple[str, Line]]:
    """The GPUs that were throttled at some time, with when."""
    return [
        (gpu_name(gpu), line(band, measured.timeline))
        for gpu, band in measured.of("throttling")
        if np.nanmax(band.high) > 0
    ]


def sensor_word(column: str) -> str:
    return render(message(f"monitor.report.{SENSORS[column]}"))


def _temperatures(measured: Measured, config: Config | None) -> list[Content]:
    """A panel for each sensor, the hottest first; one GPU's sensors share a panel."""
    there = [name for name in TEMPERATURES if measured.of(name)]
    if len(measured.gpus) == 1 and there:
        return [_one_gpu(measured, there, config)]
    if "temperature_hotspot" in there:
        there.remove("temperature_hotspot")
        there.insert(0, "temperature_hotspot")
    panels = []
    for number, column in enumerate(there):
        limits = tuple(temperature_limits(measured, column, config))
        panel = _panel(measured, column, "°C", limits, (None, None))
        panels.append(replace(panel, height=_tall(measured) if not number else panel.height))
    return panels


def _one_gpu(measured: Measured, there: Sequence[str], config: Config | None) -> Content:
    curves, limits = [], []
    for place, column in enumerate(there):
        ((_, band),) = measured.of(column)
        curves.append(Drawn(sensor_word(column), line(band, measured.timeline), place))
        for limit in temperature_limits(measured, column, config):
            gaps = {"limit": limit.words, "sensor": sensor_word(column)}
            words = render(message("monitor.report.of-sensor", **gaps))
            limits.append(replace(limit, words=words if len(there) > 1 else limit.words))
    title = render(message("monitor.report.temperature"))
    return Content(title, "°C", TALL + 0.5, tuple(curves), tuple(_apart(limits)))


def _apart(limits: Sequence[Limit]) -> list[Limit]:
    """Limits of several sensors at the same value, in one line; critical is said first."""
    found: dict[float, Limit] = {}
    for limit in sorted(limits, key=lambda one: one.kind):
        before = found.setdefault(limit.value, limit)
        if before is not limit:
            found[limit.value] = replace(before, words=f"{before.words} · {limit.words}")
    return list(found.values())


def _panel(
    measured: Measured,
    column: str,
    unit: str,
    limits: tuple[Limit, ...],
    bounds: tuple[float | None, float | None],
    factor: float = 1.0,
) -> Content:
    places = {gpu.key: place for place, gpu in enumerate(measured.gpus)}
    curves = tuple(
        Drawn(gpu_name(gpu), _times(line(band, measured.timeline), factor), places[gpu.key])
        for gpu, band in measured.of(column)
    )
    title = "vram" if column == "vram_used" else column
    height = MIDDLE if len(measured.gpus) > MANY else LOW
    return Content(render(message(f"monitor.report.{title}")), unit, height, curves, limits, bounds)


def _host(measured: Measured) -> list[Content]:
    panels = []
    for name, title, unit, factor in (
        ("cpu", "cpu", "%", 1.0),
        ("ram_used", "ram", "GB", MEBIBYTES),
    ):
        band = measured.bands.get((HOST, name))
        if band is not None:
            words = render(message(f"monitor.report.{title}"))
            curve = Drawn(words.split()[0], _times(line(band, measured.timeline), factor), 0)
            limits = _ram_limit(measured) if name == "ram_used" else ()
            top = 105 if name == "cpu" else None
            panels.append(Content(words, unit, TALL, (curve,), limits, (0, top)))
    return panels


def _ram_limit(measured: Measured) -> tuple[Limit, ...]:
    total = measured.bands.get((HOST, "ram_total"))
    if total is None:
        return ()
    value = float(np.nanmax(total.high)) * MEBIBYTES
    words = render(message("monitor.report.total", value=f"{value:.1f}"))
    return (Limit(value, "total", words),)


def _times(curve: Line, factor: float) -> Line:
    return Line(curve.x, curve.low * factor, curve.mean * factor, curve.high * factor)


def _tall(measured: Measured) -> float:
    return TALL + 0.6 if len(measured.gpus) > MANY else TALL
