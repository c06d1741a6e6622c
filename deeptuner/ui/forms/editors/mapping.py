"""The editor of mappings: names and values in a table of two columns.

Knows rows that are added and taken away, and how a value is written on one line. Does not know
which names are legal.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.settings.text import value_of
from deeptuner.settings.yaml_text import yaml_scalar
from deeptuner.ui.forms.editors.editor import NOT_YET, Editor
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, IconButton, hbox, vbox
from deeptuner.ui.widgets.labels import restyle


@dataclass(slots=True)
class Pair:
    """One line of the table. `held` is the value it shows, until somebody edits it."""

    home: QWidget
    key: QLineEdit
    value: QLineEdit
    held_key: str
    held: Value


class MappingEditor(Editor):
    """Names with values. Lines with neither are left out; a name given twice is a mistake."""

    takes_a_line = True
    by_letters = True

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__(spec, title)
        self._pairs: list[Pair] = []
        self._table = QVBoxLayout()
        self._table.setSpacing(6)
        self._more = Button(tr("Add a line"), kind="link", icon="plus", size="sm")
        self._more.clicked.connect(self._on_more)
        self.setLayout(vbox(self._table, hbox(self._more, None), gap=6))
        self.name_fields()

    def draw(self) -> None:
        for pair in list(self._pairs):
            self._drop(pair)
        for key, value in self.value.items() if isinstance(self.value, dict) else ():
            self._append(key, value)

    def fields(self) -> list[QWidget]:
        edits = [edit for pair in self._pairs for edit in (pair.key, pair.value)]
        return [*edits, self._more]

    def set_wrong(self, wrong: bool) -> None:
        for pair in self._pairs if wrong or self._wrong else ():
            for field in (pair.key, pair.value):
                restyle(field, state="error" if wrong else "")
        self._wrong = wrong

    def _on_more(self) -> None:
        self._append("", NOT_YET).key.setFocus()

    def _append(self, key: str, value: Value) -> Pair:
        edits = QLineEdit(key), QLineEdit(self._text(value))
        away = IconButton("x", tr("Take this line away"))
        home = QWidget()
        home.setLayout(hbox((edits[0], 2), (edits[1], 3), away, gap=6))
        pair = Pair(home, *edits, key, value)
        for edit, name in zip(edits, (tr("Name"), tr("Value")), strict=True):
            edit.setPlaceholderText(name)
            edit.setAccessibleName(tr("{setting}: {part}", setting=self.title, part=name))
            edit.textEdited.connect(self._on_edit)
            edit.editingFinished.connect(self.rested)
        away.clicked.connect(lambda: self._on_away(pair))
        self._pairs.append(pair)
        self._table.addWidget(home)
        return pair

    def _on_away(self, pair: Pair) -> None:
        self._drop(pair)
        self._more.setFocus()
        self._on_edit()
        self.rested.emit()

    def _drop(self, pair: Pair) -> None:
        self._pairs.remove(pair)
        self._table.removeWidget(pair.home)
        pair.home.hide()
        pair.home.deleteLater()

    def _on_edit(self) -> None:
        pairs = [self._read(pair) for pair in self._pairs]
        given = [(key, value) for key, value in pairs if key or value is not NOT_YET]
        keys = [key for key, _ in given]
        if len(set(keys)) < len(keys):
            self.give(", ".join(f"{key}=…" for key in keys))  # no mapping: the form says so
            return
        self.give({key: "" if value is NOT_YET else value for key, value in given})

    def _read(self, pair: Pair) -> tuple[str, Value]:
        """What a line says; what nobody edited is given back as it was."""
        text, key = pair.value.text(), pair.key.text()
        untouched = text == QLineEdit(self._text(pair.held)).text()
        value = pair.held if untouched else self._value(text)
        return (pair.held_key if key == QLineEdit(pair.held_key).text() else key), value

    def _text(self, value: Value) -> str:
        if value is NOT_YET:
            return ""
        plain = self.spec.item is not None and isinstance(value, str)
        return str(value) if plain else yaml_scalar(value)

    def _value(self, text: str) -> Value:
        if self.spec.item is not None:
            return text
        if not text.strip():
            return NOT_YET
        read = value_of(self.spec, f"{{a: {text}}}")  # a value as YAML has it: 2, 1e-6, [a, b]
        return read["a"] if isinstance(read, dict) and list(read) == ["a"] else text
