"""One run, followed beside the event loop.

Knows which run is followed. Does not read anything itself (`monitor.following` does) and does not
know what is shown of it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from deeptuner.monitor.following import RunNow, follow
from deeptuner.runs.folder import RunFolder
from deeptuner.ui.services.looking import Looking


class Follower(QObject):
    """`changed` brings a RunNow whenever something is new: finished runs the same as live ones."""

    changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looking: Looking | None = None
        self._now: RunNow | None = None
        self.run: RunFolder | None = None

    @property
    def now(self) -> RunNow | None:
        """What was told last of the run that is followed."""
        return self._now

    def follow(self, run: RunFolder | None) -> None:
        """Follow this run, and no other. None follows nothing."""
        if run == self.run:
            return
        if self._looking:
            self._looking.stop()
            self._looking.deleteLater()
        self.run, self._now, self._looking = run, None, None
        if run:
            self._looking = Looking(follow(run), self, f"follows {run.name}")
            self._looking.told.connect(self._tell)
            self._looking.start()

    def _tell(self, now: RunNow) -> None:
        self._now = now
        self.changed.emit(now)
