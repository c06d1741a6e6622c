"""`Upload Config` and `Save Config`: settings files of a person, whole or not at all.

Knows how a file is chosen, read beside the event loop, and how every mistake in it is listed. Does
not know YAML.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from deeptuner.files import write_text
from deeptuner.settings.dump import dump_config
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.config import Config
from deeptuner.ui.pages.fine_tuning.writing import REFUSALS, told_of
from deeptuner.ui.services.background import in_background
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Toast, tell_error
from deeptuner.ui.workspace import Workspace

ENDINGS: Final = (".yaml", ".yml")


class ConfigFiles:
    """Files to and from the form of one page."""

    def __init__(self, page: QWidget, workspace: Workspace, loaded: Callable[[], None]) -> None:
        self._page = page
        self._workspace = workspace
        self._loaded = loaded

    def choose_upload(self) -> None:
        dialog = self._dialog(tr("Upload Config"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.upload(Path(name)))
        dialog.open()

    def choose_save(self) -> None:
        dialog = self._dialog(tr("Save Config"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("yaml")
        dialog.selectFile(f"{self._workspace.config.name or 'settings'}.yaml")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def upload(self, file: Path) -> None:
        """Take all settings of `file`; with a mistake in it nothing changes and all are listed."""
        in_background(
            self._page, lambda: load_config(file), partial(self._take, file), self._refuse
        )

    def save(self, file: Path) -> None:
        """Write the whole form with comments. A file dialog has asked before replacing one."""
        try:
            write_text(file, dump_config(self._workspace.config))
        except REFUSALS as error:
            tell_error(self._page, told_of(error))
        else:
            Toast.show_in(self._page, tr("Saved {file}", file=file.name), "ok")

    def _take(self, file: Path, config: Config) -> None:
        self._workspace.replace(config)
        self._loaded()
        Toast.show_in(self._page, tr("Loaded {file}", file=file.name), "ok")

    def _refuse(self, told: Told) -> None:
        nothing = tr("Nothing was changed.")
        fix = f"{told.fix} {nothing}".strip()
        tell_error(self._page, Told(told.what, told.where, fix, told.mistakes))

    def _dialog(self, title: str) -> QFileDialog:
        folder = self._workspace.folder or Path.home()
        kinds = tr("Settings files") + " (" + " ".join(f"*{ending}" for ending in ENDINGS) + ")"
        dialog = QFileDialog(self._page, title, str(folder), f"{kinds};;{tr('All files')} (*)")
        dialog.finished.connect(dialog.deleteLater)
        return dialog
