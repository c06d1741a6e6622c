"""From a wish to pause to ranks that sleep, and back.

Knows that a pause is lent: it lasts as long as whoever wants it says so again and again, so that
training does not sleep for ever when nobody is left to wake it. Does not know why one is wanted.
"""

from __future__ import annotations

from deeptuner.runs import control
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.log import log_line
from deeptuner.runs.record import Record
from deeptuner.words import Message, message


class Pausing:
    """One attempt's pauses. Times are seconds of one monotonic clock; `lasts` is how long a pause
    does that nobody asks for any more, unless who asked said otherwise."""

    def __init__(self, run: RunFolder, record: Record, lasts: float) -> None:
        self.run = run
        self.record = record
        self.lasts = lasts
        self._wanted = False
        self._lent = 0.0
        self._until = 0.0
        self._asleep = False
        self._why = message("runs.pauses")
        self._why_not = message("runs.continues")

    def ask(self, wish: control.Request, now: float) -> None:
        """A pause is wanted, or still is."""
        self._lent = self.lasts if wish.lasts is None else wish.lasts
        self._until = now + self._lent
        if not self._wanted:
            self._wanted = True
            self._why = wish.reason or message("runs.pauses")
            self.record.surely(lambda: control.order_pause(self.run, on=True))

    def end(self, reason: Message | None = None) -> None:
        """It is not wanted any more."""
        self._wanted = False
        self._why_not = reason or message("runs.continues")
        control.order_pause(self.run, on=False)

    def look(self, now: float) -> None:
        """Tell when the ranks have gone to sleep or woken, and end a pause that was forgotten."""
        asleep = control.asleep(self.run)
        if asleep != self._asleep:
            self._asleep = asleep
            self._tell()
        if self._wanted and now >= self._until:
            if self._asleep:
                self.record.warn(message("runs.pause-lapsed", seconds=round(self._lent)))
            self.end()

    def _tell(self) -> None:
        """The state comes last: who reads it finds the rest told."""
        said = self._why if self._asleep else self._why_not
        self.record.event("pause" if self._asleep else "continue", message=said.to_json())
        log_line(self.run, said)
        if self._asleep:
            self.record.status("paused", reason=said)
        else:
            self.record.status("running")
