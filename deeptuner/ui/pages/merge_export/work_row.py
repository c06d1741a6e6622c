"""One command at work: how far it is, how long it takes yet, and `Cancel`.

Knows progress and pace. Does not know which command, nor what its end means.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.pages.merge_export.progress_words import Told, described
from deeptuner.ui.services.command import Command, Commands, Outcome
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Label, Progress, hbox, settle, vbox

Ending = Callable[[Outcome], None]


class Pace:
    """How long a phase takes yet, from its speed so far."""

    def __init__(self) -> None:
        self._phase: object = None
        self._began = (0.0, 0.0)

    def left(self, told: Told) -> float | None:
        """Seconds; None while there is nothing to go by. A command that says it knows better."""
        if told.get("seconds_left") is not None:
            return float(told["seconds_left"])
        now, done = time.monotonic(), float(told["done"])
        if told.get("phase") != self._phase:
            self._phase, self._began = told.get("phase"), (now, done)
        since, first = self._began
        if not first < done < told["total"]:
            return None
        return (now - since) / (done - first) * (float(told["total"]) - done)


class WorkRow(QWidget):
    """Seen while its command runs. `describe` puts a line of progress into words; `happened`
    carries what the command tells besides."""

    happened = Signal(object)

    def __init__(
        self, commands: Commands, name: str, describe: Callable[[Told], str] = described
    ) -> None:
        super().__init__()
        self._commands = commands
        self._describe = describe
        self._pace = Pace()
        self._command: Command | None = None
        self._done: Ending = _nothing
        self._bar = Progress(name)
        self._far = Label("", 12, 400, "text2", wrap=True)
        self._cancel = Button(tr("Cancel"), "secondary", "stop")
        self._cancel.clicked.connect(self.stop)
        row = hbox(gap=12)
        row.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(vbox(4, self._bar, self._far, gap=4), 1)
        self.setLayout(row)
        self.hide()

    @property
    def busy(self) -> bool:
        return self._command is not None

    def start(self, given: Sequence[str], said: str, done: Ending) -> None:
        """Run `deeptuner GIVEN…`; `said` is shown until it tells how far it is, `done` is called
        at its end."""
        self._pace, self._done = Pace(), done
        self._command = command = self._commands.run(given, self)
        command.progressed.connect(self._advance)
        command.happened.connect(self.happened)
        command.finished.connect(self._finish)
        self._bar.set(None)
        self._far.setText(said)
        self._cancel.setEnabled(True)
        self.show()
        self._cancel.setFocus()

    def stop(self) -> None:
        if self._command is not None:
            self._cancel.setEnabled(False)
            self._far.setText(tr("Cancelling …"))
            self._command.cancel()

    def say(self, text: str) -> None:
        """What the command does now, where it does not tell how far it is."""
        self._bar.set(None)
        self._far.setText(text)

    def _advance(self, told: Told) -> None:
        if self._command is None or self._command.cancelled:
            return
        done, total = told["done"], told["total"]
        self._bar.set(done / total if total else None)
        parts = [self._describe(told)]
        left = self._pace.left(told)
        if left is not None and left >= 1:
            parts.append(tr("about {time} left", time=words.duration(left)))
        self._far.setText(" · ".join(part for part in parts if part))
        settle(self._far, self.window())

    def _finish(self, outcome: Outcome) -> None:
        self._command = None
        self.hide()
        done, self._done = self._done, _nothing
        done(outcome)


def _nothing(_outcome: Outcome) -> None:
    pass
