"""Which GPUs telemetry is about: `telemetry.json`, and the numbers that a person knows them by.

Knows how a GPU that a sensor found is joined to one that training found: by its PCI address, never
by its place. Does not measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
import yaml

from deeptuner.files import read_json, write_json
from deeptuner.monitor.sensors.base import Gpu, Limits, gpu_from_json
from deeptuner.monitor.sensors.sysfs import short_address
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.supervisor import planned_gpus
from deeptuner.words import Message, message_from_json


@dataclass(frozen=True, slots=True)
class About:
    """What `telemetry.json` tells. `interval`: the longest one that was sampled at, in seconds;
    `began`: when the first sampler of the run did, Unix seconds."""

    gpus: tuple[Gpu, ...] = ()
    problem: Message | None = None
    interval: float = 1.0
    began: float = 0.0


@dataclass(frozen=True, slots=True)
class SeenGpu:
    """A GPU of the record as a person knows it: `number` is that of GPU0, GPU1, …

    `trains`: the run trains on it, or could, as long as it is not decided. `total_memory` in bytes.
    """

    key: str
    number: int
    name: str
    trains: bool
    integrated: bool = False
    limits: Limits = field(default_factory=Limits)
    total_memory: int | None = None
    why_not: Message | None = None


def write_about(run: RunFolder, about: About) -> None:
    """Raises RunError when the disk is full or the folder cannot be written to."""
    gpus = [gpu.to_json() for gpu in about.gpus]
    problem = about.problem.to_json() if about.problem else None
    more = {"problem": problem, "interval": about.interval, "began": about.began}
    write_json(run.telemetry_about, {"gpus": gpus, **more})


def read_about(run: RunFolder) -> About | None:
    """What the file tells, None when there is none or it cannot be read."""
    try:
        value = read_json(run.telemetry_about)
        return About(
            tuple(gpu_from_json(each) for each in value["gpus"]),
            message_from_json(value["problem"]) if value["problem"] else None,
            float(value["interval"]),
            float(value["began"]),
        )
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def merged(before: Iterable[Gpu], now: Iterable[Gpu]) -> tuple[Gpu, ...]:
    """All GPUs that were ever there: a record keeps the rows of one that has gone."""
    return tuple(({gpu.key: gpu for gpu in before} | {gpu.key: gpu for gpu in now}).values())


def seen_gpus(run: RunFolder, gpus: Sequence[Gpu]) -> tuple[SeenGpu, ...]:
    """The GPUs with their numbers, in the order of these: training's own numbers where it has found
    a GPU; the others follow by PCI address, integrated ones last."""
    known = _numbers(run)
    found = {gpu.key: known.get(short_address(gpu.pci)) for gpu in gpus}
    rest = [gpu for gpu in gpus if found[gpu.key] is None]
    rest.sort(key=lambda gpu: (gpu.integrated, short_address(gpu.pci), gpu.key))
    free = max(known.values(), default=-1) + 1
    numbers = {gpu.key: free + place for place, gpu in enumerate(rest)}
    numbers |= {key: number for key, number in found.items() if number is not None}
    planned = planned_gpus(run) if run.plan_file.exists() else None
    seen = [_seen(gpu, numbers[gpu.key], planned) for gpu in gpus]
    return tuple(sorted(seen, key=lambda gpu: gpu.number))


def _seen(gpu: Gpu, number: int, planned: Sequence[int] | None) -> SeenGpu:
    could = gpu.why_not is None
    return SeenGpu(
        gpu.key,
        number,
        gpu.name,
        could if planned is None else number in planned,
        gpu.integrated,
        gpu.limits,
        gpu.total_memory,
        gpu.why_not,
    )


def _numbers(run: RunFolder) -> dict[str, int]:
    """The numbers of the GPUs that training has found, by PCI address; none before it has."""
    with suppress(OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        settings = yaml.load(run.settings_file.read_bytes(), loader)  # noqa: S506 - a safe one
        devices: Sequence[Mapping[str, Any]] = settings["record"]["machine"]["devices"]
        return {
            short_address(str(device["pci"])): int(device["index"])
            for device in devices
            if device["pci"]
        }
    return {}
