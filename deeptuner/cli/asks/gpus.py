"""The machine's GPUs: which of them can train, what they use now, and which run has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.machine import machine_json, notes
from deeptuner.monitor.sensors.base import Gpu, Sensors
from deeptuner.monitor.sensors.found import light_sensors
from deeptuner.monitor.sensors.reading import MIB
from deeptuner.monitor.sensors.sysfs import short_address
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.runs.devices import holder

TOLD: Final = ("index", "name", "total_memory", "integrated", "fit", "reason")
KEY: Final = "sensors"


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """With `again` the machine is probed anew; memory, temperature and runs always are."""
    machine = machine_json(asking, again=params.get("again") is True)
    sensors: list[Sensors] = asking.shelf.get(KEY, light_sensors) if machine["devices"] else []
    gpus = {gpu.pci: (gpu, each) for each in sensors for gpu in each.gpus()}
    return {
        "backend": machine["backend"],
        "devices": [_device(one, gpus) for one in machine["devices"]],
        "cpu_cores": machine["cpu_cores"],
        "memory": machine["memory_bytes"],
        "notes": notes(machine),
    }


def _device(device: Mapping[str, Any], gpus: Mapping[str, tuple[Gpu, Sensors]]) -> dict[str, Any]:
    found = gpus.get(short_address(device["pci"]))
    reading: Reading = found[1].read(found[0]) if found else {}
    used = reading.get("vram_used")
    return {
        **{name: device[name] for name in TOLD},
        "used_memory": None if used is None else int(used * MIB),
        "temperature": reading.get("temperature_edge", reading.get("temperature_hotspot")),
        "busy": holder(device["index"]),
    }
