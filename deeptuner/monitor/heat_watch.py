"""What the heat guard is asked with while a run trains, and where its judgements go.

Knows which GPUs train and what their limits are, as the run's settings and its plan say. Does not
judge (`heat.py`) and pauses nothing: it asks the run's supervisor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

from deeptuner.errors import RunError
from deeptuner.monitor.heat import Guard, Watched, limits_of
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.machine import SeenGpu
from deeptuner.runs import control
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import read_state
from deeptuner.settings.sections.machine import MonitorSection
from deeptuner.words import Message

SELDOM: Final = 20.0  # seconds between two samples, from which on a pause must last longer
TURNS: Final = 3.0  # samples that a pause outlasts then


class HeatWatch:
    """One run's guard, once it is known which GPUs train."""

    def __init__(self, run: RunFolder, settings: MonitorSection) -> None:
        self._run = run
        self._settings = settings
        self._lasts = TURNS * settings.interval if settings.interval > SELDOM else None
        self._watched: dict[str, Watched] = {}
        self._guard: Guard | None = None

    def watch(self, gpus: Sequence[SeenGpu]) -> None:
        """These are the GPUs now. One that slept tells its limits once it has woken, and keeps them
        when it sleeps again."""
        watched = {gpu.key: Watched(gpu.number, self._limits(gpu)) for gpu in gpus if gpu.trains}
        if self._guard is not None and watched == self._watched:
            return
        self._watched = watched
        settings = self._settings
        self._guard = Guard(watched, settings.heat_seconds, settings.on_heat, paused=self._paused())

    def look(self, time: float, readings: Mapping[str, Reading]) -> None:
        """Judge what the GPUs read, and pass it on. What cannot be asked now is asked again."""
        judgement = self._guard.judge(time, readings) if self._guard else None
        if judgement:
            with suppress(RunError, OSError):
                control.request(self._run, judgement.wish, judgement.reason, lasts=self._lasts)

    def _limits(self, gpu: SeenGpu) -> Mapping[str, float]:
        before = self._watched.get(gpu.key)
        return {**(before.limits if before else {}), **limits_of(self._settings, gpu.limits)}

    def _paused(self) -> Message | None:
        """Why the run is paused, by an earlier guard, perhaps of a sampler that died."""
        with suppress(RunError):
            state = read_state(self._run)
            return state.reason if state.status == "paused" else None
        return None
