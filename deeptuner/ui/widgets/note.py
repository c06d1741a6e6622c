"""A note: an icon, one plain sentence, and the buttons that do something about it.

Knows its tones. Does not know findings or errors.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from deeptuner.ui.widgets.card import Panel
from deeptuner.ui.widgets.labels import IconLabel, Label, restyle
from deeptuner.ui.widgets.layouts import hbox, vbox

Tone = Literal["warn", "danger", "ok", "info", "accent", "neutral"]
ICONS: dict[Tone, tuple[str, str]] = {
    "warn": ("warning-fill", "warn"),
    "danger": ("warning-octagon-fill", "danger"),
    "ok": ("check-circle-fill", "ok"),
    "info": ("info-fill", "info"),
    "accent": ("lightbulb-fill", "accent_text"),
    "neutral": ("lightbulb", "text2"),
}
TITLE_TONES: dict[Tone, str] = {"ok": "ok", "danger": "danger"}


class Note(Panel):
    """`title` says what is so, `text` what it means; actions stand at the right."""

    def __init__(self, tone: Tone, title: str, text: str = "", *actions: QPushButton) -> None:
        super().__init__("note")
        self._icon = IconLabel(*ICONS[tone], 18)
        self._title = Label(title, 13, 600, TITLE_TONES.get(tone, "text"), wrap=True)
        self._text = Label(text, 12, 400, "text2", wrap=True, selectable=True)
        words = vbox(self._title, self._text, gap=1)
        row = hbox((words, 1), *actions, gap=8)
        outer = hbox(gap=12, margins=(12, 9, 10, 9))
        outer.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(row, 1)
        self.setLayout(outer)
        self.set_tone(tone)
        self.set_text(title, text)

    def set_tone(self, tone: Tone) -> None:
        restyle(self, tone=tone)
        self._icon.set(*ICONS[tone])
        self._title.set_tone(TITLE_TONES.get(tone, "text"))

    def set_text(self, title: str, text: str = "") -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title or text)
        self.setAccessibleDescription(text if title else "")
