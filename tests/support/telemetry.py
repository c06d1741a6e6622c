"""A believable record of telemetry, as a run of some hours would have left it.

Phases: a minute of loading, then training with an evaluation now and then. Written by the real
recorder, so that summaries lie beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from deeptuner.monitor.sensors.base import Gpu, Limits
from deeptuner.monitor.telemetry.columns import THROTTLED_BY_HEAT, THROTTLED_BY_POWER, Reading
from deeptuner.monitor.telemetry.machine import About, write_about
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.folder import RunFolder
from deeptuner.words import Message, message

BEGAN = 1_790_000_000.0  # Unix seconds
MIB = 2**20
LOADING = 60.0  # seconds
EVALUATION_EVERY, EVALUATION = 600.0, 45.0  # seconds
LIMITS = Limits(temperature_edge=100, temperature_hotspot=110, temperature_memory=105, power=327)


def gpu(number: int, *, integrated: bool = False, name: str = "AMD Radeon RX 7900 XTX") -> Gpu:
    """The GPU at PCI address 0000:03:00.0, 0000:04:00.0, …"""
    pci = f"0000:{3 + number:02x}:00.0"
    if integrated:
        why = message("engine.probe.integrated")
        return Gpu(
            pci, pci, "", "AMD Radeon Graphics", "amd", True, "gfx1036", 512 * MIB, why_not=why
        )
    return Gpu(pci, pci, f"GPU-{number:016x}", name, "amd", False, "gfx1100", 24560 * MIB, LIMITS)


@dataclass
class Machine:
    """GPUs that warm up while they train, rest while loading, and throttle where it is hot."""

    gpus: tuple[Gpu, ...]
    seed: int = 7

    def __post_init__(self) -> None:
        self._random = Random(self.seed)
        self._warmth = dict.fromkeys((gpu.key for gpu in self.gpus), 34.0)

    def read(self, second: float, passed: float) -> dict[str, Reading]:
        """What every GPU reads `second` seconds after the start, `passed` after the last time."""
        return {
            gpu.key: self._read(gpu, number, second, passed) for number, gpu in enumerate(self.gpus)
        }

    def _read(self, gpu: Gpu, number: int, second: float, passed: float) -> Reading:
        load = 0.02 if gpu.integrated else work(second)
        load = min(1.0, max(0.0, load + self._random.gauss(0, 0.02)))
        power = 18 + load * (285 - 6 * number)
        goal = 32 + 0.135 * power + 2.5 * number + 2 * math.sin(second / 1900)
        warmth = self._warmth[gpu.key]
        warmth += (goal - warmth) * (1 - math.exp(-passed / 90))
        self._warmth[gpu.key] = warmth
        hot = warmth + 0.055 * power + self._random.gauss(0, 0.6)
        throttled = (THROTTLED_BY_POWER if power > 300 else 0) | (
            THROTTLED_BY_HEAT if hot > 108 else 0
        )
        fan = max(0.0, (warmth - 40) * 62)
        return {
            "temperature_edge": warmth,
            "temperature_hotspot": hot,
            "temperature_memory": None if gpu.integrated else warmth + 14,
            "power": None if gpu.integrated else power + self._random.gauss(0, 4),
            "power_limit": None if gpu.integrated else 327,
            "utilisation": load * 100,
            "vram_used": (1200 + (19800 if second > LOADING / 2 else 0))
            * (0.02 if gpu.integrated else 1),
            "vram_total": (gpu.total_memory or 0) / MIB,
            "clock_core": 500 + 1900 * load,
            "clock_memory": 1249,
            "fan": None if gpu.integrated else fan,
            "fan_share": None if gpu.integrated else min(100.0, fan / 33),
            "throttling": throttled,
        }

    def host(self, second: float) -> Reading:
        used = 9000 + (14000 if second > LOADING / 2 else second * 400)
        cpu = 8 + 22 * work(second) + self._random.uniform(0, 6)
        free = 512_000 - second / 60
        return {"cpu": cpu, "ram_used": used, "ram_total": 64_000, "disk_free": free}


def work(second: float) -> float:
    """How much of a GPU is used: loading, training, and an evaluation now and then."""
    if second < LOADING:
        return 0.05
    since = (second - LOADING) % EVALUATION_EVERY
    return 0.72 if since > EVALUATION_EVERY - EVALUATION else 0.97


def moments(
    seconds: float, interval: float, gaps: tuple[tuple[float, float], ...]
) -> Iterator[float]:
    """The moments of samples; none in the gaps (begin, end), all in seconds since the start."""
    for number in range(int(seconds / interval)):
        second = number * interval
        if not any(begin <= second < end for begin, end in gaps):
            yield second


def write_telemetry(
    run: RunFolder,
    *,
    gpus: int = 2,
    seconds: float = 1800,
    interval: float = 1.0,
    began: float = BEGAN,
    integrated: bool = False,
    gaps: tuple[tuple[float, float], ...] = (),
    problem: Message | None = None,
    changed: Mapping[str, Mapping[str, float | None]] | None = None,
) -> tuple[Gpu, ...]:
    """Write the telemetry of `gpus` GPUs, and one more that is integrated, into the run's folder.

    `changed` replaces values by a GPU's key. Returns the GPUs.
    """
    first = [gpu(-1, integrated=True)] if integrated else []
    found = (*first, *(gpu(number) for number in range(gpus)))
    write_about(run, About(found, problem, interval, began))
    machine, recorder, before = Machine(found), Recorder(run), 0.0
    for second in moments(seconds, interval, gaps):
        readings = machine.read(second, second - before)
        for key, values in (changed or {}).items():
            readings[key] = {**readings[key], **values}
        recorder.gpus(began + second, readings)
        recorder.host(began + second, machine.host(second))
        before = second
    recorder.close()
    return found
