"""A few choices side by side, one of them chosen.

Knows keys, words and icons. Does not know what a choice means.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from deeptuner.ui.theme.fonts import font
from deeptuner.ui.theme.icons import set_icon
from deeptuner.ui.widgets.layouts import hbox


class Segmented(QFrame):
    """`changed` tells the key when the person chose another; arrow keys move inside."""

    changed = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str, str | None]], stretch: bool = False
    ) -> None:
        super().__init__()
        self._key = ""
        self.setProperty("role", "segmented")
        self._buttons = {key: self._button(key, text, icon) for key, text, icon in choices}
        self.setLayout(hbox(*((b, 1) for b in self._buttons.values()), gap=2, margins=(2, 2, 2, 2)))
        across = QSizePolicy.Policy.Expanding if stretch else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        if choices:
            self.set_key(choices[0][0])

    def key(self) -> str:
        """The chosen key; empty when nothing is chosen."""
        return self._key

    def set_key(self, key: str) -> None:
        """Choose without telling. A key that is not among the choices chooses nothing."""
        for button in self._buttons.values():
            button.setAutoExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._key = key if key in self._buttons else ""
        for button in self._buttons.values():
            button.setAutoExclusive(True)

    def set_text(self, key: str, text: str) -> None:
        self._buttons[key].setText(text.replace("&", "&&"))
        self._buttons[key].setAccessibleName(text)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def _button(self, key: str, text: str, icon: str | None) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"))
        button.setCheckable(True)
        button.setFont(font(13, 500))
        button.setAccessibleName(text)
        if icon:
            set_icon(button, icon, "text2", 16, on="accent_text")
        button.clicked.connect(lambda: self._choose(key))
        return button

    def _choose(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.changed.emit(key)
