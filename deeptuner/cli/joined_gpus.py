"""One list of GPUs from what training sees and what sensors see, joined by PCI address.

Knows both forms. Starts nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from deeptuner.monitor.sensors.base import Gpu, gpu_from_json
from deeptuner.monitor.sensors.sysfs import short_address
from deeptuner.runs.devices import holder
from deeptuner.words import Message, message, message_from_json

HIDING: Final = ("HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "CUDA_VISIBLE_DEVICES")


@dataclass(frozen=True, slots=True)
class Joined:
    """A GPU. `number` is the one that settings name, None when training does not see it.

    `run` is the run that uses it. `sensed` and `reading` are what its sensors tell.
    """

    number: int | None
    name: str
    arch: str
    pci: str
    total_memory: int | None
    trains: bool
    reason: Message
    run: str | None = None
    sensed: Gpu | None = None
    reading: Mapping[str, float] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """GPU0, GPU1, …; name and address of one that has no number."""
        return f"{self.name} ({self.pci})" if self.number is None else f"GPU{self.number}"

    def to_json(self) -> dict[str, Any]:
        sensed = self.sensed
        return {
            "number": self.number,
            "name": self.name,
            "arch": self.arch,
            "pci": self.pci,
            "uuid": sensed.uuid if sensed else "",
            "integrated": sensed.integrated if sensed else None,
            "total_memory": self.total_memory,
            "trains": self.trains,
            "reason": self.reason.to_json(),
            "run": self.run,
            "limits": sensed.to_json()["limits"] if sensed else None,
            "reading": dict(self.reading),
        }


def joined(
    machine: Mapping[str, Any], look: Mapping[str, Any] | None, environment: Mapping[str, str]
) -> list[Joined]:
    """Training's GPUs by number, then those that only sensors see."""
    sensed = {}
    for each in (look or {}).get("gpus", ()):
        gpu = gpu_from_json({name: value for name, value in each.items() if name != "reading"})
        sensed[gpu.key] = (gpu, each["reading"])
    found = [_trained(device, sensed) for device in machine["devices"]]
    taken = {gpu.sensed.key for gpu in found if gpu.sensed}
    rest = [pair for key, pair in sensed.items() if key not in taken]
    return [*found, *(_unseen(gpu, reading, machine, environment) for gpu, reading in rest)]


def _trained(
    device: Mapping[str, Any], sensed: Mapping[str, tuple[Gpu, Mapping[str, float]]]
) -> Joined:
    address = short_address(device["pci"]) if device["pci"] else ""
    gpu, reading = sensed.get(address, (None, {}))
    return Joined(
        number=device["index"],
        name=device["name"],
        arch=device["arch"],
        pci=device["pci"],
        total_memory=device["total_memory"],
        trains=device["fit"],
        reason=message_from_json(device["reason"]),
        run=holder(device["index"]),
        sensed=gpu,
        reading=reading,
    )


def _unseen(
    gpu: Gpu,
    reading: Mapping[str, float],
    machine: Mapping[str, Any],
    environment: Mapping[str, str],
) -> Joined:
    return Joined(
        number=None,
        name=gpu.name,
        arch=gpu.arch,
        pci=gpu.pci,
        total_memory=gpu.total_memory,
        trains=False,
        reason=gpu.why_not or _why_unseen(machine["torch_version"], environment),
        sensed=gpu,
        reading=reading,
    )


def _why_unseen(torch: str, environment: Mapping[str, str]) -> Message:
    if torch.endswith("+cpu"):
        return message("cli.gpus.torch-for-cpu", version=torch)
    for name in HIDING:
        if environment.get(name):
            return message("cli.gpus.hidden", name=name, value=environment[name])
    return message("cli.gpus.not-seen", version=torch)


def notes(gpus: Sequence[Joined]) -> list[Message]:
    """What to know about the GPUs as a whole."""
    if not gpus:
        return [message("cli.gpus.none")]
    return [] if any(gpu.trains for gpu in gpus) else [message("cli.gpus.none-fit")]
