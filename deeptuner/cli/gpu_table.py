"""The machine's GPUs as a table in a terminal. Knows units and widths; asks nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from deeptuner.cli.joined_gpus import Joined, notes
from deeptuner.monitor.telemetry.columns import (
    TEMPERATURES,
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    THROTTLED_OTHERWISE,
)
from deeptuner.words import Message, message, message_from_json, render

HEAD: Final = ("", "name", "chip", "memory", "temperature", "power", "load", "run")
GIB: Final = 2**30
MIB_PER_GIB: Final = 1024
NONE: Final = "–"
SLOWED: Final = {
    THROTTLED_BY_POWER: message("cli.gpus.slowed-power"),
    THROTTLED_BY_HEAT: message("cli.gpus.slowed-heat"),
    THROTTLED_OTHERWISE: message("cli.gpus.slowed-otherwise"),
}


def text(gpus: Sequence[Joined], machine: Mapping[str, Any], look: Mapping[str, Any]) -> str:
    """The whole of what is shown: the table, then a sentence for whatever needs one."""
    said = [*_sentences(gpus), *map(message_from_json, look["problems"]), *notes(gpus)]
    if any(len(_temperatures(gpu.reading)) > 1 for gpu in gpus):
        said.insert(0, message("cli.gpus.temperatures"))
    lines = table(gpus) if gpus else []
    return "\n".join([*lines, *map(render, said), render(_host(machine, look["host"]))])


def table(gpus: Sequence[Joined]) -> list[str]:
    rows = [HEAD, *map(_row, gpus)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _row(gpu: Joined) -> tuple[str, ...]:
    reading = gpu.reading
    load = reading.get("utilisation")
    return (
        NONE if gpu.number is None else gpu.label,
        gpu.name,
        gpu.arch or NONE,
        _memory(gpu),
        " / ".join(f"{value:.0f}" for value in _temperatures(reading)) + _unit(reading, " °C"),
        _of(reading.get("power"), reading.get("power_limit"), "W"),
        NONE if load is None else f"{load:.0f} %",
        gpu.run or "",
    )


def _temperatures(reading: Mapping[str, float]) -> list[float]:
    return [reading[name] for name in TEMPERATURES if name in reading]


def _unit(reading: Mapping[str, float], unit: str) -> str:
    return unit if _temperatures(reading) else NONE


def _memory(gpu: Joined) -> str:
    used, total = gpu.reading.get("vram_used"), gpu.total_memory
    whole = NONE if total is None else f"{total / GIB:.1f}"
    return f"{whole} GiB" if used is None else f"{_gibibytes(used)} of {whole} GiB"


def _of(value: float | None, limit: float | None, unit: str) -> str:
    if value is None:
        return NONE
    return f"{value:.0f} {unit}" if limit is None else f"{value:.0f} of {limit:.0f} {unit}"


def _sentences(gpus: Sequence[Joined]) -> list[Message]:
    left_out = [
        message("cli.gpus.left-out", gpu=gpu.label, why=render(gpu.reason))
        for gpu in gpus
        if not gpu.trains
    ]
    return [*left_out, *(slowed for gpu in gpus if (slowed := _slowed(gpu)))]


def _slowed(gpu: Joined) -> Message | None:
    bits = int(gpu.reading.get("throttling") or 0)
    why = [render(told) for bit, told in SLOWED.items() if bits & bit]
    return message("cli.gpus.slowed", gpu=gpu.label, why=", ".join(why)) if why else None


def _host(machine: Mapping[str, Any], host: Mapping[str, float]) -> Message:
    gaps = {
        "cores": machine["cpu_cores"],
        "used": _gibibytes(host.get("ram_used")),
        "total": _gibibytes(host.get("ram_total")),
        "version": machine["torch_version"],
    }
    if "cpu" in host:
        return message("cli.gpus.host-busy", cpu=f"{host['cpu']:.0f}", **gaps)
    return message("cli.gpus.host", **gaps)


def _gibibytes(mebibytes: float | None) -> str:
    return NONE if mebibytes is None else f"{mebibytes / MIB_PER_GIB:.1f}"
