"""Bringing models and datasets into the experiment: from this machine, or from Hugging Face.

Knows what is asked of a person and which command it becomes. Does not copy or download.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.runs.datasets import KINDS
from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.job_dialog import JobDialog
from deeptuner.ui.pages.experiment.paths import ask_file, ask_folder
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Label, RadioButton, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.ui.shell import Shell

Kind = Literal["model", "dataset"]
Added = Callable[[str], None]  # told the name that it has in the experiment
BESIDE_ICON: Final = 4  # pixels between an icon and the words
TOKEN: Final = "HF_TOKEN"  # noqa: S105 - the name of the variable


class AddDialog(JobDialog):
    """Something that lies elsewhere on this machine: link to it, or copy it."""

    def __init__(self, parent: QWidget, shell: Shell, kind: Kind, path: Path, done: Added) -> None:
        self._kind, self._path, self._done = kind, path, done
        self._link = RadioButton(tr("Link to it: no room is needed, but it must stay where it is"))
        self._copy = RadioButton(tr("Copy it into the experiment"))
        self._link.setChecked(True)
        form = QWidget()
        where = Label(words.short_path(path), 12, 400, "text2", wrap=True, selectable=True)
        form.setLayout(vbox(where, self._link, self._copy, gap=10))
        title = tr("Add a model") if kind == "model" else tr("Add a dataset")
        super().__init__(parent, title, form, tr("Add"), "plus", shell.commands)

    def given(self) -> list[str]:
        return ["add", self._kind, str(self._path), *(["--copy"] if self._copy.isChecked() else [])]

    def ended_well(self, result: Mapping[str, Any]) -> None:
        self._done(result["name"])


class GetDialog(JobDialog):
    """A model or dataset from Hugging Face, by its id."""

    def __init__(self, parent: QWidget, shell: Shell, kind: Kind, done: Added) -> None:
        self._kind, self._done = kind, done
        self._id = _line(tr("Id on Hugging Face"), "owner/name")
        self._revision = _line(tr("Revision"), tr("newest"))
        self._token = _line(tr("Access token"), tr("only for gated or private repositories"))
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        form = QWidget()
        form.setLayout(vbox(*map(_labelled, (self._id, self._revision, self._token)), gap=10))
        model = kind == "model"
        title = (
            tr("Get a model from Hugging Face") if model else tr("Get a dataset from Hugging Face")
        )
        super().__init__(parent, title, form, tr("Download"), "download-simple", shell.commands)
        self._id.textChanged.connect(lambda text: self.go.setEnabled(bool(text.strip())))
        self._id.returnPressed.connect(self.go.click)
        self.go.setEnabled(False)

    def given(self) -> list[str]:
        wanted = self._id.text().strip()
        if not wanted:
            return []
        revision = self._revision.text().strip()
        return ["get", self._kind, wanted, *(["--revision", revision] if revision else [])]

    def environment(self) -> dict[str, str]:
        """The token travels in the environment, so that no list of processes shows it."""
        token = self._token.text().strip()
        return {TOKEN: token} if token else {}

    def ended_well(self, result: Mapping[str, Any]) -> None:
        self._done(result["name"])


def add_from_here(parent: QWidget, shell: Shell, kind: Kind, done: Added) -> None:
    """Ask for a model's folder, or a dataset's file, then how it is to be added."""

    def chosen(path: Path) -> None:
        AddDialog(parent, shell, kind, path, done).open()

    home = Path.home()
    if kind == "model":
        ask_folder(parent, tr("Choose the model's folder"), home, chosen)
        return
    endings = " ".join(f"*{ending} *{ending}.gz" for ending in sorted(KINDS))
    kinds = f"{tr('Data files')} ({endings});;{tr('All files')} (*)"
    ask_file(parent, tr("Choose the dataset's file"), home, kinds, chosen)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def _labelled(line: QLineEdit) -> QWidget:
    label = Label(line.accessibleName())
    label.setBuddy(line)
    both = QWidget()
    both.setLayout(vbox(label, line, gap=4))
    return both


class AddButtons(QWidget):
    """`Add` and `Get from Hugging Face` in a row; the second is an icon where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self.add = Button(tr("Add"), "ghost", "plus", "sm")
        self._words = tr("Get from Hugging Face")
        self.get = Button(self._words, "ghost", "cloud-arrow-down", "sm", tip=self._words)
        self.setLayout(hbox(None, self.get, self.add, gap=2))

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._size(with_words=True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self._size(with_words=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        fits = self._size(with_words=True).width() <= self.width()
        self.get.setText(self._words if fits else "")

    def _size(self, *, with_words: bool) -> QSize:
        size = super().sizeHint()
        words = self.get.fontMetrics().horizontalAdvance(self._words) + BESIDE_ICON
        growth = words * (with_words - bool(self.get.text()))
        return QSize(size.width() + growth, size.height())
