"""A run's telemetry, watched beside the event loop.

Knows which run is watched and what was told last. Does not read anything itself
(`monitor.telemetry.watching` does) and does not know what is shown of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deeptuner.runs.folder import RunFolder
from deeptuner.ui.services.looking import Looking

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.watching import Plot, TelemetryNow, Wishes


class Telemetry(QObject):
    """`changed` brings a TelemetryNow whenever something is new, `plotted` a Plot that was asked
    for: of finished runs the same as of live ones."""

    changed = Signal(object)
    plotted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.run: RunFolder | None = None
        self.now: TelemetryNow | None = None
        self._life: object = None
        self._asleep = False
        self._looking: Looking | None = None
        self._wishes: Wishes | None = None

    def follow(self, run: RunFolder | None, life: object = None) -> None:
        """Watch this run, and no other. Another `life` is another run in the same folder."""
        if (run, life) == (self.run, self._life):
            return
        self.stop()
        self.run, self._life = run, life
        if run:
            from deeptuner.monitor.telemetry.watching import Wishes

            self._wishes = Wishes()
            self._wishes.sleep(self._asleep)
            self._looking = Looking(_watch(run, self._wishes), self, f"telemetry of {run.name}")
            self._looking.told.connect(self._tell)
            self._looking.start()

    def plot(self, begin: float, end: float, columns: Sequence[str]) -> None:
        """Ask for a period, in Unix seconds, of the GPUs' columns. Of several the last is
        brought."""
        if self._wishes:
            self._wishes.plot(begin, end, columns)

    def sleep(self, asleep: bool) -> None:
        """While nobody looks, nothing is read."""
        self._asleep = asleep
        if self._wishes:
            self._wishes.sleep(asleep)

    def stop(self) -> None:
        """Watch nothing."""
        if self._looking:
            self._looking.stop()
            self._looking.deleteLater()
        if self._wishes:
            self._wishes.sleep(True)  # wakes the thread, which ends
        self.run = self.now = self._looking = self._wishes = self._life = None

    def _tell(self, seen: TelemetryNow | Plot) -> None:
        from deeptuner.monitor.telemetry.watching import Plot

        if isinstance(seen, Plot):
            self.plotted.emit(seen)
        else:
            self.now = seen
            self.changed.emit(seen)


def _watch(run: RunFolder, wishes: Wishes) -> Iterator[object]:
    """In the thread: what reads arrays is loaded there, when it is first needed."""
    from deeptuner.monitor.telemetry.watching import watch

    yield from watch(run, wishes)
