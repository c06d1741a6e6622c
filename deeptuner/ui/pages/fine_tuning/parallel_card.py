"""The card of model parallel: four ways to use several GPUs, and what `auto` would take and why.

Knows the ways in a sentence each. Does not plan: the worker is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from deeptuner.settings.catalog import Value
from deeptuner.settings.declare import AUTO
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.hints import Decided
from deeptuner.ui.forms.setting_card import SettingCard
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.translation import choice_title, say, tr
from deeptuner.ui.widgets import Chip, Label, Note, RadioButton, hbox, vbox
from deeptuner.words import message_from_json

PATH = "hardware.parallel"
INDENT = 24  # px: a description stands under its title


class ParallelCard(SettingCard):
    """One of four, as radio buttons."""

    def __init__(self, form: Form) -> None:
        super().__init__(form, PATH, tr("Model Parallel"))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RadioButton] = {}
        self._chip = Chip("", "accent", "arrow-elbow-down-right")
        self._chip.hide()
        self._why = Note("accent", "")
        self._why.hide()
        for key, text in ways().items():
            self.content.addWidget(self._way(key, text))
        self.content.addWidget(self._why)
        self.refresh()

    def show_plan(self, answer: Mapping[str, Any] | None) -> None:
        """What `auto` would take; None: it is not known."""
        show_if(answer is not None, self._chip)
        if answer is None:
            self.form.hints.decide(PATH, None)
            self._why.hide()
            return
        kind = plan_title(self.spec, answer["kind"])
        reason = say(message_from_json(answer["reason"]))
        warning = answer.get("warning")
        told = f"{reason}\n{say(message_from_json(warning))}" if warning else reason
        self._chip.set(kind, "accent", "arrow-elbow-down-right")
        self.form.hints.decide(PATH, Decided(kind, reason))
        self._why.set_tone("warn" if warning else "accent")
        self._why.set_text(tr("Why {choice}", choice=kind), told)
        self._show_why()

    def show_value(self, value: Value) -> None:
        self._buttons[value].setChecked(True)
        self._show_why()

    def first_field(self) -> QWidget:
        return self._group.checkedButton() or self._buttons[AUTO]

    def _show_why(self) -> None:
        known = self.form.hints.decision(PATH) is not None
        show_if(known and self._buttons[AUTO].isChecked(), self._why)

    def _way(self, key: str, text: str) -> QWidget:
        title = tr("Auto") if key == AUTO else choice_title(self.spec, key)
        button = RadioButton(title, weight=500)
        button.setAccessibleDescription(text)
        button.clicked.connect(lambda: self.give(key))
        self._group.addButton(button)
        self._buttons[key] = button
        row = hbox(button, gap=8)
        if key == AUTO:
            row.addWidget(self._chip)
        row.addStretch(1)
        about = Label(text, px=12, tone="text2", wrap=True)
        about.setContentsMargins(INDENT, 0, 0, 0)
        about.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        home = QWidget()
        home.setLayout(vbox(row, about, gap=1))
        return home


def ways() -> dict[str, str]:
    return {
        AUTO: tr("Picks for you from the model's size and the GPUs."),
        "naive": tr("The layers are spread over the GPUs, which work one after the other."),
        "fsdp": tr("Each GPU holds a slice of the model, and all work at once."),
        "ddp": tr("Each GPU holds a whole copy: the fastest when it fits."),
    }


def plan_title(spec: Any, kind: str) -> str:
    """A plan as the form calls it; `single` is no choice of the form."""
    return tr("One device") if kind == "single" else choice_title(spec, kind)
