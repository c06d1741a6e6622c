"""One model's side: its name, how fast it writes, its messages.

Knows what is above the messages, and what stands in their place while there are none. Does not know
which model it shows.
"""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.ui.pages.merge_export.chat.thread import Thread
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.widgets import Chip, EmptyState, IconLabel, Label, Line, Panel, hbox, vbox


class Column(Panel):
    def __init__(self, name: str, nothing: str) -> None:
        super().__init__("card")
        self._icon = IconLabel("robot", "text2", 18)
        self._title = Label(name, 14, 600)
        self._chip = Chip("")
        self._rate = Label("", 12, 400, "text2")
        self.history = Thread(name)
        self._empty = EmptyState("chats-circle", nothing)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.history)
        head = QWidget()
        head.setMinimumHeight(scaled(40))
        head.setLayout(
            hbox(self._icon, self._title, self._chip, None, self._rate, margins=(16, 4, 16, 4))
        )
        self.setLayout(vbox(head, Line(), (below, 1), gap=0, margins=(1, 4, 1, 8)))
        self.setMinimumWidth(scaled(220))

    def name(self, title: str, chip: str, *, tuned: bool | None) -> None:
        """Whose messages these are; `tuned` None: that is not to be seen now."""
        self._title.setText(title)
        self._icon.set("eye-slash" if tuned is None else "robot", "text2")
        self._chip.set(chip, "accent" if tuned else "neutral", "sparkle" if tuned else None)
        self._chip.setVisible(bool(chip))
        self._chip.setToolTip(chip)
        self.history.setAccessibleName(title)
        self.setAccessibleName(title)

    def tell_rate(self, words: str) -> None:
        self._rate.setText(words)

    def show_part(self) -> None:
        """The messages, or what there will be."""
        self._stack.setCurrentWidget(self.history if self.history.messages else self._empty)
