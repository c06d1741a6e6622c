"""Editors for a choice among few: a switch, and a list that drops down.

Knows yes and no, and the choices with their titles. Does not know what they do.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.settings.declare import AUTO
from deeptuner.ui.forms.editors.editor import Editor, same
from deeptuner.ui.translation import choice_title, tr
from deeptuner.ui.widgets import ComboBox, Switch, hbox


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__(spec, title)
        self.field = Switch()
        self.field.clicked.connect(self._on_click)
        self.setLayout(hbox(None, self.field))
        self.name_fields()

    def draw(self) -> None:
        self.field.setChecked(bool(self.value))

    def fields(self) -> list[QWidget]:
        return [self.field]

    def _on_click(self) -> None:
        self.give(self.field.isChecked())


class ChoiceEditor(Editor):
    """One of several words, or yes, no and `auto`."""

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__(spec, title)
        self.field = ComboBox()
        self._values = choices_of(spec)
        for number, (_, text) in enumerate(self._values):
            self.field.add(str(number), text)
        self.field.chosen.connect(self._on_choice)
        self.setLayout(hbox(self.field))
        self.name_fields()

    def draw(self) -> None:
        for number, (value, _) in enumerate(self._values):
            if same(value, self.value):
                self.field.set_key(str(number))

    def fields(self) -> list[QWidget]:
        return [self.field]

    def show_decided(self, text: str) -> None:
        for number, (value, title) in enumerate(self._values):
            if value == AUTO:
                self.field.setItemText(number, f"{title} · {text}" if text else title)

    def _on_choice(self, key: str) -> None:
        self.give(self._values[int(key)][0])


def choices_of(spec: FieldSpec) -> list[tuple[Value, str]]:
    """Every legal value with its title, in the declaration's order."""
    found: list[tuple[Value, str]] = [(one, choice_title(spec, one)) for one in spec.choices]
    if spec.kind == "boolean":
        found = [(spec.word, choice_title(spec, spec.word))] if spec.word else []
        found += [(True, tr("On")), (False, tr("Off"))]
    return found
