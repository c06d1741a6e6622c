"""A choice from a list, by key.

Knows that a wheel over it scrolls the page and never changes the choice. Does not know what the
keys mean.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate

from deeptuner.ui.theme.fonts import font, scaled


class ComboBox(QComboBox):
    """`chosen` tells the key when the person chose, never when the program did."""

    chosen = Signal(str)

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(font())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only one that heeds item rules
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def add(self, key: str, text: str) -> None:
        self.addItem(text, key)

    def set_choices(self, choices: list[tuple[str, str]], key: str = "") -> None:
        """All choices anew; the one with `key` (or the one that was chosen) stays chosen."""
        wanted = key or self.key()
        self.clear()
        for name, text in choices:
            self.add(name, text)
        self.set_key(wanted)

    def key(self) -> str:
        """The chosen key; empty when nothing is chosen."""
        return str(self.currentData() or "")

    def set_key(self, key: str) -> None:
        """Choose without telling. A key that is not in the list chooses nothing."""
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Long choices are elided rather than making their column wide."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), scaled(120)), hint.height())
