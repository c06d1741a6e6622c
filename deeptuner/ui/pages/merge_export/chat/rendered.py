"""The prompt as the fine-tuned model got it, with all that its template put around the words.

Knows how the text is shown. Does not know templates.
"""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from deeptuner.ui.pages.merge_export.command_line import copied
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Dialog, Label, vbox

WIDTH, HEIGHT = 680, 320  # px


def rendered_dialog(parent: QWidget, text: str) -> Dialog:
    """Not open yet."""
    shown = QPlainTextEdit(readOnly=True)
    shown.setPlainText(text)
    shown.setProperty("role", "code")
    shown.setFont(font(12, mono=True))
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(tr("The prompt as the model gets it"))
    shown.setMinimumHeight(scaled(HEIGHT))
    about = tr("The last question with everything that the chat template puts around it.")
    body = QWidget()
    body.setLayout(vbox(Label(about, 13, 400, "text2", wrap=True), (shown, 1), gap=8))
    copy, close = Button(tr("Copy"), icon="copy"), Button(tr("Close"), "primary")
    copy.clicked.connect(lambda: copied(shown, text))
    title = tr("The prompt as the model gets it")
    return Dialog(parent, title, body, [copy, close], width=WIDTH, stay=[copy])
