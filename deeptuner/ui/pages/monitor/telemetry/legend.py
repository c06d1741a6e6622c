"""Names of the lines with a piece of each; a click hides or shows one in all charts.

Knows keys and looks. Does not know what is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from deeptuner.ui.pages.monitor.telemetry.chart import Source
from deeptuner.ui.pages.monitor.telemetry.phases import TONES, doing_words
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import FlowLayout, Label, hbox

PIECE = 26
HIGH = 26


class Key(QAbstractButton):
    """One line's name, with a piece of it. Checked: it is shown."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.setText(source.name)
        self.setFont(font(12, 500))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Show {name}", name=source.name))
        self.setToolTip(tr("Hide or show {name} in all charts", name=source.name))

    def sizeHint(self) -> QSize:  # noqa: N802
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + scaled(PIECE + 18), scaled(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, left = self.height() / 2, scaled(6)
        pen = self.source.look.pen(2)
        if not self.isChecked():
            pen.setColor(QColor(tokens.border2))
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(left + scaled(PIECE - 4), middle))
        painter.setPen(QColor(tokens.text if self.isChecked() else tokens.text3))
        struck = self.font()
        struck.setStrikeOut(not self.isChecked())
        painter.setFont(struck)
        words = QRectF(self.rect()).adjusted(left + scaled(PIECE), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)


class Legend(QWidget):
    """`toggled` tells the key of a line, and whether it is shown."""

    toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(gap=2)
        self._phases = PhaseKey()
        self._flow.addWidget(self._phases)
        self.setLayout(self._flow)
        self.keys: list[Key] = []

    def set_sources(self, sources: Sequence[Source]) -> None:
        if [key.source for key in self.keys] == list(sources):
            return
        self._flow.clear()
        self.keys = [Key(source) for source in sources]
        for key in self.keys:
            key.toggled.connect(self._tell)
        self._phases = PhaseKey()
        for part in (*self.keys, self._phases):
            self._flow.addWidget(part)
            part.show()

    def _tell(self) -> None:
        for key in self.keys:
            self.toggled.emit(key.source.key, key.isChecked())


class PhaseKey(QWidget):
    """The colours of what a run does, with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(scaled(HIGH))
        row = hbox(gap=12, margins=(12, 0, 0, 0))
        for doing, words in doing_words().items():
            row.addLayout(hbox(_Swatch(TONES[doing]), Label(words, 11, tone="text3"), gap=5))
        self.setLayout(row)


class _Swatch(QWidget):
    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(scaled(14), scaled(5))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), QColor(getattr(theme().tokens, self._tone)))
