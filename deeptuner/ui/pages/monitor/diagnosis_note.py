"""What the curves say, as a notice: the verdict, what it rests on, and what a person can do.

Knows how a diagnosis is shown. Does not know how it was reached, and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.monitor.diagnosis import Diagnosis, Verdict
from deeptuner.monitor.following import RunNow
from deeptuner.ui.format import whole
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import Button, FlowLayout, IconLabel, Label, Panel, Popover, hbox, vbox
from deeptuner.ui.widgets.labels import restyle
from deeptuner.ui.widgets.note import ICONS, Tone

TONES: Final[Mapping[Verdict, Tone]] = {
    "nan": "danger",
    "divergence": "danger",
    "underfit": "info",
    "well-fit": "ok",
    "too-few-evaluations": "neutral",
}
TERMS: Final[Mapping[Verdict, str]] = {  # of the Help page
    "nan": "divergence",
    "divergence": "divergence",
    "rate-too-high": "learning-rate",
    "memorising": "overfitting",
    "overfit": "overfitting",
    "eval-split-too-small": "eval-split",
    "noisy": "learning-curves",
    "plateau": "plateau",
    "rate-too-low": "learning-rate",
    "too-few-evaluations": "evaluation",
    "underfit": "underfitting",
    "well-fit": "well-fit",
    "learning": "learning-curves",
}
WORSE: Final[frozenset[Verdict]] = frozenset({"overfit", "memorising"})  # with every further step
WIDTH: Final = 380  # pixels of what is explained


def note_for(now: RunNow) -> DiagnosisNote | None:
    """The notice for a run, if its curves say anything that a person should read. A failed run has
    its own notice."""
    found = now.diagnosis
    if found is None or found.quiet or found.verdict == "learning" or now.status == "failed":
        return None
    return DiagnosisNote(found, _kept(now, found), brief=now.active)


def _kept(now: RunNow, found: Diagnosis) -> int | None:
    """The step whose checkpoint a stop would leave as the result, where stopping is advisable."""
    best = now.told.best
    stoppable = now.status == "running" and found.verdict in WORSE
    return best.step if stoppable and best else None


class DiagnosisNote(Panel):
    """`wants_help` carries a term, `wants_new` changes for a new run, `wants_stop` the step whose
    checkpoint is kept. A `brief` one, while there is more to look at, has the changes where it is
    explained."""

    wants_help = Signal(str)
    wants_new = Signal(object)
    wants_stop = Signal(int)

    def __init__(self, found: Diagnosis, kept: int | None = None, *, brief: bool = False) -> None:
        super().__init__("note")
        self.found = found
        self._brief = brief
        tone = TONES.get(found.verdict, "warn")
        title = say(found.message)
        self.why = Button(tr("What does this mean?"), "link", size="sm")
        self.why.clicked.connect(self._explain)
        first = hbox((Label(title, 13, 600, wrap=True), 1), self.why, *self._stop(kept), gap=8)
        self.fixes = None if brief or not found.fixes else self._fixes()
        column = vbox(first, *([self.fixes] if self.fixes else []), gap=6)
        row = hbox(gap=12, margins=(12, 9, 10, 9))
        row.addWidget(IconLabel(*ICONS[tone], 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setLayout(row)
        restyle(self, tone=tone)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(say(one) for one in found.evidence))

    def _stop(self, kept: int | None) -> list[QWidget]:
        if kept is None:
            return []
        button = Button(tr("Stop, keep step {step}", step=whole(kept)), "warn", size="sm")
        button.clicked.connect(lambda: self.wants_stop.emit(kept))
        return [button]

    def _fixes(self) -> QWidget:
        """A button for each change: a click leads to a new run like this one but for that."""
        flow = FlowLayout(gap=6)
        label = Label(tr("For a new run:"), 12, tone="text2")
        flow.addWidget(label)
        for fix in self.found.fixes:
            button = Button(say(fix.message), size="sm")
            tip = tr("Puts this run's settings with this change into the form on Fine-Tuning.")
            button.setToolTip(tip)
            button.clicked.connect(self._giving(fix.changes))
            flow.addWidget(button)
            label.setMinimumHeight(button.sizeHint().height())
        line = QWidget()
        line.setLayout(flow)
        return line

    def _giving(self, changes: Mapping[str, Any]) -> Any:
        return lambda: self.wants_new.emit(dict(changes))

    def _explain(self) -> None:
        content = QWidget()
        content.setFixedWidth(scaled(WIDTH))
        content.setAccessibleName(tr("What the curves show"))
        lines = [Label(say(one), 13, wrap=True) for one in self.found.evidence]
        more = Button(tr("Read more in Help"), "link", "book-open", size="sm")
        heading = Label(tr("What the curves show"), 14, 600)
        fixes = [self._fixes()] if self._brief and self.found.fixes else []
        content.setLayout(vbox(heading, *lines, *fixes, hbox(more, None), gap=8))
        popover = Popover(self.why, content)
        more.clicked.connect(popover.dismiss)
        self.wants_new.connect(popover.dismiss)
        more.clicked.connect(lambda: self.wants_help.emit(TERMS[self.found.verdict]))
        popover.open()
