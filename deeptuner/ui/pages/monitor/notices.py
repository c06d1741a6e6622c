"""What a person should read before the curves: why a run ended, what is safe, what would help.

Knows which notice belongs to which state. Does not apply fixes or resume: the page does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
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
        self._in_turn: list[QWidget] = []
        self._failure: FailureCard | None = None
        self.setLayout(vbox(self._state, self._curves, gap=8))
        self.hide()

    def show_run(self, now: RunNow, problem: str = "", *, outlived: bool = False) -> None:
        """What there is to say of a run; `problem`: what is wrong with its settings file;
        `outlived`: its training lives on without its supervisor.

        What the curves say comes and goes beside what is said of the state, where a person may have
        ticked something meanwhile.
        """
        state = now.state
        mark = (now.run, state and (state.attempt, state.reason), now.status, now.checkpoint)
        again = standing.done_again(now) if now.status in _endings() and not outlived else None
        shown = (mark, now.told.warnings, problem, str(now.failure or ""), outlived, again)
        self._state.show_anew(shown, lambda: self._notices(now, problem, outlived=outlived))
        if self._failure is not None and now.status == "failed":
            self._failure.show_safe(now)
        said = (mark, now.diagnosis, now.told.best)
        self._curves.show_anew(said, lambda: self._diagnosis(now))
        self.setVisible(not (self._state.empty and self._curves.empty))
        self._follow_in_turn()

    def _follow_in_turn(self) -> None:
        """Tab reaches what is shown where it stands. Qt puts what is added late at the end."""
        notices = [*self._state.notices, *self._curves.notices]
        if notices == self._in_turn:
            return
        self._in_turn = notices
        before = self.previousInFocusChain()
        while before is not None and (self.isAncestorOf(before) or not _is_stop(before)):
            before = before.previousInFocusChain()
            if before is self:
                return  # nothing else can be reached
        for one in (one for notice in notices for one in notice.findChildren(QWidget)):
            if before is not None and _is_stop(one):
                self.setTabOrder(before, one)
                before = one

    def _notices(self, now: RunNow, problem: str, *, outlived: bool) -> list[QWidget]:
        found: list[QWidget] = []
        self._failure = None
        if problem:
            found.append(Note("warn", problem))
        if now.status == "failed":
            found.append(self._failed(now))
        elif now.status == "paused":
            found.append(Note("warn", _heat(now) or tr("Training is paused."), _meanwhile()))
        elif now.status == "interrupted" and outlived:
            title = tr("The program that watched over this run is gone.")
            found.append(Note("warn", title, _still_saving()))
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
        card = self._failure = FailureCard(now)
        card.wants_settings.connect(self.wants_settings)
        card.wants_resume.connect(self.wants_resume)
        return card


class Place(QWidget):
    """Notices below each other, made anew only when there is something else to say."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self.notices: list[QWidget] = []
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
        self.notices = make()
        for notice in self.notices:
            self._column.addWidget(notice)
            notice.show()
        self.setVisible(not self.empty)


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


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
        self._edit.setToolTip(tr("Puts this run's settings into the form on Fine-Tuning."))
        self._resume = Button("", "primary", "arrow-clockwise")
        self._safe = Label("", 12, tone="text2", wrap=True)
        self.show_safe(now)
        column.addLayout(hbox((self._safe, 1), self._edit, self._resume))
        if state.evidence:
            column.addWidget(Details(state.evidence))
        self.setLayout(column)
        self.setAccessibleName(reason)
        self._edit.clicked.connect(lambda: self.wants_settings.emit(self.changes()))
        self._resume.clicked.connect(lambda: self.wants_resume.emit(self.changes()))
        self._follow()

    def show_safe(self, now: RunNow) -> None:
        """What is not lost; what is done again is known when all steps are read."""
        words = (standing.safe_words(now), standing.again_words(now))
        self._safe.setText(" ".join(filter(None, words)))

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
        "interrupted": ("warn", tr("The run ended before it could say why.")),
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
    words = [standing.safe_words(now)]
    if now.status == "interrupted":
        words.insert(0, _unknown_end())
    if now.checkpoint is None:
        words.append(tr("Resume begins anew."))
    elif again := standing.again_words(now):
        words += [tr("Resume goes on from there."), again]
    else:
        words.append(tr("Resume goes on from there, as if nothing had happened."))
    return " ".join(words)


def _unknown_end() -> str:
    return tr("The power may have failed, or something ended its programs. The log may tell more.")


def _still_saving() -> str:
    return tr("Its training saves what it has done and soon ends by itself. Resume waits for that.")
