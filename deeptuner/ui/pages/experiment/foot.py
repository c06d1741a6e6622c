"""The page's last line: what is still to be chosen, and the way on.

Knows when there is a way on. Does not know which model or dataset is chosen.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Label, hbox


class Foot(QWidget):
    """`went_on`: the person wants to go to Fine-Tuning."""

    went_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", 12, 400, "text2")
        self._next = Button(tr("Next: Fine-Tuning"), "primary", "arrow-right")
        self._next.clicked.connect(self.went_on)
        self.setLayout(hbox(None, self._words, self._next, gap=12))

    def show_choice(self, *, model: bool, dataset: bool, refused: bool, blamed: bool) -> None:
        """Whether a usable model and a dataset are chosen; `refused`: the dataset is of no use,
        `blamed`: the model is."""
        self._next.setEnabled(model and dataset and not refused and not blamed)
        if blamed:
            self._words.setText(tr("This model cannot be used as it is."))
        elif refused:
            self._words.setText(tr("This dataset cannot be used as it is."))
        elif model and dataset:
            self._words.setText(tr("Model and dataset chosen."))
        elif model:
            self._words.setText(tr("Choose a dataset to go on."))
        else:
            self._words.setText(tr("Choose a model and a dataset to go on."))
