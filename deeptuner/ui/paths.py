"""Asking for a folder or a file without stopping the window.

Knows the system's dialogs. Does not know what is chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], None]


def ask_folder(parent: QWidget, title: str, start: Path, done: Chosen) -> QFileDialog:
    """`done` is called with the folder, unless the person cancels."""
    dialog = QFileDialog(parent, title, str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, done)


def ask_file(parent: QWidget, title: str, start: Path, kinds: str, done: Chosen) -> QFileDialog:
    """`kinds` is a filter as Qt writes it: `Data (*.json *.csv);;All files (*)`."""
    dialog = QFileDialog(parent, title, str(start), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, done)


def _open(dialog: QFileDialog, done: Chosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda path: done(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
