"""The editor of numbers: whole or not, with `auto` or nothing where those are legal.

Knows that an empty field means the word (`auto`) or nothing. Does not know bounds: the form does.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.settings.text import text_of, value_of
from deeptuner.ui.forms.editors.editor import Editor
from deeptuner.ui.forms.editors.number_field import NumberField
from deeptuner.ui.forms.editors.words import for_nothing, unit_of
from deeptuner.ui.widgets import hbox


class NumberEditor(Editor):
    """A number; where it may be left out, the empty field says what then holds."""

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__(spec, title)
        self.field = NumberField(
            whole=spec.kind == "integer", minimum=spec.minimum, maximum=spec.maximum
        )
        self.field.set_placeholder(for_nothing(spec))
        self.field.set_unit(unit_of(spec))
        self.field.typed.connect(self._on_typed)
        self.setLayout(hbox(self.field))
        self.name_fields()

    def draw(self) -> None:
        typed = self.value if isinstance(self.value, str) else text_of(self.spec, self.value)
        self.field.show_text("" if self._left_out(self.value) else typed)

    def fields(self) -> list[QWidget]:
        return [self.field]

    def show_decided(self, text: str) -> None:
        word = for_nothing(self.spec)
        self.field.set_placeholder(f"{word} · {text}" if text else word)

    def _on_typed(self, text: str) -> None:
        empty = not text.strip()
        self.give(self.spec.word if empty and self.spec.word else value_of(self.spec, text))

    def _left_out(self, value: Value) -> bool:
        return value is None or (self.spec.word is not None and value == self.spec.word)
