"""What the heat guard is asked with while a run trains, and where its judgements go.

Knows which GPUs train and what their limits are, as the run's settings and its plan say. Does not
judge (`heat.py`) and pauses nothing: it asks the run's supervisor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from deeptuner.errors import RunError
from deeptuner.monitor.heat import Guard, Watched, limits_of
from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.monitor.telemetry.machine import SeenGpu
from deeptuner.runs import control
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import read_state
from deeptuner.settings.sections.machine import MonitorSection


class HeatWatch:
    """One run's guard, once it is known which GPUs train."""

    def __init__(self, run: RunFolder, settings: MonitorSection, gpus: Sequence[SeenGpu]) -> None:
        self._run = run
        watched = {
            gpu.key: Watched(gpu.number, limits_of(settings, gpu.limits))
            for gpu in gpus
            if gpu.trains
        }
        paused = None
        with suppress(RunError):
            state = read_state(run)
            paused = state.reason if state.status == "paused" else None
        self._guard = Guard(watched, settings.heat_seconds, settings.on_heat, paused=paused)

    def look(self, time: float, readings: Mapping[str, Reading]) -> None:
        """Judge what the GPUs read, and pass it on. What cannot be asked now is asked again."""
        judgement = self._guard.judge(time, readings)
        if judgement:
            with suppress(RunError, OSError):
                control.request(self._run, judgement.wish, judgement.reason)
