"""Runs with telemetry as the sampler would have recorded it, without a GPU."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from deeptuner.monitor.sensors.base import Gpu
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.machine import About, write_about
from deeptuner.monitor.telemetry.record import Recorder
from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from tests.monitor.runs import write_run
from tests.support.telemetry import BEGAN, gpu, write_telemetry


def phase(name: str, at: float, attempt: int = 1) -> Event:
    return Event("phase", BEGAN + at, attempt, {"phase": name, "done": 0, "total": 0})


def plain_course(
    seconds: float, evaluations: int = 4, attempt: int = 1, at: float = 0
) -> list[Event]:
    """Loading for a tenth, at most a minute; then training with evaluations and checkpoints."""
    loading = min(seconds / 10, 60.0)
    part = (seconds - loading) / evaluations
    events = [phase("preparing", at, attempt), phase("loading", at + loading / 3, attempt)]
    for number in range(evaluations):
        begin = at + loading + part * number
        events.append(phase("training", begin, attempt))
        events.append(phase("evaluating", begin + 0.9 * part, attempt))
        events.append(phase("saving", begin + 0.98 * part, attempt))
    end = Event("end", BEGAN + at + seconds, attempt, {"status": "finished"})
    return [*events, end]


def record(
    run: RunFolder,
    gpus: Iterable[Gpu],
    samples: Iterable[tuple[float, Mapping[str, Reading]]],
    host: Reading = MappingProxyType({"cpu": 30.0}),
) -> None:
    """Write telemetry with the recorder itself: Unix seconds, and readings by key."""
    write_about(run, About(tuple(gpus), None, 1.0, BEGAN))
    recorder = Recorder(run)
    for when, readings in samples:
        recorder.gpus(when, readings)
        recorder.host(when, host)
    recorder.close()


def recorded_run(
    folder: Path,
    count: int,
    seconds: float,
    *,
    interval: float = 1.0,
    events: list[Event] | None = None,
    gaps: tuple[tuple[float, float], ...] = (),
    without: Iterable[str] = (),
) -> RunFolder:
    """A finished run of so many GPUs; nothing is recorded in `gaps` (seconds from, to), nor ever
    the columns `without`."""
    told = events if events is not None else plain_course(seconds)
    run = write_run(folder, "finished", told)
    nothing = {gpu(number).key: dict.fromkeys(without) for number in range(count)}
    write_telemetry(run, gpus=count, seconds=seconds, interval=interval, gaps=gaps, changed=nothing)
    return run
