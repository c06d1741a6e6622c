"""The editor of numbers: whole or not, with `auto` or nothing where those are legal.

Knows that an empty field means the word (`auto`) or nothing, and that one number can be written in
several ways. Does not know bounds: the form does.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.settings.text import text_of, value_of
from deeptuner.ui.forms.editors.editor import NOT_YET, Editor
from deeptuner.ui.forms.editors.number_field import NumberField
from deeptuner.ui.forms.editors.words import for_nothing, unit_of
from deeptuner.ui.widgets import hbox


class NumberEditor(Editor):
    """A number; where it may be left out, the empty field says what then holds."""

    by_letters = True

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__(spec, title)
        self.field = NumberField(
            whole=spec.kind == "integer", minimum=spec.minimum, maximum=spec.maximum
        )
        self.field.set_placeholder(for_nothing(spec))
        self.field.set_unit(unit_of(spec))
        self.field.typed.connect(self._on_typed)
        self.field.left.connect(self.rested)
        self.setLayout(hbox(self.field))
        self.name_fields()

    def show_value(self, value: Value) -> None:
        """What is typed stays as it is typed while it means the value: `2.` is on the way to 2.5,
        and `1e3` is not to become 1000 under the person's hands."""
        if self.value is not NOT_YET and self._stands_here(value):
            self.value = value
        else:
            super().show_value(value)

    def draw(self) -> None:
        typed = self.value if isinstance(self.value, str) else text_of(self.spec, self.value)
        self.field.show_text("" if self._left_out(self.value) else typed)

    def typed(self) -> str:
        return self.field.text()

    def fields(self) -> list[QWidget]:
        return [self.field]

    def show_decided(self, text: str) -> None:
        word = for_nothing(self.spec)
        self.field.set_placeholder(f"{word} · {text}" if text else word)

    def _on_typed(self, text: str) -> None:
        self.give(self._meant(text))

    def _meant(self, text: str) -> Value:
        empty = not text.strip()
        return self.spec.word if empty and self.spec.word else value_of(self.spec, text)

    def _stands_here(self, value: Value) -> bool:
        text = self.field.text()
        if isinstance(value, str) and value == text:
            return True  # not legal, as it was typed
        meant = self._meant(text)
        return isinstance(meant, int | float) and isinstance(value, int | float) and meant == value

    def _left_out(self, value: Value) -> bool:
        return value is None or (self.spec.word is not None and value == self.spec.word)
