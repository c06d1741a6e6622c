"""Where the model is to lie: on a GPU that no run uses and that has room, else on the CPU.

Knows how much memory a model takes while it answers, from the headers of its files, and how much
there is. Touches no GPU: asking torch about one would take memory on all of them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import orjson
import psutil
import torch

from deeptuner.engine.planner import gib
from deeptuner.engine.probe import Device, Machine, machine_from_json, probe
from deeptuner.engine.sizes import CONSTANTS_4BIT
from deeptuner.errors import EngineError, InputError
from deeptuner.monitor.sensors.found import light_sensors
from deeptuner.monitor.sensors.reading import MIB
from deeptuner.monitor.sensors.sysfs import short_address
from deeptuner.runs.devices import holder
from deeptuner.runs.models import describe_model
from deeptuner.runs.weights import read_weights
from deeptuner.words import Message, message

Precision = Literal["fp32", "bf16", "fp16"]
ITEM: Final = {"fp32": 4, "bf16": 2, "fp16": 2}  # bytes
STORED: Final[dict[str | None, Precision]] = {"float16": "fp16", "bfloat16": "bf16"}
GPU: Final = re.compile(r"(?:gpu|cuda:?)\s*(\d+)", re.IGNORECASE)
READ: Final = 4096  # tokens of a conversation whose cache must fit beside the weights
SLACK: Final = 1.1  # of the weights, for what layers hold while they compute
CONTEXT: Final = {"cpu": 2**27, "cuda": 2**30}  # bytes beside the model: workspaces, GPU context


@dataclass(frozen=True, slots=True)
class Place:
    """A device with room. `gpu` is its number as a person sees it; None means the CPU.

    `free` bytes were free before anything was loaded; `notes` say why it is not a better place.
    """

    backend: Literal["rocm", "cuda", "cpu"]
    gpu: int | None
    bf16: bool
    free: int
    notes: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        return "CPU" if self.gpu is None else f"GPU{self.gpu}"

    @property
    def kind(self) -> Literal["cpu", "cuda"]:
        return "cpu" if self.gpu is None else "cuda"

    @property
    def device(self) -> torch.device:
        return torch.device("cpu") if self.gpu is None else torch.device("cuda", self.gpu)


def find_place(asked: str, need: Callable[[Place], int]) -> Place:
    """The place `asked` for (`auto`, `cpu`, `GPU0`) if a model that needs `need` bytes there fits.

    Raises InputError for a device that is not there, EngineError with the numbers where the model
    does not fit or a run is training.
    """
    machine = _machine()
    if asked.casefold() in ("auto", ""):
        return _automatic(machine, need)
    if asked.casefold() == "cpu":
        return _fitting(_cpu(machine), need)
    match = GPU.fullmatch(asked.strip())
    known = {device.index: device for device in machine.devices}
    if match is None or int(match[1]) not in known:
        have = ", ".join(["CPU", *(f"GPU{number}" for number in known)])
        raise InputError(message("engine.chat.no-device", asked=asked, have=have), where="device")
    device = known[int(match[1])]
    if run := holder(device.index):
        raise EngineError(
            message("engine.chat.gpu-busy", gpu=device.index, run=run),
            fix=message("engine.chat.fix-place"),
        )
    return _fitting(_gpu(device, machine), need)


def needed_bytes(model_dir: Path, precision: Precision, bits: int) -> int:
    """Memory of a model that answers, about: weights as they are held, and a cache of `READ`
    tokens (keys and values of each layer)."""
    info = describe_model(model_dir)
    weights = 0.0
    for name, tensor in read_weights(model_dir).tensors():
        packed = bits < 16 and len(tensor.shape) == 2 and _in_layer(name)
        weights += tensor.count * (_packed(bits) if packed else ITEM[precision])
    tokens = min(READ, info.context_length or READ)
    cache = 2 * (info.layers or 0) * (info.hidden_size or 0) * tokens * ITEM[precision]
    return int(weights * SLACK) + cache


def precision_on(model_dir: Path, place: Place) -> Precision:
    """The type in which the weights are stored, where the device computes in it."""
    stored = STORED.get(describe_model(model_dir).dtype, "fp32")
    if stored == "fp16" and place.kind == "cpu":
        return "fp32"
    return "fp16" if stored == "bf16" and not place.bf16 else stored


def _automatic(machine: Machine, need: Callable[[Place], int]) -> Place:
    free = [device for device in machine.fit if holder(device.index) is None]
    places = sorted((_gpu(device, machine) for device in free), key=lambda one: -one.free)
    for place in places:
        if need(place) <= place.free:
            return place
    notes: tuple[Message, ...] = ()
    if machine.fit:
        best = places[0] if places else None
        gaps = {"need": gib(need(best)), "free": gib(best.free)} if best else {}
        notes = (message("engine.chat.gpus-full" if best else "engine.chat.gpus-train", **gaps),)
    return _fitting(_cpu(machine, notes), need)


def _fitting(place: Place, need: Callable[[Place], int]) -> Place:
    needed = need(place)
    if needed <= place.free:
        return place
    raise EngineError(
        message("engine.chat.too-large", place=place.name, need=gib(needed), free=gib(place.free)),
        fix=message("engine.chat.fix-too-large"),
    )


def _cpu(machine: Machine, notes: tuple[Message, ...] = ()) -> Place:
    available = min(psutil.virtual_memory().available, machine.memory_bytes)
    return Place("cpu", None, True, max(0, available - CONTEXT["cpu"]), notes)


def _gpu(device: Device, machine: Machine) -> Place:
    free = device.total_memory - _used(device) - CONTEXT["cuda"]
    return Place(machine.backend, device.index, device.bf16, max(0, free))


def _used(device: Device) -> int:
    """Bytes that all programs use on a GPU, as its driver tells; 0 where it does not."""
    for sensors in light_sensors():
        for gpu in sensors.gpus():
            if gpu.pci == short_address(device.pci):
                return int((sensors.read(gpu).get("vram_used") or 0) * MIB)
    return 0


def _machine() -> Machine:
    """Asked in a process of its own wherever torch could find a GPU."""
    if torch.version.cuda is None and torch.version.hip is None:
        return probe()
    command = [sys.executable, "-P", "-m", "deeptuner.engine.probe"]
    printed = subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    return machine_from_json(orjson.loads(printed.stdout))


def _in_layer(name: str) -> bool:
    return any(part.isdecimal() for part in name.split("."))


def _packed(bits: int) -> float:
    return 1.0 if bits == 8 else 0.5 + CONSTANTS_4BIT[False]
