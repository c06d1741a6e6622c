"""A field for a number that keeps whatever is typed, legal or not.

Knows steps that fit the size of the number, and shows beside it the other way to write it. Does not
know settings. (Qt's own spin boxes forbid wrong text, round to fixed decimals, and end at 2³¹.)
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from math import inf

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox

from deeptuner.settings.yaml_text import short_number
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.widgets import Label

Step = QAbstractSpinBox.StepEnabledFlag
FOR_A_MOMENT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
GAP = 8  # px between the text, the hint and the arrows
ARROWS = 22


class NumberField(QAbstractSpinBox):
    """`typed` gives the text after each edit by the person; `left` says that they have gone on, or
    pressed Enter (another window in front is no going on). An empty field shows the placeholder;
    stepping out of it begins at `start`."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, *, whole: bool, minimum: float | None, maximum: float | None) -> None:
        super().__init__()
        self._whole = whole
        self._low = -inf if minimum is None else minimum
        self._high = inf if maximum is None else maximum
        self.start: float = max(1.0 if whole else 0.0, self._low)
        self._unit = ""
        self._hint = Label("", px=12, tone="text3")
        self._hint.setParent(self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel alone never gives focus
        self.lineEdit().setTextMargins(GAP, 0, 0, 0)
        self.lineEdit().textEdited.connect(self._on_edit)

    def show_text(self, text: str) -> None:
        self.lineEdit().setText(text)
        self._show_hint()

    def set_placeholder(self, text: str) -> None:
        self.lineEdit().setPlaceholderText(text)
        self._show_hint()

    def set_unit(self, unit: str) -> None:
        self._unit = unit
        self._show_hint()

    def hint(self) -> str:
        """What stands beside the number."""
        return self._hint.text() if self._hint.isVisibleTo(self) else ""

    def validate(self, text: str, position: int, /) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, position

    def fixup(self, text: str) -> str:
        return text

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802
        value = self._number()
        if value is None:
            return Step.StepUpEnabled | Step.StepDownEnabled if not self.text() else Step.StepNone
        up = Step.StepUpEnabled if value < self._high else Step.StepNone
        down = Step.StepDownEnabled if value > self._low else Step.StepNone
        return up | down

    def stepBy(self, steps: int) -> None:  # noqa: N802
        value = self._number()
        following = self.start if value is None else self._stepped(value, steps)
        self.lineEdit().setText(self._as_text(following))
        self.selectAll()
        self._on_edit(self.text())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() not in FOR_A_MOMENT:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._show_hint()

    def _on_edit(self, text: str) -> None:
        self._show_hint()
        self.typed.emit(text)

    def _number(self) -> float | None:
        try:
            return float(self.text().replace("_", ""))
        except ValueError:
            return None

    def _stepped(self, value: float, steps: int) -> float:
        for _ in range(abs(steps)):
            value = value + (1 if steps > 0 else -1) * self._step(value, steps > 0)
            value = float(f"{value:.12g}")
        return min(max(value, self._low), self._high)

    def _step(self, value: float, up: bool) -> float:
        """1 for whole and large numbers, else one in the first digit: 3e-4 → 4e-4, 1e-4 → 9e-5."""
        if self._whole or abs(value) > 1 or (up and value == 1):
            return 1
        if value == 0:
            return 0.01 if self._high <= 1 else 1
        size = Decimal(repr(abs(value))).adjusted()
        exact = Decimal(repr(abs(value))) == Decimal(10) ** size
        return float(Decimal(10) ** (size - (1 if exact and not up else 0)))

    def _as_text(self, value: float) -> str:
        return str(int(value)) if self._whole else short_number(value)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        if not self.isVisible():
            return
        text = other_way(self.text()) or (self._unit if self.text() else "")
        self._hint.setText(text)
        self._hint.adjustSize()
        room = self.width() - ARROWS - GAP * 3
        shown = self.text() or self.lineEdit().placeholderText()
        fits = self.fontMetrics().horizontalAdvance(shown) + GAP + self._hint.width() <= room
        show_if(bool(text) and fits, self._hint)
        left = self.width() - ARROWS - GAP - self._hint.width()
        self._hint.move(left, (self.height() - self._hint.height()) // 2)


def other_way(text: str) -> str:
    """`= 0.0002` for `2e-4`; empty where there is nothing to explain."""
    if "e" not in text.lower():
        return ""
    try:
        plain = f"{Decimal(text.strip().replace('_', '')):f}"
    except (InvalidOperation, ValueError):
        return ""
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return f"= {plain}" if len(plain) <= 14 else ""
