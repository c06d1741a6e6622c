"""Editors for text on one line, and for the path of a file or folder.

Knows that an empty field can mean `auto` or nothing, and how to let a person choose a file. Does
not know whether what is named exists.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QWidget

from deeptuner.settings.catalog import FieldSpec
from deeptuner.settings.declare import AUTO
from deeptuner.settings.text import value_of
from deeptuner.ui.forms.editors.editor import Editor
from deeptuner.ui.forms.editors.words import for_nothing
from deeptuner.ui.forms.hints import Hints
from deeptuner.ui.translation import choice_title, tr
from deeptuner.ui.widgets import IconButton, hbox

FOLDERS = ("model.path", "checkpoints.resume_from")  # what these name is never a single file


class TextEditor(Editor):
    """One line of text."""

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__(spec, title)
        self.field = QLineEdit()
        word = choice_title(spec, AUTO) if spec.default == AUTO else for_nothing(spec)
        self.field.setPlaceholderText(word)
        self.field.textEdited.connect(self._on_typed)
        self._line = hbox(self.field)
        self.setLayout(self._line)
        self.name_fields()

    def draw(self) -> None:
        left_out = self.value is None or self._means_auto(self.value)
        self.field.setText("" if left_out else str(self.value))
        self.field.setCursorPosition(0)
        self.field.setToolTip(self.field.text())

    def fields(self) -> list[QWidget]:
        return [self.field]

    def _on_typed(self, text: str) -> None:
        auto = self.spec.default == AUTO and not text.strip()
        self.give(AUTO if auto else value_of(self.spec, text))

    def _means_auto(self, value: object) -> bool:
        return self.spec.default == AUTO and value == AUTO


class PathEditor(TextEditor):
    """A path: typed, chosen or dropped. Inside the experiment it is written relative to it."""

    takes_a_line = True

    def __init__(self, spec: FieldSpec, title: str, hints: Hints) -> None:
        super().__init__(spec, title)
        self._hints = hints
        self._browse = IconButton("folder-open", tr("Choose {setting}…", setting=title))
        self._browse.clicked.connect(self._on_browse)
        self._line.addWidget(self._browse)
        self.setAcceptDrops(True)
        self.field.setAcceptDrops(False)

    def fields(self) -> list[QWidget]:
        return [self.field]

    def choose(self, path: str) -> None:
        """Take a path that was chosen rather than typed."""
        chosen = Path(path)
        folder = self._hints.folder
        inside = folder is not None and chosen.is_relative_to(folder)
        self.give(str(chosen.relative_to(folder)) if inside and folder else str(chosen))
        self.draw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.choose(files[0])

    def _on_browse(self) -> None:
        if self.spec.path in FOLDERS:
            self._open_dialog(QFileDialog.FileMode.Directory)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("File…"), lambda: self._open_dialog(QFileDialog.FileMode.ExistingFile))
        menu.addAction(tr("Folder…"), lambda: self._open_dialog(QFileDialog.FileMode.Directory))
        menu.popup(self._browse.mapToGlobal(self._browse.rect().bottomLeft()))

    def _open_dialog(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.title, str(self._hints.folder or Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self.choose)
        dialog.open()
