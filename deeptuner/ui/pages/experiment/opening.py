"""Opening a folder as an experiment, and making the sample: what is asked, and what follows.

Knows the questions. Does not know how a folder is opened (the workspace does), nor how the sample
is made (the command `init --sample` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.job_dialog import JobDialog
from deeptuner.ui.paths import ask_folder
from deeptuner.ui.services.background import in_background
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Button, Label, ask, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.settings.sections.config import Config
    from deeptuner.ui.shell import Shell

SAMPLE: Final = "DeepTuner sample"


class Opening(QObject):
    def __init__(self, page: QWidget, shell: Shell) -> None:
        super().__init__(page)
        self._page = page
        self._shell = shell

    def ask_folder(self) -> None:
        start = self._shell.workspace.folder or Path.home()
        ask_folder(self._page, tr("Select Folder"), start, self.open)

    def open(self, folder: Path) -> None:
        """Open `folder`; ask first when it holds something, but no experiment."""
        workspace = self._shell.workspace
        strange = in_use(folder) and workspace.needs_parts(folder)
        if not strange or (folder / "runs").is_dir():
            workspace.open_folder(folder)
            return
        ask(
            self._page,
            tr("Make this folder an experiment?"),
            tr(
                "{path} holds other things. DeepTuner adds the folders models, datasets, runs and "
                ".deeptuner to it, and changes nothing else.",
                path=words.short_path(folder),
            ),
            tr("Make it an experiment"),
            done=lambda yes: self._open_if(folder, yes),
        )

    def _open_if(self, folder: Path, yes: bool) -> None:
        if yes:
            self._shell.workspace.open_folder(folder)

    def ask_sample(self) -> None:
        SampleDialog(self._page, self._shell).open()


class SampleDialog(JobDialog):
    """Where to make the sample experiment."""

    def __init__(self, parent: QWidget, shell: Shell) -> None:
        self._shell = shell
        self._folder = QLineEdit(str(free_folder(Path.home() / SAMPLE)))
        self._folder.setAccessibleName(tr("Folder"))
        browse = Button(tr("Browse…"))
        browse.clicked.connect(lambda: ask_folder(self, tr("Where to?"), Path.home(), self._put))
        label = Label(tr("Folder"))
        label.setBuddy(self._folder)
        form = QWidget()
        form.setLayout(vbox(label, hbox((self._folder, 1), browse), gap=4))
        title = tr("Create sample experiment")
        super().__init__(parent, title, form, tr("Create"), "flask", shell.commands)
        self._folder.returnPressed.connect(self.go.click)

    def given(self) -> list[str]:
        typed = self._folder.text().strip()
        return ["init", typed, "--sample"] if typed else []

    def ended_well(self, result: Mapping[str, Any]) -> None:
        workspace = self._shell.workspace
        if workspace.open_folder(Path(result["path"])):
            settings = Path(result["settings"])
            in_background(workspace, lambda: _load(settings), workspace.replace, self._not_read)

    def _not_read(self, told: Told) -> None:
        self._shell.workspace.failed.emit(told)

    def _put(self, folder: Path) -> None:
        self._folder.setText(str(free_folder(folder / SAMPLE)))


def _load(settings: Path) -> Config:
    from deeptuner.settings.load import load_config

    return load_config(settings)


def free_folder(wanted: Path) -> Path:
    """`wanted`, with a number when there is such a folder already."""
    number, path = 1, wanted
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name} {number}")
    return path


def in_use(folder: Path) -> bool:
    """Whether something lies in `folder`; one that cannot be looked into counts as empty."""
    try:
        return any(not path.name.startswith(".") for path in folder.iterdir())
    except OSError:
        return False
