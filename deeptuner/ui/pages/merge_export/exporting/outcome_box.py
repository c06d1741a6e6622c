"""How an export ended, and the lines that a person may type next.

Knows how it is shown. Does not know what was exported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.merge_export.command_line import CommandLine
from deeptuner.ui.widgets import Label, Note, Panel, vbox

LINES = 4  # of what Ollama says that are seen at once


class OutcomeBox(QWidget):
    """`tell(tone, title, text, lines)`; `clear()` takes it away."""

    def __init__(self) -> None:
        super().__init__()
        self._note = Note("neutral", "")
        self._lines = QWidget()
        self._column = vbox(self._note, self._lines, gap=6)
        self.setLayout(self._column)
        self.hide()

    def tell(self, tone: Any, title: str, text: str = "", lines: Sequence[str] = ()) -> None:
        self._note.set_tone(tone)
        self._note.set_text(title, text)
        old, self._lines = self._lines, QWidget()
        self._lines.setLayout(vbox(*map(CommandLine, lines), gap=4))
        self._lines.setVisible(bool(lines))
        self._column.replaceWidget(old, self._lines)
        old.hide()
        old.deleteLater()
        self.show()

    def clear(self) -> None:
        self.hide()


class StatusLines(Panel):
    """The last lines that Ollama said."""

    def __init__(self) -> None:
        self._label = Label("", 11, 400, "text2", mono=True, wrap=True)
        self._said: list[str] = []
        super().__init__("inset", vbox(self._label, margins=(10, 6, 10, 6)))
        self.hide()

    def add(self, text: str) -> None:
        if self._said[-1:] != [text]:
            self._said.append(text)
        self._label.setText("\n".join(self._said[-LINES:]))
        self.show()

    def clear(self) -> None:
        self._said.clear()
        self.hide()
