"""A page that scrolls up and down.

Knows that it is as wide as its place. Does not know its contents.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scroll(QScrollArea):
    """Scrolls `widget` vertically, without a frame."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)
        # Contents that wrap can grow once more after Qt has measured them: it does not look again.
        self._measure = QTimer(self, singleShot=True, interval=0)
        self._measure.timeout.connect(self._measure_again)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._measure.start()
        return super().eventFilter(watched, event)

    def _measure_again(self) -> None:
        inner = self.widget()
        if (
            inner
            and inner.hasHeightForWidth()
            and inner.height() < inner.heightForWidth(inner.width())
        ):
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
