"""The dialogs that bring something in: what is wrong is told at its field, and until it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from deeptuner.ui.pages.experiment.adding import AddDialog, GetDialog
from deeptuner.ui.pages.experiment.job_dialog import JobDialog
from deeptuner.ui.shell import Shell
from deeptuner.ui.widgets import Label

SOON = 60_000  # ms: the command imports what it needs


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made


def fields_of(dialog: QWidget) -> dict[str, QLineEdit]:
    return {one.accessibleName(): one for one in dialog.findChildren(QLineEdit)}


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(Label) if one.isVisible())


def refused(dialog: JobDialog, qtbot: QtBot) -> None:
    """Start it, and wait until the command has said why not."""
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.job._note.isVisible, timeout=SOON)


def test_what_was_wrong_with_an_id_is_gone_once_it_changes(
    shell: Shell, window: QWidget, qtbot: QtBot
) -> None:
    dialog = GetDialog(window, shell, "dataset", lambda _: None)
    dialog.open()
    field = fields_of(dialog)["Id on Hugging Face"]
    field.setText("https://huggingface.co/datasets/o/slow")
    refused(dialog, qtbot)
    assert "is not the id of something" in words(dialog)
    field.setText("o/slow")
    assert dialog.job._note.isHidden()
    assert "is not the id of something" not in words(dialog)
    dialog.dismiss()


def test_why_it_could_not_be_linked_is_gone_once_it_is_to_be_copied(
    shell: Shell, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "empty.csv").touch()
    dialog = AddDialog(window, shell, "dataset", tmp_path / "empty.csv", lambda _: None)
    dialog.open()
    refused(dialog, qtbot)
    dialog._copy.setChecked(True)
    assert dialog.job._note.isHidden()
    dialog.dismiss()


def test_another_ending_than_the_files_is_told_at_its_field(
    shell: Shell, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "rows.csv").write_text("prompt,completion\na,b\n")
    dialog = AddDialog(window, shell, "dataset", tmp_path / "rows.csv", lambda _: None)
    dialog.open()
    name = fields_of(dialog)["Name"]
    name.setText("renamed.jsonl")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "must end with .csv" in words(dialog)
    assert "Call it renamed.csv." in words(dialog)
    assert not shell.commands.running
    name.setText("renamed.csv")
    assert "must end" not in words(dialog)
    dialog.dismiss()
