"""What a person should read before the curves: why a run ended, what is safe, what would help.

Knows which notice belongs to which state. Does not apply fixes or resume: the page does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.monitor.following import RunNow
from deeptuner.runs.state import Fix
from deeptuner.ui.pages.monitor import standing
from deeptuner.ui.pages.monitor.diagnosis_note import note_for
from deeptuner.ui.translation import Told, explain, say, tr
from deeptuner.ui.widgets import Button, CheckBox, Chip, Label, Note, Panel, hbox, vbox
from deeptuner.ui.widgets.note import Tone
from deeptuner.ui.widgets.states import Details

MOST_WARNINGS = 3


class Notices(QWidget):
    """`wants_settings`, `wants_new` (run) and `wants_resume` carry the chosen changes of settings,
    by path; `wants_help` a term; `wants_stop` the step whose checkpoint is kept."""

    wants_settings = Signal(object)
    wants_new = Signal(object)
    wants_resume = Signal(object)
    wants_help = Signal(str)
    wants_stop = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._state, self._curves = Place(), Place()
        self.setLayout(vbox(self._state, self._curves, gap=8))
        self.hide()

    def show_run(self, now: RunNow, problem: str = "") -> None:
        """What there is to say of a run; `problem`: what is wrong with its settings file.

        What the curves say comes and goes beside what is said of the state, where a person may have
        ticked something meanwhile.
        """
        state = now.state
        mark = (now.run, state and (state.attempt, state.reason), now.status, now.checkpoint)
        shown = (mark, now.told.warnings, problem, str(now.failure or ""))
        self._state.show_anew(shown, lambda: self._notices(now, problem))
        said = (mark, now.diagnosis, now.told.best)
        self._curves.show_anew(said, lambda: self._diagnosis(now))
        self.setVisible(not (self._state.empty and self._curves.empty))

    def _notices(self, now: RunNow, problem: str) -> list[QWidget]:
        found: list[QWidget] = []
        if problem:
            found.append(Note("warn", problem))
        if now.status == "failed":
            found.append(self._failed(now))
        elif now.status == "paused":
            found.append(Note("warn", _heat(now) or tr("Training is paused."), _meanwhile()))
        elif now.status in _endings():
            tone, title = _endings()[now.status]
            heat = _heat(now)
            found.append(Note("warn" if heat else tone, heat or title, _after(now)))
        if now.active and now.told.warnings:
            texts = [say(warning) for warning in now.told.warnings[-MOST_WARNINGS:]]
            found.append(Note("warn", texts[-1], "\n".join(reversed(texts[:-1]))))
        return found

    def _diagnosis(self, now: RunNow) -> list[QWidget]:
        note = note_for(now)
        if note is None:
            return []
        note.wants_new.connect(self.wants_new)
        note.wants_help.connect(self.wants_help)
        note.wants_stop.connect(self.wants_stop)
        return [note]

    def _failed(self, now: RunNow) -> QWidget:
        card = FailureCard(now)
        card.wants_settings.connect(self.wants_settings)
        card.wants_resume.connect(self.wants_resume)
        return card


class Place(QWidget):
    """Notices below each other, made anew only when there is something else to say."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._column = vbox(gap=8)
        self.setLayout(self._column)

    @property
    def empty(self) -> bool:
        return self._column.count() == 0

    def show_anew(self, shown: object, make: Callable[[], list[QWidget]]) -> None:
        """`shown` is equal as long as the same is to be said."""
        if shown == self._shown:
            return
        self._shown = shown
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for notice in make():
            self._column.addWidget(notice)
            notice.show()
        self.setVisible(not self.empty)


class FailureCard(Panel):
    """Why the run failed, what is safe, and the changes that would help, to be chosen."""

    wants_settings = Signal(object)
    wants_resume = Signal(object)

    def __init__(self, now: RunNow) -> None:
        super().__init__("card")
        state = now.state
        assert state is not None
        fixes = state.fixes
        told = explain(now.failure) if now.failure else Told(tr("The run failed."))
        where = told.where if now.failure and now.failure.told else ""  # else it is just the log
        reason = told.what
        note = Note("danger", reason, "\n".join(part for part in (where, told.fix) if part))
        self._fixes = [(CheckBox(say(fix.message)), fix) for fix in fixes]
        column = vbox(note, gap=8, margins=(12, 12, 12, 12))
        if fixes:
            column.addWidget(Label(tr("Choose what to change"), 13, 600))
        for number, (box, _) in enumerate(self._fixes):
            box.setChecked(number == 0)
            box.toggled.connect(self._follow)
            chip = (Chip(tr("Recommended"), "accent", "star-fill"),) if number == 0 else ()
            column.addLayout(hbox(box, *chip, None))
        self._edit = Button(tr("Edit settings"))
        self._resume = Button("", "primary", "arrow-clockwise")
        safe = Label(standing.safe_words(now), 12, tone="text2", wrap=True)
        column.addLayout(hbox((safe, 1), self._edit, self._resume))
        if state.evidence:
            column.addWidget(Details(state.evidence))
        self.setLayout(column)
        self.setAccessibleName(reason)
        self._edit.clicked.connect(lambda: self.wants_settings.emit(self.changes()))
        self._resume.clicked.connect(lambda: self.wants_resume.emit(self.changes()))
        self._follow()

    def changes(self) -> dict[str, Any]:
        """The chosen changes together."""
        found: dict[str, Any] = {}
        for box, fix in self._fixes:
            if box.isChecked():
                found.update(fix.changes)
        return found

    def boxes(self) -> list[tuple[CheckBox, Fix]]:
        return list(self._fixes)

    def _follow(self) -> None:
        """The buttons say what they do with what is chosen."""
        chosen = bool(self.changes())
        self._resume.set_text(tr("Apply and resume") if chosen else tr("Resume"))
        self._edit.set_text(tr("Apply to settings") if chosen else tr("Edit settings"))


def _endings() -> dict[str, tuple[Tone, str]]:
    return {
        "interrupted": ("warn", tr("The run was interrupted, as by a power cut.")),
        "stopped": ("neutral", tr("The run was stopped.")),
        "queued": ("neutral", tr("The run has not begun.")),
    }


def _heat(now: RunNow) -> str:
    """Why the run is paused or was stopped, when a GPU was too hot or drew too much."""
    reason = now.state.reason if now.state else None
    return say(reason) if reason is not None and reason.id.startswith("monitor.heat.") else ""


def _meanwhile() -> str:
    return tr("It goes on by itself. Until then you can save a checkpoint, or stop and save.")


def _after(now: RunNow) -> str:
    """What is safe, and how it can go on."""
    if now.status == "queued":
        return tr("It was made and never started.")
    if now.checkpoint is None:
        return f"{standing.safe_words(now)} {tr('Resume begins anew.')}"
    return (
        f"{standing.safe_words(now)} {tr('Resume goes on from there, as if nothing had happened.')}"
    )
