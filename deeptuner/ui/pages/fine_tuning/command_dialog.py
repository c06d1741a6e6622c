"""`Show command`: what `Start Fine-Tuning` does, as a person would type it.

Knows the dialog. Copying writes the settings file, so that the command works; it is refused while
a field holds what is not legal.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from deeptuner.ui.forms.in_words import not_legal
from deeptuner.ui.pages.fine_tuning.starting import command_lines, next_config, write_config
from deeptuner.ui.pages.fine_tuning.writing import REFUSALS, told_of
from deeptuner.ui.theme.fonts import font, scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Dialog, Label, Toast, tell_error, vbox
from deeptuner.ui.workspace import Workspace


def show_command(page: QWidget, workspace: Workspace) -> Dialog | None:
    """Open the dialog; nothing when no experiment is open."""
    folder = workspace.folder
    if folder is None:
        return None
    lines = command_lines(workspace.config, folder)
    text = QPlainTextEdit(lines, readOnly=True)
    text.setProperty("role", "code")
    text.setFont(font(12, mono=True))
    text.setAccessibleName(tr("Command"))
    text.setFixedHeight(scaled(92))
    file = next_config(workspace.config, folder).relative_to(folder)
    about = tr("Starting does the same as these lines in a terminal.")
    written = tr("The settings are written to {file} when you copy or start.", file=file)
    body = QWidget()
    body.setLayout(
        vbox(
            Label(about, tone="text2", wrap=True),
            text,
            Label(written, px=12, tone="text2", wrap=True),
            None,
            gap=10,
        )
    )
    copy = Button(tr("Copy command"), kind="primary", icon="copy")
    dialog = Dialog(page, tr("Command"), body, [Button(tr("Close")), copy], width=620)
    copy.clicked.connect(lambda: _copy(page, workspace, lines))
    dialog.open()
    return dialog


def _copy(page: QWidget, workspace: Workspace, lines: str) -> None:
    assert workspace.folder is not None
    if workspace.illegal:  # the file would hold what stands in no field
        Toast.show_in(page, not_legal(workspace.illegal), "warn")
        return
    try:
        write_config(workspace.config, workspace.folder)
    except REFUSALS as error:
        tell_error(page, told_of(error))
        return
    QGuiApplication.clipboard().setText(lines)
    Toast.show_in(page, tr("Copied"), "ok")
