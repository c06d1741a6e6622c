"""`Upload Config` and `Save Config`: settings files of a person, whole or not at all.

Knows how a file is chosen, read beside the event loop, how every mistake in it is listed, and what
of the form outlives an upload. Does not know YAML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from deeptuner.errors import InputError
from deeptuner.files import write_text
from deeptuner.settings.catalog import Value, as_values, sections, spec_by_path, with_values
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.dump import dump_config
from deeptuner.settings.load import config_from_text
from deeptuner.settings.presets import Change
from deeptuner.settings.sections.config import Config
from deeptuner.ui.forms.in_words import not_legal
from deeptuner.ui.pages.fine_tuning.own_presets import Applied
from deeptuner.ui.pages.fine_tuning.writing import REFUSALS, told_of
from deeptuner.ui.services.background import in_background
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Toast, tell_error
from deeptuner.ui.workspace import Workspace
from deeptuner.words import message

ENDINGS: Final = (".yaml", ".yml")
LONGEST: Final = 28  # characters of a file's name in a note
READ_WITH: Final = ("data.format", "data.columns")  # how the rows of one dataset are read


class ConfigFiles:
    """Files to and from the form of one page. `loaded` is called after an upload and after it was
    undone; `applied` with what an upload changed, and how to undo it."""

    def __init__(
        self, page: QWidget, workspace: Workspace, loaded: Callable[[], None], applied: Applied
    ) -> None:
        self._page = page
        self._workspace = workspace
        self._loaded = loaded
        self._applied = applied

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
        in_background(self._page, lambda: _load(file), partial(self._take, file), self._refuse)

    def save(self, file: Path) -> None:
        """Write the whole form with comments. A file dialog has asked before replacing one."""
        if self._workspace.illegal:  # the file would hold what stands in no field
            reason = not_legal(self._workspace.illegal)
            Toast.show_in(self._page, tr("Nothing is saved yet. {reason}", reason=reason), "warn")
            return
        try:
            write_text(file, dump_config(self._workspace.config))
        except REFUSALS as error:
            tell_error(self._page, told_of(error))
        else:
            Toast.show_in(self._page, tr("Saved {file}", file=file.name), "ok")

    def _take(self, file: Path, loaded: Config) -> None:
        before, preset = self._workspace.config, self._workspace.preset
        config = with_values(loaded, _still_chosen(as_values(before), as_values(loaded)))
        self._put(config)
        Toast.show_in(self._page, tr("Loaded {file}", file=file.name), "ok")
        changes = _changes(as_values(before), as_values(config))
        self._applied(_short(file.name), changes, partial(self._put, before, preset))

    def _put(self, config: Config, preset: str = "") -> None:
        self._workspace.replace(config, preset)
        self._loaded()

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


def _load(file: Path) -> Config:
    """The settings in `file`. Raises InputError when there is none: it would reset the form."""
    text = read_text(file)
    config = config_from_text(text, str(file))
    if not _sets_something(parse(text, str(file)).values):
        raise InputError(
            message("settings.nothing-set", path=str(file)),
            where=str(file),
            fix=message("settings.choose-settings"),
        )
    return config


def _sets_something(values: Mapping[str, Any]) -> bool:
    """Whether a legal file has a key of a setting in it; its version and a record are none."""
    homes = {group.name for group in sections() if group.name}
    alone = {path for path in spec_by_path() if "." not in path}
    return any(bool(value) and key in homes | alone for key, value in values.items())


def _still_chosen(before: Mapping[str, Value], loaded: Mapping[str, Value]) -> dict[str, Value]:
    """Model and dataset are a choice, not a setting: a file that names none leaves them, and how
    the dataset's rows are read where it does not say that either."""
    kept = [path for path in ("model.path", "data.dataset") if not loaded[path]]
    specs = spec_by_path()
    if "data.dataset" in kept and all(loaded[path] == specs[path].default for path in READ_WITH):
        kept += READ_WITH
    return {path: before[path] for path in kept}


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def _changes(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[Change]:
    return [
        Change(path, before[path], after[path])
        for path in spec_by_path()
        if before[path] != after[path]
    ]
