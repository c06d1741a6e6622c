"""The upper part of the export card: the types, and how their losses were measured.

Knows what was told of the types. Does not know what is done with the chosen one.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.pages.merge_export.exporting.type_choice import TypeChoice
from deeptuner.ui.pages.merge_export.exporting.types import Answer, TypesAsked
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import Button, Label, Note, Skeleton, hbox, vbox
from deeptuner.words import message_from_json


class TypesPart(QWidget):
    """`show_types(dtype)` shows what `asked` was told; `measure` asks for the losses."""

    measure = Signal()

    def __init__(self, asked: TypesAsked, terms: Terms) -> None:
        super().__init__()
        self._asked = asked
        self._choice = TypeChoice()
        self._loading = Skeleton(1)
        self._refused = Note("info", "")
        self._measured = Label("", 12, 400, "text2")
        self._measure = Button(tr("Measure loss"), "link", "ruler", "sm")
        self._measure.clicked.connect(self.measure)
        about = tr("Quantization")
        head = hbox(
            Label(about),
            terms.button(about, "gguf-types"),
            None,
            self._measured,
            self._measure,
            self._choice.more,
            gap=4,
        )
        self.setLayout(vbox(head, self._loading, self._choice, self._refused, gap=8))

    def key(self) -> str:
        """The chosen type; empty where none can be made, or nobody knows yet."""
        return "" if self._asked.waiting else self._choice.key()

    def show_types(self, dtype: str | None, *, alone: bool) -> None:
        """The types, and why there is none; grey rows while they are being asked for. `alone`: as
        a file, which Ollama makes of none."""
        if self._asked.waiting:
            self._loading.start()
        else:
            self._loading.stop()
        types = [_as_file(one) for one in self._asked.types] if alone else self._asked.types
        self._choice.show_types(types, dtype)
        refused = bool(types) and not self._choice.key()
        self._choice.setVisible(bool(types) and not refused)
        self._choice.more.setVisible(self._choice.has_more and not refused)
        self._refused.setVisible(refused)
        if refused:
            why = types[0].get("why")
            title = tr("No GGUF file can be written of this model.")
            self._refused.set_text(title, say(message_from_json(why)) if why else "")
        self._show_measured(bool(types) and not refused)

    def _show_measured(self, offered: bool) -> None:
        rows = self._asked.measured_rows
        about = tr("loss measured on {rows} rows", rows=words.whole(rows))
        self._measured.setText(about if rows else "")
        self._measured.setVisible(bool(rows))
        self._measure.setVisible(offered and not rows)


def _as_file(offered: Answer) -> Answer:
    """What Ollama makes only while it creates a model takes llama.cpp to be made apart."""
    if offered.get("by") != "ollama":
        return offered
    return {**offered, "by": "llama.cpp", "available": False, "why": None}
