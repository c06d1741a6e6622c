"""Questions and errors above the window, which waits behind a veil.

Knows title, body, buttons, Esc and Enter. Does not know what is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets.announce import announce
from deeptuner.ui.widgets.buttons import Button, IconButton
from deeptuner.ui.widgets.card import Line
from deeptuner.ui.widgets.labels import IconLabel, Label
from deeptuner.ui.widgets.layouts import hbox, vbox
from deeptuner.ui.widgets.scroll import Scroll
from deeptuner.ui.widgets.shadow import SPREAD, Floating, paint_floating
from deeptuner.ui.widgets.states import Details, error_words

RADIUS = 13
WIDTH = 460
EDGE = 24


class Dialog(Floating):
    """`Dialog(parent, title, body, buttons).open()`: every button closes it after its own work.

    Buttons stand at the right in the given order; the last is the one that Enter presses. None in
    `buttons` puts those before it at the left. `stay` keeps the dialog open on a button's click.
    """

    cancelled = Signal()  # Esc, or the cross

    def __init__(
        self,
        parent: QWidget,
        title: str,
        body: QWidget,
        buttons: Sequence[QPushButton | None] = (),
        *,
        width: int = WIDTH,
        icon: tuple[str, str] | None = None,
        stay: Sequence[QPushButton] = (),
    ) -> None:
        super().__init__(parent.window())
        self._width = width
        self._panel = QWidget(self)
        self._buttons = [button for button in buttons if button is not None]
        for button in self._buttons:
            if button not in stay:
                button.clicked.connect(self.dismiss)
        self._scroll = Scroll(body)
        # What comes into the body later makes room for itself, once it is measured.
        self._grow = QTimer(self, singleShot=True, interval=0)
        self._grow.timeout.connect(self._place_again)
        self._panel.setLayout(
            vbox(
                self._header(title, icon),
                (self._scroll, 1),
                Line(),
                hbox(*buttons) if None in buttons else hbox(None, *buttons),
                gap=12,
                margins=(20, 16, 20, 16),
            )
        )
        self.setAccessibleName(title)
        self._body = body
        self._to_reveal: QWidget | None = None
        body.installEventFilter(self)

    def open(self) -> None:
        super().open()
        self.window().installEventFilter(self)
        if self._buttons:
            self._buttons[-1].setFocus(Qt.FocusReason.PopupFocusReason)
        announce(self, self.accessibleName())

    def dismiss(self) -> None:
        self.window().removeEventFilter(self)
        super().dismiss()

    def cancel(self) -> None:
        self.cancelled.emit()
        self.dismiss()

    def place(self) -> None:
        window = self.window().rect()
        self.setGeometry(window)
        size = self._size_in(window.size())
        self._panel.resize(size)
        self._panel.move(
            (window.width() - size.width()) // 2, (window.height() - size.height()) // 2
        )

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802
        if watched is self._body:
            if event.type() == QEvent.Type.LayoutRequest:
                self._grow.start()
        elif event.type() == QEvent.Type.Resize:
            self.place()
        elif isinstance(event, QKeyEvent) and self._is_lost_escape(event):
            self.cancel()
            return True
        return False

    def _is_lost_escape(self, event: QKeyEvent) -> bool:
        """Esc that nothing has the focus for: what had it was disabled or is gone."""
        pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        return pressed and QApplication.focusWidget() is None

    def reveal(self, widget: QWidget) -> None:
        """Give the body the room that it needs now, and scroll `widget` of it into view."""
        self._to_reveal = widget
        self._grow.start()

    def _place_again(self) -> None:
        if self.isHidden():
            return
        self.place()
        widget, self._to_reveal = self._to_reveal, None
        layout = self._panel.layout()
        if widget is not None and layout is not None and isValid(widget):
            layout.activate()
            self._scroll.ensureWidgetVisible(widget, 0, 0)

    def event(self, event: QEvent, /) -> bool:
        """Keys stop here: no shortcut of the window works behind the veil."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_last()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        tokens = theme().tokens
        veil = QColor(tokens.veil)
        veil.setAlphaF(tokens.veil_opacity)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        paint_floating(painter, QRectF(self._panel.geometry()), RADIUS, None)

    def _header(self, title: str, icon: tuple[str, str] | None) -> QWidget:
        close = IconButton("x", tr("Close"))
        close.clicked.connect(self.cancel)
        header = QWidget()
        row = hbox(gap=12)
        if icon:
            row.addWidget(IconLabel(*icon, 22))
        row.addWidget(Label(title, 16, 600, wrap=True), 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        header.setLayout(row)
        return header

    def _press_last(self) -> None:
        if self._buttons and self._buttons[-1].isEnabled():
            self._buttons[-1].click()

    def _size_in(self, window: QSize) -> QSize:
        self.ensurePolished()
        width = min(scaled(self._width), window.width() - 2 * EDGE)
        layout = self._panel.layout()
        assert isinstance(layout, QVBoxLayout)
        inside = width - layout.contentsMargins().left() - layout.contentsMargins().right()
        body = self._body.heightForWidth(inside) if self._body.hasHeightForWidth() else -1
        body = body if body >= 0 else self._body.sizeHint().height()
        rest = layout.sizeHint().height() - self._scroll.sizeHint().height()
        return QSize(width, min(rest + body + 2, window.height() - 2 * EDGE + SPREAD // 2))


def ask(
    parent: QWidget,
    title: str,
    text: str,
    yes: str,
    danger: bool = False,
    done: Callable[[bool], None] | None = None,
) -> Dialog:
    """A question answered by `yes` (its words) or cancelled; `done` hears which. Never blocks."""
    agree = Button(yes, "danger" if danger else "primary")
    refuse = Button(tr("Cancel"))
    icon = ("warning-fill", "warn") if danger else ("question", "accent_text")
    buttons = [agree, refuse] if danger else [refuse, agree]
    answered: list[bool] = []
    agree.clicked.connect(lambda: answered.append(True))  # before the dialog's own, which closes it
    dialog = Dialog(parent, title, _text_body(text), buttons, icon=icon)
    if done:
        dialog.closed.connect(lambda: done(bool(answered)))
    dialog.open()
    return dialog


def tell_error(parent: QWidget, told: Told, details: str = "") -> Dialog:
    """An error that the person must see before going on."""
    body = QWidget()
    words = error_words(told, title=False)
    body.setLayout(vbox(*words, *([Details(details)] if details else []), None, gap=8))
    close = Button(tr("Close"), "primary")
    dialog = Dialog(
        parent, told.what, body, [close], icon=("warning-octagon-fill", "danger"), width=520
    )
    dialog.open()
    return dialog


def _text_body(text: str) -> QWidget:
    body = QWidget()
    body.setLayout(vbox(Label(text, 13, 400, "text2", wrap=True, selectable=True), None))
    return body
