"""What the machine has to train on: GPUs, which of them are fit, cores, memory.

Knows how torch and the operating system tell it. Does not load a model or allocate on a GPU. Run
`python -m deeptuner.engine.probe` to print it as JSON.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import orjson
import psutil
import torch

from deeptuner.engine.plan import Backend
from deeptuner.monitor.sensors.fitness import why_not
from deeptuner.words import Message, message, message_from_json

VISIBLE: Final[Mapping[Backend, tuple[str, ...]]] = {
    "rocm": ("HIP_VISIBLE_DEVICES", "CUDA_VISIBLE_DEVICES"),  # the first that is set wins
    "cuda": ("CUDA_VISIBLE_DEVICES",),
    "cpu": (),
}
FIT: Final = message("engine.probe.fit")
CGROUP: Final = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True)
class Device:
    """One GPU. `index` is the number a person sees, `selector` what makes only it visible.

    `total_memory` in bytes; `arch` is gfx1100 or 8.6; `reason` says why it is fit or not.
    """

    index: int
    name: str
    total_memory: int
    integrated: bool
    arch: str
    pci: str
    bf16: bool
    selector: str
    fit: bool = True
    reason: Message = FIT


@dataclass(frozen=True, slots=True)
class Machine:
    """This machine as this process may use it: cores and memory within its control group."""

    backend: Backend
    devices: tuple[Device, ...]
    cpu_cores: int
    memory_bytes: int
    bf16: bool
    torch_version: str

    @property
    def fit(self) -> tuple[Device, ...]:
        return tuple(device for device in self.devices if device.fit)

    def to_json(self) -> dict[str, Any]:
        value = asdict(self)
        for device, made in zip(value["devices"], self.devices, strict=True):
            device["reason"] = made.reason.to_json()
        return value


def machine_from_json(value: Mapping[str, Any]) -> Machine:
    devices = [
        Device(**{**device, "reason": message_from_json(device["reason"])})
        for device in value["devices"]
    ]
    return Machine(**{**value, "devices": tuple(devices)})


def probe() -> Machine:
    """Ask torch and the system. Best in a process of its own: it starts the GPU's runtime."""
    os.environ.setdefault("CUDA_DEVICE_ORDER", "PCI_BUS_ID")  # the order of every other tool
    backend = _backend()
    devices = judged(_devices(backend), backend)
    return Machine(
        backend=backend,
        devices=devices,
        cpu_cores=cpu_cores(),
        memory_bytes=memory_bytes(),
        bf16=all(device.bf16 for device in devices if device.fit),
        torch_version=torch.__version__,
    )


def judged(devices: Sequence[Device], backend: Backend) -> tuple[Device, ...]:
    """The same devices, each with whether it is fit for training and why."""
    discrete = any(not device.integrated for device in devices)
    return tuple(_judge(device, backend, discrete) for device in devices)


def cpu_cores(cgroup: Path = CGROUP) -> int:
    """Physical cores that this process may run on: hyper-threads do not help matrix products."""
    physical = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    quota = _limit(cgroup / "cpu.max")
    return max(1, min(physical, allowed, quota or physical))


def memory_bytes(cgroup: Path = CGROUP) -> int:
    """Memory that this process may use, in bytes."""
    total: int = psutil.virtual_memory().total
    return min(total, _limit(cgroup / "memory.max") or total)


def _limit(path: Path) -> int | None:
    """A control group's limit; of `cpu.max` (`quota period`) the cores, rounded up."""
    try:
        words = path.read_text().split()
    except OSError:
        return None
    if not words or not words[0].isdigit():
        return None
    period = int(words[1]) if len(words) > 1 else 1
    return -(-int(words[0]) // period)


def _backend() -> Backend:
    if not torch.cuda.is_available():
        return "cpu"
    return "rocm" if torch.version.hip else "cuda"


def _devices(backend: Backend) -> list[Device]:
    if backend == "cpu":
        return []
    selectors = visible_selectors(backend, os.environ)
    return [_device(index, backend, selectors) for index in range(torch.cuda.device_count())]


def visible_selectors(backend: Backend, environment: Mapping[str, str]) -> list[str]:
    """What the person's own choice of visible GPUs lists, or nothing when all are visible."""
    chosen = next((environment[name] for name in VISIBLE[backend] if environment.get(name)), "")
    return [word.strip() for word in chosen.split(",") if word.strip()]


def _device(index: int, backend: Backend, selectors: Sequence[str]) -> Device:
    found = torch.cuda.get_device_properties(index)
    rocm = backend == "rocm"
    return Device(
        index=index,
        name=found.name,
        total_memory=found.total_memory,
        integrated=bool(found.is_integrated),
        arch=found.gcnArchName.split(":")[0] if rocm else f"{found.major}.{found.minor}",
        pci=_pci(found),
        bf16=rocm or found.major >= 8,
        selector=selectors[index] if index < len(selectors) else str(index),
    )


def _pci(found: Any) -> str:
    """domain:bus:device as every tool writes it, or nothing where torch does not tell it."""
    numbers = [getattr(found, f"pci_{name}_id", -1) for name in ("domain", "bus", "device")]
    return "" if min(numbers) < 0 else "{:04x}:{:02x}:{:02x}.0".format(*numbers)


def _judge(device: Device, backend: Backend, discrete: bool) -> Device:
    why = why_not(
        total_memory=device.total_memory,
        integrated=device.integrated,
        beside_a_card=discrete,
        amd_arch=device.arch if backend == "rocm" else None,
    )
    if why is None:
        return device
    return replace(device, fit=False, reason=why)


def main() -> int:
    sys.stdout.buffer.write(orjson.dumps(probe().to_json(), option=orjson.OPT_INDENT_2) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
