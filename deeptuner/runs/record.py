"""What the supervisor writes down: the run's state and its own events.

Keeps a little disk space in reserve, so that a run that filled the disk can still say so. Does not
decide anything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from deeptuner.errors import RunError
from deeptuner.files import telling_why
from deeptuner.runs.events import Event, EventLog, Kind, read_events
from deeptuner.runs.exit_reason import Diagnosis
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import Identity, own_identity
from deeptuner.runs.log import log_line
from deeptuner.runs.state import RunState, Status, read_state, write_state
from deeptuner.words import Message, message_from_json

RESERVE: Final = 128 * 1024  # bytes: room for the state and the last events, many times over
LAST_EVENTS: Final = 64 * 1024  # bytes in which an attempt's last event is looked for


class Record:
    """One attempt's record. A write that fails for lack of space is tried again on the reserve."""

    def __init__(self, run: RunFolder) -> None:
        """Begin the next attempt. Raises RunError when the folder cannot be written to."""
        before = read_state(run)
        self.run = run
        self.state = RunState(
            status="starting",
            attempt=before.attempt + 1,
            supervisor=own_identity(),
            created=before.created,
            started=time.time(),
        )
        self.events = EventLog(run.events_file, self.state.attempt)
        self.cause: Message | None = None  # why the run is stopped, if not because a person wants
        self._reserve = run.control_dir / "reserve"
        with telling_why(self._reserve):
            self._reserve.write_bytes(os.urandom(RESERVE))
        write_state(run, self.state)

    def follow(self, run: RunFolder) -> None:
        """Write on in `run`, which is what the folder is called by now."""
        self.run = run
        self.events = EventLog(run.events_file, self.state.attempt)
        self._reserve = run.control_dir / "reserve"

    def status(
        self, status: Status, launcher: Identity | None = None, reason: Message | None = None
    ) -> None:
        launcher = launcher or self.state.launcher
        self._write(replace(self.state, status=status, launcher=launcher, reason=reason))

    def event(self, kind: Kind, **fields: Any) -> None:
        self.surely(lambda: self.events.append(kind, **fields))

    def phase(self, name: str) -> None:
        self.event("phase", phase=name, done=0, total=0)

    def warn(self, said: Message) -> None:
        self.event("warning", message=said.to_json())

    def because(self, cause: Message | None) -> None:
        """The run is being stopped; the cause, where there is one, is what its end will say."""
        self.cause = cause
        if cause is not None:
            self.warn(cause)

    def told_end(self) -> Event | None:
        """The end that the ranks have told themselves in this attempt, if they have."""
        size = self.events.path.stat().st_size if self.events.path.exists() else 0
        last, _ = read_events(self.events.path, max(0, size - LAST_EVENTS))
        ends = (event for event in reversed(last) if event.kind == "end")
        return next((event for event in ends if event.attempt == self.state.attempt), None)

    def end(self, status: Status, reason: Message, diagnosis: Diagnosis | None = None) -> None:
        """The attempt's last words: a diagnosis if it failed, the `end` event, the state.

        What the ranks told of an orderly end is kept: they know more of it, but for the cause.
        """
        told = self.told_end()
        if diagnosis:
            self.event("diagnosis", **diagnosis.to_json())
        if told and told.get("status") == status:
            reason = message_from_json(told["message"])
        else:
            self.event("end", status=status, message=reason.to_json())
        if status == "stopped":
            reason = self.cause or reason
        self._write(
            replace(
                self.state,
                status=status,
                launcher=None,
                ended=time.time(),
                reason=reason,
                evidence=diagnosis.evidence if diagnosis else "",
                fixes=diagnosis.fixes if diagnosis else (),
            )
        )
        log_line(self.run, reason)
        self._reserve.unlink(missing_ok=True)

    def surely(self, write: Callable[[], object]) -> None:
        """Write; on a full disk once more on the reserve. Failing that, the run still goes on."""
        try:
            write()
        except RunError:
            self._reserve.unlink(missing_ok=True)
            try:
                write()
            except RunError as error:
                log_line(self.run, str(error))

    def _write(self, state: RunState) -> None:
        self.state = state
        self.surely(lambda: write_state(self.run, state))
