"""Rows of a card: what it is, a small curve of its last minutes, and its value.

Knows how rows stand under each other. Does not know what they measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.monitor.series import Array
from deeptuner.ui.pages.monitor.gpus.facts import Fact
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconLabel, Label, Sparkline

WIDEST = "16.4 / 24.0 GB"  # what a value may need without the curves getting narrower
LOWEST = 21


class FactRows(QWidget):
    """`set` shows facts; of another kind of facts the rows are made anew."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self._rows: dict[str, _Row] = {}

    def set(self, facts: Sequence[Fact], recent: Mapping[str, Array]) -> None:
        for fact in facts:
            if fact.column not in self._rows:
                self._rows[fact.column] = _Row(self._grid, len(self._rows), fact)
            self._rows[fact.column].set(fact, recent.get(fact.column))

    def show_only(self, columns: Sequence[str]) -> None:
        """Fold the other rows away; all are shown when none is named."""
        for column, row in self._rows.items():
            row.set_visible(not columns or column in columns)

    def values(self) -> dict[str, str]:
        """The values in words by their names, for whoever asks."""
        return {row.name.text(): row.value.text() for row in self._rows.values()}


class _Row:
    def __init__(self, grid: QGridLayout, number: int, fact: Fact) -> None:
        self.icon = IconLabel(fact.icon, "text2", 15)
        self.name = Label(fact.name, 12, tone="text2")
        self.curve = Sparkline(fact.tone, fact.name)
        self.value = Label("", 12, 600)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(self.value.fontMetrics().horizontalAdvance(WIDEST))
        grid.setRowMinimumHeight(number, scaled(LOWEST))
        for column, widget in enumerate(self._widgets()):
            grid.addWidget(widget, number, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid, self._number = grid, number

    def _widgets(self) -> tuple[QWidget, ...]:
        return self.icon, self.name, self.curve, self.value

    def set(self, fact: Fact, recent: Array | None) -> None:
        self.value.setText(fact.value)
        self.value.setAccessibleName(f"{fact.name} {fact.value}")
        values = [] if recent is None else recent.tolist()
        known = [None if value != value else value for value in values]
        self.curve.set(known, low=fact.low, high=fact.high or _most(recent), limit=fact.limit)
        self.curve.setToolTip(tr("The last 5 minutes"))

    def set_visible(self, visible: bool) -> None:
        for widget in self._widgets():
            widget.setVisible(visible)
        self._grid.setRowMinimumHeight(self._number, scaled(LOWEST) if visible else 0)


def _most(recent: Array | None) -> float | None:
    """The end of a scale that nothing else says: a little above the greatest value."""
    if recent is None or not np.isfinite(recent).any():
        return None
    return float(np.nanmax(recent)) * 1.25 or 1.0
