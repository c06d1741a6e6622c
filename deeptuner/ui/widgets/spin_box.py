"""Numbers with arrows.

Knows that a wheel changes a number only while it has the focus. Does not know bounds or units.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSizePolicy, QSpinBox

from deeptuner.ui.theme.fonts import font


def _set_up(box: QAbstractSpinBox, name: str) -> None:
    box.setAccessibleName(name)
    box.setFont(font())
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a wheel alone never brings the focus
    box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    box.setLocale(QLocale.c())  # numbers as the config file has them
    box.lineEdit().setTextMargins(8, 0, 0, 0)  # a style sheet's padding does not reach it
    box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)


def _is_meant(box: QAbstractSpinBox, event: QWheelEvent) -> bool:
    """Whether the wheel is for the number; else it scrolls what is around it."""
    event.setAccepted(box.hasFocus())
    return box.hasFocus()


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        _set_up(self, name)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if _is_meant(self, event):
            super().wheelEvent(event)


class DoubleSpinBox(QDoubleSpinBox):
    """A number with a fraction."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        _set_up(self, name)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if _is_meant(self, event):
            super().wheelEvent(event)
