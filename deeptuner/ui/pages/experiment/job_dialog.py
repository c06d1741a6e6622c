"""A dialog in which one command works: its form, its progress, its end.

Knows progress, cancelling and errors of a command. Does not know which command; subclasses say what
is typed and what it is called with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.services.command import Command, Commands, Outcome
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Dialog, Label, Note, Progress, vbox


class Job(QWidget):
    """What stands in the dialog. `form` is shown until the command starts; `if_cancelled` is what
    there is to say of what was done by then."""

    came = Signal(QWidget)  # what is to be seen now: the progress, or a note

    def __init__(self, form: QWidget, commands: Commands, if_cancelled: str) -> None:
        super().__init__()
        self.form = form
        self._if_cancelled = if_cancelled
        self.command: Command | None = None
        self._commands = commands
        self._progress = Progress(tr("Progress"))
        self._far = Label("", 12, 400, "text2", wrap=True)
        self._note = Note("danger", "")
        self.setLayout(vbox(form, self._progress, self._far, self._note, gap=10))
        for part in (self._progress, self._far, self._note):
            part.hide()

    def start(self, given: Sequence[str], environment: Mapping[str, str]) -> Command:
        self.command = self._commands.run(given, environment=environment)
        self.command.progressed.connect(self._advance)
        self.command.finished.connect(self._ended)
        self.form.setEnabled(False)
        self._note.hide()
        self._progress.set(None)
        self._far.setText(tr("Starting …"))
        self._progress.show()
        self._far.show()
        self.came.emit(self._far)
        return self.command

    def tell(self, title: str, text: str) -> None:
        self._note.set_text(title, text)
        self._note.show()
        self.came.emit(self._note)

    def forget(self) -> None:
        """What was told of the last try is not true of what is typed now."""
        self._note.hide()

    def _advance(self, told: dict[str, Any]) -> None:
        done, total = told["done"], told["total"]
        self._progress.set(done / total if total else None)
        parts = [f"{words.whole(done)} / {words.whole(total)} MB" if total else ""]
        if told.get("seconds_left") is not None:
            parts.append(tr("about {time} left", time=words.duration(told["seconds_left"])))
        self._far.setText(" · ".join(part for part in parts if part))

    def _ended(self, outcome: Outcome) -> None:
        self.command = None
        self.form.setEnabled(True)
        self._progress.hide()
        self._far.hide()
        if outcome.cancelled:
            self.tell(tr("It was cancelled."), self._if_cancelled)
        elif outcome.error is not None:
            told = outcome.error
            self.tell(told.what, "\n".join(part for part in (told.where, told.fix) if part))


class JobDialog(Dialog):
    """`given()` of a subclass says with which words the command is called; empty: not yet."""

    def __init__(
        self, parent: QWidget, title: str, form: QWidget, go: str, icon: str, commands: Commands
    ) -> None:
        self.job = Job(form, commands, self.if_cancelled())
        self.go = Button(go, "primary", icon)
        self._stop = Button(tr("Cancel"))
        super().__init__(
            parent, title, self.job, [self._stop, self.go], width=520, stay=[self._stop, self.go]
        )
        self.job.came.connect(self.reveal)
        self.go.clicked.connect(self._start)
        self._stop.clicked.connect(self._leave)
        for field in self._fields():
            field.textChanged.connect(self.job.forget)

    def open(self) -> None:
        super().open()
        empty = next((field for field in self._fields() if not field.text()), None)
        if empty is not None and not self.go.isEnabled():
            empty.setFocus(Qt.FocusReason.PopupFocusReason)

    def cancel(self) -> None:
        """Esc and the cross first do as the button does: what works is cancelled, which is told."""
        command = self.job.command
        if command is None or command.cancelled:
            super().cancel()
        else:
            self._leave()

    def given(self) -> list[str]:
        raise NotImplementedError

    def if_cancelled(self) -> str:
        return tr("Nothing of it was kept.")

    def environment(self) -> dict[str, str]:
        return {}

    def ended_well(self, result: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def _start(self) -> None:
        given = self.given()
        if not given or self.job.command is not None:
            return
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)  # before what has it is disabled
        self.go.setEnabled(False)
        command = self.job.start(given, self.environment())
        command.finished.connect(self._finished)

    def _finished(self, outcome: Outcome) -> None:
        self.go.setEnabled(True)
        self._stop.setEnabled(True)
        if outcome.ok:
            self.dismiss()
            self.ended_well(outcome.result)
        else:
            next(iter(self._fields()), self.go).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> list[QLineEdit]:
        return self.job.form.findChildren(QLineEdit)

    def _leave(self) -> None:
        """Cancel what runs, else close."""
        if self.job.command is None:
            self.dismiss()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # Esc still closes
            self._stop.setEnabled(False)
            self.job.command.cancel()
