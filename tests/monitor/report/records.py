"""Runs with telemetry as the sampler would have recorded it, without a GPU."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from deeptuner.monitor.sensors.base import Gpu, Limits
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.machine import About, write_about
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from tests.monitor.runs import write_run

BEGAN = 1_763_700_000.0
LIMITS = Limits(100.0, 110.0, 105.0, 355.0)


def card(number: int, **fields: Any) -> Gpu:
    pci = f"0000:{number + 3:02x}:00.0"
    given = {"total_memory": 24 * 2**30, "limits": LIMITS, "arch": "gfx1100", **fields}
    return Gpu(pci, pci, "", "Radeon RX 7900 XTX", "amd", **given)


def phase(name: str, at: float, attempt: int = 1) -> Event:
    return Event("phase", BEGAN + at, attempt, {"phase": name, "done": 0, "total": 0})


def plain_course(
    seconds: float, evaluations: int = 4, attempt: int = 1, at: float = 0
) -> list[Event]:
    """Loading for a tenth, then training with evaluations and checkpoints."""
    events = [phase("preparing", at, attempt), phase("loading", at + 0.03 * seconds, attempt)]
    for number in range(evaluations):
        begin = at + seconds * (0.1 + 0.9 * number / evaluations)
        part = 0.9 * seconds / evaluations
        events.append(phase("training", begin, attempt))
        events.append(phase("evaluating", begin + 0.85 * part, attempt))
        events.append(phase("saving", begin + 0.97 * part, attempt))
    end = Event("end", BEGAN + at + seconds, attempt, {"status": "finished"})
    return [*events, end]


def reading(number: int, at: float, busy: float, noise: np.random.Generator) -> dict[str, float]:
    """What a busy (0 … 1) card reads after `at` seconds."""
    warm = 1 - np.exp(-at / 120)
    hot = 45 + (30 + 2.5 * number) * warm * busy + noise.normal(0, 0.8)
    power = 60 + 270 * busy + noise.normal(0, 12 * busy)
    return {
        "temperature_edge": hot,
        "temperature_hotspot": hot + 14 * busy + noise.normal(0, 0.5),
        "temperature_memory": hot + 8 + noise.normal(0, 0.5),
        "power": power,
        "power_limit": 355.0,
        "utilisation": min(100.0, max(0.0, 97 * busy + noise.normal(0, 2))),
        "vram_used": 2000 + 15000 * busy + 300 * number,
        "vram_total": 24560.0,
        "clock_core": 2400.0,
        "fan": 1500.0,
        "throttling": float(power > 345),
    }


def busy_at(events: Iterable[Event], at: float) -> float:
    share = 0.0
    for event in events:
        if event.kind == "phase" and event.time <= BEGAN + at:
            words = {"training": 1.0, "evaluating": 0.85, "loading": 0.15}
            share = words.get(event["phase"], 0.05)
    return share


def record(
    run: RunFolder,
    gpus: Iterable[Gpu],
    samples: Iterable[tuple[float, Mapping[str, Reading], Reading | None]],
    interval: float = 1.0,
) -> None:
    """Write telemetry with the recorder itself: (Unix seconds, readings by key, the host's)."""
    write_about(run, About(tuple(gpus), None, interval, BEGAN))
    recorder = Recorder(run)
    for when, readings, computer in samples:
        recorder.gpus(when, readings)
        if computer is not None:
            recorder.host(when, computer)
    recorder.close()


def host(at: float) -> Reading:
    return {"cpu": 30.0 + 10 * np.sin(at / 40), "ram_used": 14_000.0, "ram_total": 64_000.0}


def recorded_run(
    folder: Path,
    count: int,
    seconds: float,
    *,
    interval: float = 1.0,
    events: list[Event] | None = None,
    gaps: Iterable[tuple[float, float]] = (),
    without: Iterable[str] = (),
    seed: int = 1,
) -> RunFolder:
    """A finished run of so many GPUs; nothing is recorded in `gaps` (seconds from, to), nor ever
    the columns `without`."""
    gpus = [card(number) for number in range(count)]
    told = events if events is not None else plain_course(seconds)
    run = write_run(folder, "finished", told)
    noise = np.random.default_rng(seed)

    def samples() -> Iterable[tuple[float, Mapping[str, Reading], Reading]]:
        for at in np.arange(0, seconds, interval).tolist():
            if any(begin <= at < end for begin, end in gaps):
                continue
            busy = busy_at(told, at)
            readings = {
                gpu.key: {
                    name: value
                    for name, value in reading(number, at, busy, noise).items()
                    if name not in without
                }
                for number, gpu in enumerate(gpus)
            }
            yield BEGAN + at, readings, host(at)

    record(run, gpus, samples(), interval)
    return run
