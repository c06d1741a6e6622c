"""A field that searches as one types.

Knows the pause after the last letter, the key that brings the cursor here, and Esc. Does not know
what is searched.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.theme.icons import pixmap
from deeptuner.ui.theme.theme import theme

PAUSE_MS = 120
ICON = 15
EDGE = 14  # what the style sheet keeps free beside the words


class SearchField(QLineEdit):
    """`text_changed` comes once the person paused; `key_hint` is drawn while the field is empty."""

    text_changed = Signal(str)

    def __init__(self, placeholder: str, key_hint: str = "") -> None:
        super().__init__()
        self._key_hint = key_hint
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.text_changed.emit(self.text()))
        self.setProperty("role", "search")
        self.setFont(font())
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(scaled(ICON + 7), 0, 0, 0)
        self.textChanged.connect(self._restart)

    def _restart(self) -> None:
        self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        painter = QPainter(self)
        glass = pixmap("magnifying-glass", "text2", ICON, self.devicePixelRatioF())
        painter.drawPixmap(scaled(9), (self.height() - scaled(ICON)) // 2, glass)
        if self._key_hint and not self.text() and not self.hasFocus():
            self._paint_key(painter)

    def _paint_key(self, painter: QPainter) -> None:
        """The key, unless the field is too narrow for it beside the placeholder."""
        tokens = theme().tokens
        painter.setFont(font(11, 500))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._key_hint) + scaled(12)
        height = scaled(18)
        key = QRectF(self.width() - width - 7, (self.height() - height) / 2, width, height)
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        if self.textMargins().left() + EDGE + words > key.left():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border2), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(key.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(tokens.text2))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._key_hint)
