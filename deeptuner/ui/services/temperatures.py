"""How warm the GPUs of the running run are, read beside the event loop.

Knows which run goes on, and its GPUs' newest temperatures. Does not know what else telemetry tells
(`services/telemetry.py`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from deeptuner.monitor.telemetry.columns import Reading
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.services.looking import Looking
from deeptuner.ui.services.runs import Runs

EVERY: Final = 1.0  # seconds between two looks
NAP: Final = 0.5  # after which the end is noticed


@dataclass(frozen=True, slots=True)
class Warmth:
    """One GPU that trains: its number and its °C, None when it does not tell."""

    number: int
    temperature: float | None


class Temperatures(QObject):
    """`changed` brings the Warmth of each GPU that the newest running run trains on."""

    changed = Signal(object)

    def __init__(self, runs: Runs, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        self._run: RunFolder | None = None
        self._looking: Looking | None = None
        runs.changed.connect(self._follow)
        self._follow()

    def stop(self) -> None:
        if self._looking:
            self._looking.stop()
            self._looking.deleteLater()
        self._looking = self._run = None

    def _follow(self) -> None:
        active = self._runs.active()
        run = RunFolder(active.path) if active else None
        if run == self._run:
            return
        self.stop()
        self._run = run
        self.changed.emit(())
        if run:
            self._looking = Looking(_look(run), self, f"temperatures of {run.name}")
            self._looking.told.connect(self.changed)
            self._looking.start()


def _look(run: RunFolder) -> Iterator[tuple[Warmth, ...] | float]:
    """What a thread tells: the temperatures whenever they are others, and seconds to wait."""
    from deeptuner.monitor.telemetry.view import TelemetryView
    from deeptuner.monitor.telemetry.watching import patience

    view, told = TelemetryView(run), None
    while True:
        view.refresh()
        oldest = time.time() - patience(view.interval)
        now = tuple(
            Warmth(gpu.number, _degrees(view.newest(gpu.key)) if told_last >= oldest else None)
            for gpu in view.gpus
            for told_last in [view.newest_time(gpu.key) or 0.0]
            if gpu.trains
        )
        if now != told:
            told = now
            yield now
        for _ in range(round(EVERY / NAP)):
            yield NAP


def _degrees(reading: Reading) -> float | None:
    """As it is shown: whole degrees."""
    found = reading.get("temperature_edge")
    found = reading.get("temperature_hotspot") if found is None else found
    return None if found is None else round(found)
