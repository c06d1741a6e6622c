"""How answers are drawn: temperature, length, top-p, seed, the blind test, the system text.

Knows what a person can set and what the models' template allows. Does not know who answers.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from deeptuner.ui.pages.merge_export.chat.asking import SEEDS, Sampling
from deeptuner.ui.pages.merge_export.terms import FieldRow, Terms
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    DoubleSpinBox,
    HelpButton,
    Label,
    Line,
    SpinBox,
    Switch,
    hbox,
)

HOTTEST, LONGEST = 2.0, 32_768
FIELD, SEED, TEXT = 104, 88, 56  # px


class SettingsCard(Card):
    """`changed`: the person has set something. `template_wanted`: to see the rendered prompt."""

    changed = Signal()
    template_wanted = Signal()

    def __init__(self, terms: Terms) -> None:
        super().__init__(tr("Settings"))
        self._sampling = Sampling()
        self.temperature = DoubleSpinBox()
        self.longest = SpinBox()
        self.top_p = DoubleSpinBox()
        self.same_seed = Switch()
        self.seed = SpinBox(tr("Seed"))
        self.blind = Switch()
        self.system = SystemText()
        self._no_system = Label("", 12, 400, "text2", wrap=True)
        self._template = Label("", 12, 400, "text2", elide=True)
        self.show_template = Button(tr("Show prompt"), "link", "eye", "sm")
        self._bound()
        self._lay_out(terms)
        self._connect()

    def show_sampling(self, sampling: Sampling) -> None:
        """What is set; `changed` is not told."""
        self._sampling = sampling
        fields = (self.temperature, self.longest, self.top_p, self.same_seed, self.seed)
        parts = (*fields, self.blind, self.system)
        before = [part.blockSignals(True) for part in parts]
        self.temperature.setValue(sampling.temperature)
        self.top_p.setValue(sampling.top_p)
        self.longest.setValue(sampling.longest)
        self.same_seed.setChecked(sampling.same_seed)
        self.seed.setValue(sampling.seed)
        self.blind.setChecked(sampling.blind)
        if self.system.toPlainText() != sampling.system:
            self.system.setPlainText(sampling.system)
        for part, blocked in zip(parts, before, strict=True):
            part.blockSignals(blocked)
        self._follow()

    def show_template_name(self, name: str, *, takes_system: bool, rendered: bool) -> None:
        """The template that both sides are asked with; `rendered`: its text is there to be seen."""
        self._template.setText(name)
        self._template.setVisible(bool(name))
        self.show_template.setEnabled(rendered)
        tip = "" if rendered else tr("It is there once a question has been answered.")
        self.show_template.setToolTip(tip)
        self.system.setEnabled(takes_system)
        self._no_system.setText(tr("The chat template of this model takes no system text."))
        self._no_system.setVisible(not takes_system)

    def _bound(self) -> None:
        self.temperature.setRange(0, HOTTEST)
        self.temperature.setSingleStep(0.1)
        self.temperature.setDecimals(2)
        self.top_p.setRange(0.05, 1)
        self.top_p.setSingleStep(0.05)
        self.top_p.setDecimals(2)
        self.longest.setRange(1, LONGEST)
        self.longest.setSingleStep(32)
        self.seed.setRange(0, SEEDS - 1)
        for field in (self.temperature, self.top_p, self.longest):
            field.setMinimumWidth(scaled(FIELD))
        self.seed.setMinimumWidth(scaled(SEED))
        self.seed.setMaximumWidth(scaled(SEED))
        new = tr("Both models draw from this seed, so that differences come from the model.")
        self.seed.setToolTip(new)

    def _lay_out(self, terms: Terms) -> None:
        temperature, longest, top_p = tr("Temperature"), tr("Longest answer"), tr("Top-p")
        same, blind, template = tr("Same seed"), tr("Blind test"), tr("Chat template")
        temperature_help = terms.button(temperature, "sampling-temperature")
        system = Label(tr("System text"))
        system.setBuddy(self.system)
        blind_row = FieldRow(blind, terms.button(blind, "blind-test"), self.blind, 0)
        template_help = terms.button(template, "chat-template")
        template_row = hbox(Label(template), template_help, None, self.show_template, gap=4)
        for item in (
            FieldRow(temperature, temperature_help, self.temperature, 0),
            FieldRow(top_p, terms.button(top_p, "top-p"), self.top_p, 0),
            FieldRow(longest, terms.button(longest, "inference"), self.longest, 0),
            _seed_row(same, terms.button(same, "seed"), self.same_seed, self.seed),
            blind_row,
            Line(),
            system,
            self.system,
            self._no_system,
            template_row,
            self._template,
        ):
            self.body.addWidget(item) if isinstance(item, QWidget) else self.body.addLayout(item)

    def _connect(self) -> None:
        for field in (self.temperature, self.top_p, self.longest, self.seed):
            field.valueChanged.connect(self._take)
        self.same_seed.toggled.connect(self._take)
        self.blind.toggled.connect(self._take)
        self.system.textChanged.connect(self._take)
        self.show_template.clicked.connect(self.template_wanted)

    def _take(self, *_value: object) -> None:
        chosen = self._sampling
        chosen.temperature, chosen.top_p = self.temperature.value(), self.top_p.value()
        chosen.longest, chosen.seed = self.longest.value(), self.seed.value()
        chosen.same_seed, chosen.blind = self.same_seed.isChecked(), self.blind.isChecked()
        chosen.system = self.system.toPlainText()
        chosen.touched = True
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Greedy answers are not drawn: nothing but the length is left to set."""
        greedy = self.temperature.value() == 0
        self.top_p.setEnabled(not greedy)
        self.seed.setEnabled(self.same_seed.isChecked() and not greedy)
        self.same_seed.setEnabled(not greedy)


class SystemText(QPlainTextEdit):
    """A few lines; Tab goes on to the next control."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(12))
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("System text"))
        self.setPlaceholderText(tr("Who the model is, and how it answers."))

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(200), scaled(TEXT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(80), scaled(TEXT))


def _seed_row(text: str, help_button: HelpButton, switch: Switch, seed: SpinBox) -> QWidget:
    both = QWidget()
    both.setLayout(hbox(seed, switch))
    row = FieldRow(text, help_button, both, 0)
    switch.setAccessibleName(text)
    return row
