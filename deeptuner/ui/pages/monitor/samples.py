"""Sample generations: what the model answers to fixed prompts, before and during training.

Knows prompts, steps and answers. Does not know how they were generated.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.load import load_config
from deeptuner.ui.format import whole
from deeptuner.ui.services.background import Errand, in_background
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import (
    Card,
    Chip,
    ComboBox,
    IconButton,
    IconLabel,
    Label,
    Line,
    Panel,
    Scroll,
    hbox,
    vbox,
)

NEWEST = "newest"


class SamplesCard(Card):
    """`show_samples` takes the sample events of a run, in order; `show_run` the run they are of."""

    def __init__(self) -> None:
        self._back = IconButton("caret-left", tr("Previous prompt"))
        self._on = IconButton("caret-right", tr("Next prompt"))
        self._which = Label("", 13, 500)
        self._step = ComboBox(tr("Step of the shown answer"))
        super().__init__(tr("Sample generations"), self._step, self._back, self._which, self._on)
        self._samples: Sequence[Event] = ()
        self._indexes: list[int] = []
        self._shown = 0
        self._off = False  # the run's settings ask for no samples
        self._reading: Errand | None = None
        self._prompt = Label("", 12, 500, wrap=True, selectable=True)
        self._answers = [_Answer(), _Answer(), _Answer()]
        self._nothing = Label("", 12, tone="text2", wrap=True)
        self._content = self._build()
        self.body.addWidget(Scroll(self._content), 1)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._step.chosen.connect(lambda _: self._show())
        self._show()

    def _build(self) -> QWidget:
        prompt = Panel("well", hbox(gap=8, margins=(10, 6, 10, 6)))
        row = prompt.layout()
        assert row is not None
        row.addWidget(IconLabel("user", "text3", 14))
        row.addWidget(self._prompt)
        row.setAlignment(self._prompt, Qt.AlignmentFlag(0))
        self._prompt.setMinimumWidth(scaled(80))
        self._prompt_row = prompt
        content = QWidget()
        column = vbox(self._nothing, prompt, *self._answers, None, gap=6)
        content.setLayout(column)
        return content

    def show_run(self, run: RunFolder) -> None:
        """Look whether this run is to give samples at all, so that none are promised."""
        if self._reading is not None:
            self._reading.drop()
        self._show_off(False)
        self._reading = in_background(
            self, lambda: without_samples(run), self._show_off, lambda _told: None
        )

    def _show_off(self, off: bool) -> None:
        self._off = off
        self._show()

    def show_samples(self, samples: Sequence[Event]) -> None:
        if len(samples) == len(self._samples) and samples[-1:] == self._samples[-1:]:
            return
        self._samples = samples
        self._indexes = sorted({int(sample.get("index", 0)) for sample in samples})
        self._shown = min(self._shown, max(len(self._indexes) - 1, 0))
        self._offer_steps()
        self._show()

    def _offer_steps(self) -> None:
        """The steps at which there are answers, the newest first and by itself the newest."""
        steps = sorted({int(sample.get("step", 0)) for sample in self._samples}, reverse=True)
        choices = [(NEWEST, tr("Newest"))]
        choices += [(str(step), tr("Step {step}", step=whole(step))) for step in steps if step]
        if [key for key, _ in choices] != [
            self._step.itemData(i) for i in range(self._step.count())
        ]:
            self._step.set_choices(choices, self._step.key() or NEWEST)
        if not self._step.key():
            self._step.set_key(NEWEST)

    def _turn(self, way: int) -> None:
        self._shown = (self._shown + way) % max(len(self._indexes), 1)
        self._show()

    def _show(self) -> None:
        there = bool(self._indexes)
        several = len(self._indexes) > 1
        for widget in (self._back, self._on, self._which):
            widget.setVisible(several)
        self._step.setVisible(there)
        self._prompt_row.setVisible(there)
        self._nothing.setVisible(not there)
        self._nothing.setText(
            tr("Sample generations are turned off in this run's settings.")
            if self._off
            else tr("The model answers a few prompts before training and at each evaluation.")
        )
        for answer in self._answers:
            answer.hide()
        if there:
            self._show_prompt()

    def _show_prompt(self) -> None:
        index = self._indexes[self._shown]
        own = [sample for sample in self._samples if int(sample.get("index", 0)) == index]
        total = len(self._indexes)
        self._which.setText(tr("{number} of {total}", number=self._shown + 1, total=total))
        self._prompt.setText(str(own[-1].get("prompt", "")))
        first, chosen = own[0], self._chosen(own)
        base, later, expected = self._answers
        if int(first.get("step", 0)) == 0:
            base.set(tr("Step {step}", step=0), tr("base"), "neutral", first.get("text"))
        if chosen is not None and chosen is not first:
            newest = chosen is own[-1]
            step = tr("Step {step}", step=whole(chosen.get("step", 0)))
            later.set(step, tr("now") if newest else "", "accent", chosen.get("text"))
        if wanted := own[-1].get("expected"):
            expected.set(tr("Expected"), "", "ok", wanted)

    def _chosen(self, own: list[Event]) -> Event | None:
        key = self._step.key()
        if key in ("", NEWEST):
            return own[-1]
        return next((sample for sample in own if str(sample.get("step")) == key), None)


def without_samples(run: RunFolder) -> bool:
    """Whether the settings of `run` give no prompts of their own, and ask for none of the rows."""
    asked = load_config(run.settings_file).evaluation
    return not asked.sample_prompts and asked.sample_count == 0


class _Answer(QWidget):
    """One answer: when it was given, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self._when = Label("", 12, 600)
        self._chip = Chip("")
        self._text = Label("", 12, wrap=True, selectable=True)
        head = QWidget()
        head.setMinimumWidth(scaled(112))
        head.setLayout(hbox(self._when, self._chip, None, gap=6))
        row = hbox(gap=10, margins=(2, 0, 2, 0))
        row.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(vbox(row, Line(), gap=6))

    def set(self, when: str, chip: str, tone: str, text: object) -> None:
        self._when.setText(when)
        self._chip.set(chip, tone)  # type: ignore[arg-type]
        self._chip.setVisible(bool(chip))
        self._text.setText(str(text or "").strip() or tr("(no answer)"))
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(f"{when} {chip}")
        self.show()
