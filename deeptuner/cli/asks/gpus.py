"""The machine's GPUs: which of them can train, what they use now, and which run has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from deeptuner.cli.asks.asking import Asking, Params
from deeptuner.cli.asks.machine import machine_json, notes
from deeptuner.monitor.now import Now, amd_now, nvidia_now
from deeptuner.runs.devices import holder

TOLD = ("index", "name", "total_memory", "integrated", "fit", "reason")


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    """With `again` the machine is probed anew; memory, temperature and runs always are."""
    machine = machine_json(asking, again=params.get("again") is True)
    now = nvidia_now() if machine["backend"] == "cuda" else {}
    return {
        "backend": machine["backend"],
        "devices": [_device(one, machine["backend"], now) for one in machine["devices"]],
        "cpu_cores": machine["cpu_cores"],
        "memory": machine["memory_bytes"],
        "notes": notes(machine),
    }


def _device(device: Mapping[str, Any], backend: str, nvidia: Mapping[str, Now]) -> dict[str, Any]:
    pci = device["pci"]
    now = amd_now(pci) if backend == "rocm" else nvidia.get(pci, Now())
    told = {name: device[name] for name in TOLD}
    return {**told, **asdict(now), "busy": holder(device["index"])}
