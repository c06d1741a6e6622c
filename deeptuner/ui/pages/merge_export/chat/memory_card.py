"""Where the models lie, and how much of that memory is used.

Knows how it is shown. Does not know when the models are let go of.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from deeptuner.ui.format import memory_size
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Card, Label, Progress, hbox, vbox


class MemoryCard(Card):
    """`free_wanted`: the person needs the memory for something else."""

    free_wanted = Signal()

    def __init__(self) -> None:
        self._what = Label("", 12, 400, "text2", wrap=True)
        self._figures = Label("", 12, 600)
        self._bar = Progress(tr("Memory in use"), tone="blue")
        self.free = Button(tr("Free"), "ghost", "trash", "sm", tr("Let go of the models"))
        super().__init__(tr("Memory"), self.free)
        self.body.addLayout(vbox(hbox((self._what, 1), self._figures), self._bar, gap=6))
        self.free.clicked.connect(self.free_wanted)

    def tell(self, why: str) -> None:
        """Why nothing is loaded any more."""
        self._what.setText(why)

    def show_memory(self, memory: Mapping[str, Any], *, held: bool, full: bool) -> None:
        """`memory` as the ask told it; empty while nobody knows. `held`: something is loaded."""
        known = bool(memory.get("total")) and held
        self._figures.setVisible(known)
        self._bar.setVisible(known)
        self.free.setVisible(held)
        if not known:
            unknown = tr("How much is known after the first answer.")
            self._what.setText(unknown if held else tr("Nothing is loaded."))
            return
        device = str(memory.get("device", ""))
        # One base with an adapter that is switched on and off, or two models.
        told = tr("Both models on {device}") if full else tr("Base and adapter on {device}")
        self._what.setText(told.format(device=device))
        used, total = float(memory["used"]), float(memory["total"])
        figures = tr("{used} of {total}", used=memory_size(used), total=memory_size(total))
        self._figures.setText(figures)
        self._bar.set(used / total)
        self._bar.setAccessibleDescription(figures)
