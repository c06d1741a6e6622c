"""The GGUF files that were written, with their sizes.

Knows how they are listed. Does not know how they are written.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconLabel, Label, Line, Panel, hbox, vbox


class GgufPart(QWidget):
    """`show_files(files)`: names and bytes."""

    def __init__(self) -> None:
        super().__init__()
        about = tr(
            "One file with weights, tokenizer and chat template, for llama.cpp, Ollama, LM Studio "
            "and others. After writing it is read back and compared."
        )
        self._list = QWidget()
        self._column = vbox(Label(about, 12, 400, "text2", wrap=True), self._list, None, gap=10)
        self.setLayout(self._column)

    def show_files(self, files: Sequence[tuple[str, int]]) -> None:
        made = Panel("inset") if files else QWidget()
        rows = vbox(gap=0, margins=(10, 4, 10, 4))
        for at, (name, size) in enumerate(files):
            if at:
                rows.addWidget(Line())
            rows.addWidget(_row(name, size))
        made.setLayout(rows)
        made.setVisible(bool(files))
        self._column.replaceWidget(self._list, made)
        self._list.hide()
        self._list.deleteLater()
        self._list = made


def _row(name: str, size: int) -> QWidget:
    row = QWidget()
    shown = Label(name, 12, mono=True, elide=True, selectable=True)
    length = Label(words.disk_size(size), 12, 600)
    row.setLayout(hbox(IconLabel("file", "text2", 15), (shown, 1), length, margins=(0, 6, 0, 6)))
    return row
