"""The votes on what is chosen, read and written beside the event loop.

Knows one run's file of votes. Does not know who votes on what.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deeptuner.ui.pages.merge_export.chat.votes import Tally, read_votes, votes_file, write_votes
from deeptuner.ui.services.background import Errand, in_background
from deeptuner.ui.translation import Told

LAST = -1  # the step that stands for a run's result, where no checkpoint is chosen


class Ballots(QObject):
    """`changed`: the tally is another; `failed`: it could not be written (a Told)."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._step = LAST
        self._votes: dict[int, Tally] | None = None  # None until the file was read
        self._reading: Errand | None = None
        self._writing = self._unwritten = False

    @property
    def tally(self) -> Tally:
        return (self._votes or {}).get(self._step, Tally())

    def show(self, experiment: Path | None, run: str, step: int | None) -> None:
        """Count for this step of a run from now on."""
        file = votes_file(experiment, run) if experiment is not None else None
        self._step = LAST if step is None else step
        if file != self._file:
            self._file, self._votes = file, None
            self._read()
        self.changed.emit()

    def count(self, vote: str, before: str = "") -> None:
        """`vote` counts, and no longer `before`, on the same answers. Counted while the file is
        still being read, it is lost with the reading's result: so nothing is counted then."""
        if self._votes is None or self._file is None:
            return
        self._votes[self._step] = self.tally.with_vote(vote, before)
        self._write()
        self.changed.emit()

    @property
    def ready(self) -> bool:
        return self._votes is not None

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.drop()
            self._reading = None
        if self._file is not None:
            self._reading = in_background(self, partial(read_votes, self._file), self._take)

    def _take(self, votes: dict[int, Tally]) -> None:
        self._reading = None
        self._votes = votes
        self.changed.emit()

    def _write(self) -> None:
        """One write after the other, the last one of what is true by then."""
        self._unwritten = self._writing
        if self._writing or self._file is None:
            return
        self._writing = True
        work = partial(write_votes, self._file, dict(self._votes or {}))
        in_background(self, work, self._written, self._not_written)

    def _written(self, _nothing: None = None) -> None:
        self._writing = False
        if self._unwritten:
            self._write()

    def _not_written(self, told: Told) -> None:
        self._writing = False
        self.failed.emit(told)
