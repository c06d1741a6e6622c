"""A short word at the lower edge of the window, which goes by itself.

Knows how long it stays. Does not know what it reports; nothing important is said only here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from deeptuner.ui.widgets.announce import announce
from deeptuner.ui.widgets.labels import IconLabel, Label
from deeptuner.ui.widgets.layouts import hbox
from deeptuner.ui.widgets.note import ICONS, Tone
from deeptuner.ui.widgets.shadow import SPREAD, paint_floating

STAYS_MS = 6000
ABOVE_EDGE = 44


class Toast(QWidget):
    """`Toast.show_in(window, text, tone)`. A click takes it away early."""

    def __init__(self, window: QWidget, text: str, tone: Tone) -> None:
        super().__init__(window)
        label = Label(text, 13, 500)
        pad = SPREAD + 11
        self.setLayout(
            hbox(IconLabel(*ICONS[tone], 18), label, gap=10, margins=(pad, pad, pad, pad))
        )
        self._stay = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._stay.timeout.connect(self.dismiss)

    @classmethod
    def show_in(cls, window: QWidget, text: str, tone: Tone = "ok") -> Toast:
        """Show it in `window`, in place of an older one."""
        window = window.window()
        for older in window.findChildren(Toast):
            older.dismiss()
        toast = cls(window, text, tone)
        toast.place()
        toast.show()
        toast.raise_()
        toast._stay.start()
        window.installEventFilter(toast)
        announce(window, text)
        return toast

    def place(self) -> None:
        window = self.window().rect()
        size = self.sizeHint()
        self.resize(size)
        left = (window.width() - size.width()) // 2
        self.move(left, window.height() - size.height() - ABOVE_EDGE + SPREAD)

    def dismiss(self) -> None:
        self._stay.stop()
        self.hide()
        self.deleteLater()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        panel = QRectF(self.rect()).adjusted(SPREAD, SPREAD, -SPREAD, -SPREAD)
        paint_floating(QPainter(self), panel, 9, None)
