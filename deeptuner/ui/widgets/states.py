"""What a list or a page shows when there is nothing, something is wrong, or it is still read.

Knows the three shapes. Does not know why.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets.buttons import Button
from deeptuner.ui.widgets.labels import IconLabel, Label
from deeptuner.ui.widgets.layouts import hbox, vbox

PATIENCE_MS = 300
ROW = 44


class EmptyState(QWidget):
    """One sentence and one action."""

    def __init__(self, icon: str, sentence: str, action: Button | None = None) -> None:
        super().__init__()
        self._sentence = Label(sentence, 13, 400, "text2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = vbox(None, gap=10, margins=(16, 16, 16, 16))
        column.addWidget(IconLabel(icon, "text3", 32), 0, middle)
        column.addWidget(self._sentence)
        if action:
            column.addWidget(action, 0, middle)
        column.addStretch(1)
        self.setLayout(column)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)


class Details(QWidget):
    """Text that only an expert reads, folded away, with a button that copies it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._show = Button(tr("Show details"), "ghost", "caret-down", "sm")
        copy = Button(tr("Copy details"), "ghost", "copy", "sm")
        self._text = QPlainTextEdit(text, readOnly=True)
        self._text.setProperty("role", "code")
        self._text.setFont(font(11.5, mono=True))
        self._text.setAccessibleName(tr("Details"))
        self._text.setMinimumHeight(scaled(120))
        self._text.hide()
        self._show.clicked.connect(self._toggle)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        self.setLayout(vbox(hbox(self._show, copy, None, gap=4), self._text, gap=6))

    def _toggle(self) -> None:
        shown = self._text.isHidden()
        self._text.setVisible(shown)
        self._show.set_text(tr("Hide details") if shown else tr("Show details"))
        self._show.set_icon("caret-up" if shown else "caret-down")


class ErrorState(QWidget):
    """What happened, where, what to do, and the buttons that do it; details folded."""

    def __init__(self, told: Told, *actions: Button, details: str = "") -> None:
        super().__init__()
        words = vbox(*error_words(told), gap=6)
        if actions:
            words.addSpacing(6)
            words.addLayout(hbox(*actions, None))
        if details:
            words.addWidget(Details(details))
        row = hbox(gap=12, margins=(16, 16, 16, 16))
        row.addWidget(IconLabel("warning-octagon-fill", "danger", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = vbox(row, None)
        self.setLayout(column)
        self.setAccessibleName(told.what)


def error_words(told: Told, *, title: bool = True) -> list[QWidget]:
    """An error as labels, one below the other: what, its single mistakes, where, what to do."""
    labels: list[QWidget] = []
    if title:
        labels.append(Label(told.what, 13, 600, "text", wrap=True, selectable=True))
    for mistake in told.mistakes:
        labels += error_words(mistake)
    if told.where:
        labels.append(Label(told.where, 11.5, 400, "text2", mono=True, wrap=True, selectable=True))
    if told.fix:
        labels.append(Label(told.fix, 13, 400, "text2", wrap=True, selectable=True))
    return labels


class Skeleton(QWidget):
    """Grey rows in place of what is still read. `start()` waits a little, so nothing flickers."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__()
        self._rows = rows
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Loading"))
        self.hide()

    def start(self) -> None:
        if self.isHidden():
            self._patience.start()

    def stop(self) -> None:
        self._patience.stop()
        self.hide()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(200), scaled(ROW) * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().tokens.hover))
        for row in range(self._rows):
            top = row * scaled(ROW)
            for share, at, height in ((0.45, 9, 11), (0.28, 27, 8)):
                width = (self.width() - 16) * (share + 0.07 * (row % 3))
                bar = QRectF(8, top + scaled(at), width, scaled(height))
                painter.drawRoundedRect(bar, 4, 4)
