"""Whether a run's training lives on though the supervisor that watched over it is gone.

Knows where a run's processes are written down, and looks beside the event loop. Does not know what
is said of it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from deeptuner.monitor.following import RunNow
from deeptuner.runs.control import any_rank_alive
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import RunState
from deeptuner.ui.services.background import in_background


class Outliving(QObject):
    """`look` as often as it is worth while; `changed`: the answer `of` a run is another one."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: RunFolder | None = None  # whose training was seen to live on
        self._looking = False

    def of(self, now: RunNow) -> bool:
        return now.status == "interrupted" and now.run == self._run

    def look(self, now: RunNow) -> None:
        """One look at a time: a disk may take as long as it likes."""
        run, state = now.run, now.state
        if now.status != "interrupted" or state is None or self._looking:
            return
        self._looking = True
        in_background(
            self,
            lambda: _lives_on(run, state),
            lambda lives: self._seen(run, lives=lives),
            lambda _told: self._seen(run, lives=False),
        )

    def _seen(self, run: RunFolder, *, lives: bool) -> None:
        self._looking = False
        before, self._run = self._run, run if lives else None
        if self._run != before:
            self.changed.emit()


def _lives_on(run: RunFolder, state: RunState) -> bool:
    return bool(state.launcher and state.launcher.alive()) or any_rank_alive(run)
