"""A line that a person may copy and type elsewhere.

Knows how it is shown and copied. Does not know what it does.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Dialog, IconButton, Label, Panel, Toast, hbox, vbox


class CommandLine(Panel):
    """`text` in letters of one width, with a button that copies it."""

    def __init__(self, text: str) -> None:
        shown = Label(text, 11, mono=True, elide=True, selectable=True)
        copy = IconButton("copy", tr("Copy: {title}", title=text))
        copy.clicked.connect(lambda: copied(self, text))
        super().__init__("inset", hbox((shown, 1), copy, gap=4, margins=(10, 1, 4, 1)))
        self.text = text


def copied(widget: QWidget, text: str) -> None:
    """Put `text` into the clipboard, and say so."""
    QGuiApplication.clipboard().setText(text)
    Toast.show_in(widget, tr("Copied"), "ok")


def show_command(parent: QWidget, line: str) -> Dialog:
    """`Show command`: what a button does, as a person would type it."""
    text = QPlainTextEdit(line, readOnly=True)
    text.setProperty("role", "code")
    text.setFont(font(12, mono=True))
    text.setAccessibleName(tr("Command"))
    text.setFixedHeight(scaled(92))
    about = Label(
        tr("The button does the same as this line in a terminal."), tone="text2", wrap=True
    )
    body = QWidget()
    body.setLayout(vbox(about, text, None, gap=10))
    copy = Button(tr("Copy command"), kind="primary", icon="copy")
    copy.clicked.connect(lambda: copied(parent, line))
    dialog = Dialog(parent, tr("Command"), body, [Button(tr("Close")), copy], width=620)
    dialog.open()
    return dialog
