"""Where a question is typed, and the buttons beside it.

Knows Enter and Shift+Enter, how high a text makes the field, and the menu of prompts. Does not know
who answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Label, Panel, hbox, vbox

LINES: Final = 6  # that are seen before the field scrolls
ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SHOWN: Final = 64  # characters of a prompt in the menu


class Question(QPlainTextEdit):
    """Grows with its text. `entered`: the person pressed Enter."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font())
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Question to both models"))
        self.setPlaceholderText(
            tr("Ask both models … (Enter sends, Shift+Enter starts a new line)")
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(scaled(6))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() in ENTER:
            self.insertPlainText("\n")  # and no separator of lines, as Qt would
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *_size: object) -> None:
        lines = max(1, min(LINES, round(self.document().size().height())))
        high = lines * self.fontMetrics().lineSpacing() + 2 * scaled(6) + 6
        if self.height() != high:
            self.setFixedHeight(high)


class Composer(Panel):
    """`sent` carries what is asked. `prompts` fills the menu each time it opens."""

    sent = Signal(str)
    stopped = Signal()
    cleared = Signal()
    file_wanted = Signal()

    def __init__(self, prompts: Callable[[], Sequence[tuple[str, Sequence[str]]]]) -> None:
        super().__init__("card")
        self._prompts = prompts
        self._why = Label("", 12, 400, "text2", wrap=True)
        self.question = Question()
        self.menu_button = Button(tr("Prompts"), "ghost", "list-bullets")
        self.clear_button = Button(tr("Clear"), "ghost", "eraser")
        self.send_button = Button(tr("Send to both"), "primary", "paper-plane-tilt")
        self.stop_button = Button(tr("Stop"), "secondary", "stop")
        self._writing = False
        self._why_not = ""
        buttons = QWidget()
        buttons.setLayout(
            hbox(
                self.menu_button,
                self.clear_button,
                self.send_button,
                self.stop_button,
                margins=(0, 0, 0, 2),
            )
        )
        row = hbox(gap=12)
        row.addWidget(self.question, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(buttons, 0, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(vbox(self._why, row, gap=6, margins=(12, 10, 12, 10)))
        self._connect()
        self.allow("")

    def allow(self, why_not: str) -> None:
        """Whether a question may be sent; if not, why."""
        self._why_not = why_not
        self._why.setText(why_not)
        self._why.setVisible(bool(why_not))
        self._follow()

    def set_writing(self, writing: bool) -> None:
        """While the models write, `Stop` stands in place of `Send to both`."""
        had_focus = self.send_button.hasFocus() or self.stop_button.hasFocus()
        self._writing = writing
        self.send_button.setVisible(not writing)
        self.stop_button.setVisible(writing)
        if had_focus:
            (self.stop_button if writing else self.question).setFocus()
        self._follow()

    def put(self, text: str) -> None:
        """Have `text` in the field, to be changed or sent."""
        self.question.setPlainText(text)
        self.question.moveCursor(self.question.textCursor().MoveOperation.End)
        self.question.setFocus()

    def _connect(self) -> None:
        self.question.entered.connect(self._send)
        self.question.textChanged.connect(self._follow)
        self.send_button.clicked.connect(self._send)
        self.stop_button.clicked.connect(self.stopped)
        self.clear_button.clicked.connect(self.cleared)
        self.menu_button.clicked.connect(self.open_menu)
        self.set_writing(False)

    def _follow(self) -> None:
        typed = bool(self.question.toPlainText().strip())
        self.send_button.setEnabled(typed and not self._why_not)

    def _send(self) -> None:
        text = self.question.toPlainText().strip()
        if text and not self._why_not and not self._writing:
            self.question.clear()
            self.sent.emit(text)

    def open_menu(self) -> QMenu:
        """What can be asked: the run's sample prompts, what was asked before, a file of prompts."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, prompts in self._prompts():
            self._offer(menu, title, prompts)
        if not menu.isEmpty():
            menu.addSeparator()
        file = menu.addAction(tr("Ask all prompts of a file …"))
        file.triggered.connect(self.file_wanted)
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self.menu_button.mapToGlobal(above))
        return menu

    def _offer(self, menu: QMenu, title: str, prompts: Sequence[str]) -> None:
        if prompts and not menu.isEmpty():
            menu.addSeparator()
        if prompts:
            menu.addAction(title).setEnabled(False)
        for prompt in prompts:
            line = " ".join(prompt.split())
            shown = line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
            menu.addAction(shown.replace("&", "&&")).triggered.connect(partial(self.put, prompt))
