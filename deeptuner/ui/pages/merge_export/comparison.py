"""Both ways to merge a QLoRA run, with the losses that were measured and the better one named.

Knows the comparison's report. Does not know how it is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from deeptuner.ui import format as words
from deeptuner.ui.pages.merge_export.merging import NF4, ORIGINAL
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Chip, Label, Panel


def titles() -> dict[str, str]:
    """What the bases to merge into are called."""
    return {ORIGINAL: tr("Original, 16-bit"), NF4: tr("Match training (NF4)")}


class ComparisonBox(Panel):
    """`show_losses(report)` of a comparison; None hides it."""

    def __init__(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        super().__init__("inset", self._grid)

    def show_losses(self, report: Mapping[str, Any] | None) -> None:
        self._clear()
        told = report.get("comparison", report) if report else None
        self.setVisible(told is not None)
        if told is None:
            return
        about = tr("Loss on {rows} rows", rows=words.whole(told.get("rows", 0)))
        self._grid.addWidget(Label(about, 12, 400, "text2"), 0, 0, 1, 3)
        for at, (key, title) in enumerate(titles().items(), 1):
            self._row(at, title, told.get(key), told.get("recommended") == key)
        self._row(3, tr("As trained: NF4 with adapter"), told.get("adapter"), False)

    def _row(self, at: int, title: str, loss: float | None, best: bool) -> None:
        figure = Label(words.number(loss, 4), 13, 600 if best else 400)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(Label(title, 13, 600 if best else 400, wrap=True), at, 0)
        self._grid.addWidget(figure, at, 1, right)
        if best:
            self._grid.addWidget(Chip(tr("Recommended"), "ok", "star-fill"), at, 2)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
