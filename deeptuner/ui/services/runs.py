"""The runs of the open experiment, kept up to date beside the event loop.

Knows how often to look: each second while something runs, less often else. Does not know what a
list of runs is for, nor a single run's curves (`services/follower.py`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from deeptuner.ui.services.looking import Looking
from deeptuner.ui.services.run_list import Listing, RunEntry, RunList, Standing

if TYPE_CHECKING:
    from deeptuner.runs.experiment import Experiment
    from deeptuner.ui.workspace import Workspace

WHILE_ACTIVE: Final = 1.0  # seconds between two looks
ELSE: Final = 3.0
NAP: Final = 0.2  # seconds after which a wish to look at once is noticed


class Runs(QObject):
    """`changed`: a run came, went, or stands differently; `progressed`: a running one is further;
    `loaded` is false until the folder has been read once."""

    changed = Signal()
    progressed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[RunEntry] = []
        self.loaded = False
        self._standing: dict[str, Standing] = {}
        self._looking: Looking | None = None
        self._wake = threading.Event()
        self._workspace = workspace
        self._started = False
        workspace.folder_changed.connect(self._open)

    def active(self) -> RunEntry | None:
        """The newest run that goes on now."""
        return next((entry for entry in self.entries if entry.active), None)

    def entry(self, name: str) -> RunEntry | None:
        return next((entry for entry in self.entries if entry.name == name), None)

    def standing(self, name: str) -> Standing:
        """How far a running run is."""
        return self._standing.get(name, Standing())

    def refresh(self) -> None:
        """Look at once: a run was just started or told to stop."""
        self._wake.set()

    def start(self) -> None:
        """Look from now on. A window shows its first frame before."""
        if not self._started:
            self._started = True
            self._open()

    def stop(self) -> None:
        if self._looking is not None:
            self._wake.set()
            self._looking.stop()
            self._looking.wait()
            self._looking.deleteLater()
            self._looking = None

    def _open(self) -> None:
        self.stop()
        self.loaded = False
        self._standing = {}
        if self.entries:
            self.entries = []
            self.changed.emit()
        experiment = self._workspace.experiment
        if experiment is None or not self._started:
            return
        self._wake = threading.Event()
        self._looking = Looking(_look(experiment, self._wake), self, "runs")
        self._looking.told.connect(self._take)
        self._looking.start()

    def _take(self, listing: Listing) -> None:
        entries = list(listing.entries)
        changed = entries != self.entries or not self.loaded
        progressed = self._standing != listing.standing
        self.entries, self.loaded = entries, True
        self._standing = dict(listing.standing)
        if changed:
            self.changed.emit()
        if progressed:
            self.progressed.emit()


def _look(experiment: Experiment, wake: threading.Event) -> Iterator[float | Listing]:
    """What a thread tells: each listing that differs from the one before, and seconds to wait."""
    runs, told = RunList(experiment), None
    while True:
        wake.clear()
        for part in runs.read():
            if isinstance(part, float):
                yield part
            elif part != told:
                told = part
                yield part
        active = told is not None and any(entry.active for entry in told.entries)
        for _ in range(round((WHILE_ACTIVE if active else ELSE) / NAP)):
            if wake.is_set():
                break
            yield NAP
