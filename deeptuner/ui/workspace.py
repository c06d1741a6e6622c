"""What is open: the experiment's folder and the settings that a person is editing.

Knows the draft, when it is saved, and when the folder is gone. Does not know any page, nor how
settings are shown; runs are read by `services/runs.py`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from errno import ENOENT
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from deeptuner.errors import DeepTunerError
from deeptuner.home import expanded
from deeptuner.runs.experiment import PARTS, Experiment
from deeptuner.ui.preferences import Preferences
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.draft import Draft, read_draft, write_draft
from deeptuner.ui.services.instance import Instance, knock
from deeptuner.ui.translation import Told, explain, tr

if TYPE_CHECKING:
    from deeptuner.settings.presets import Change
    from deeptuner.settings.sections.config import Config

Value = Any  # of a setting
SAVE_AFTER: Final = 400  # ms without another change
LOOK_EVERY: Final = 2000  # ms between two looks whether the folder is still there


class Workspace(QObject):
    """The open experiment and its draft.

    `settings_changed` carries the set of paths that changed; `failed` a `Told` that the person
    should see; `missing_changed` says that the folder went away or came back. `illegal` are the
    paths of settings whose field shows what cannot be a value, while the draft keeps the one
    before: the form says which, and who writes settings for a person then refuses.
    """

    folder_changed = Signal()
    settings_changed = Signal(object)
    model_changed = Signal()
    dataset_changed = Signal()
    failed = Signal(object)
    missing_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.experiment: Experiment | None = None
        self.missing = False
        self.illegal: tuple[str, ...] = ()
        self.instance = Instance(self)
        self._preferences = preferences
        self._draft: Draft | None = None
        self._values: Mapping[str, Value] | None = None
        self._unsaved = self._writing = self._looking = self._told_unsaved = False
        self._save = self._timer(SAVE_AFTER, self._write, once=True)
        self._look = self._timer(LOOK_EVERY, self._look_for_folder)

    @property
    def folder(self) -> Path | None:
        return self.experiment.folder if self.experiment else None

    @property
    def config(self) -> Config:
        return self._read().config

    @property
    def preset(self) -> str:
        """The preset that the form started from, empty when none."""
        return self._read().preset

    @property
    def values(self) -> Mapping[str, Value]:
        """Every setting by its path. Not to be changed in place."""
        if self._values is None:
            from deeptuner.settings.catalog import as_values

            self._values = as_values(self.config)
        return self._values

    def needs_parts(self, folder: Path) -> bool:
        """Whether opening `folder` would make the parts of an experiment in it."""
        return not all((folder / part).is_dir() for part in PARTS)

    def open_folder(self, folder: Path) -> bool:
        """Open the experiment in `folder`, with the parts that it lacks made, and remember it.

        False, and `failed`, when it is not to be had; what was open stays open.
        """
        try:
            folder = expanded(folder).absolute()
            _look_into(folder)
            experiment = Experiment.init(folder)
            mine = self.instance.claim(folder)
        except DeepTunerError as error:
            self.failed.emit(explain(error))
            return False
        except OSError as error:
            self.failed.emit(_cannot_open(folder, error))
            return False
        if not mine:
            self.failed.emit(open_elsewhere(folder))
            return False
        self.flush()
        self._preferences.remember(folder, time.time())
        self._show(experiment)
        self._look.start()
        return True

    def close_folder(self, *, forget: bool = True) -> None:
        """Nothing is open afterwards; with `forget` neither at the next start."""
        self.flush()
        self._look.stop()
        self.instance.release()
        if forget:
            self._preferences.folder = None
        if self.experiment is not None:
            self._show(None)

    def change(self, changes: Mapping[str, Value]) -> None:
        """Change some settings, together. Raises pydantic's ValidationError, changing nothing."""
        from deeptuner.settings.catalog import with_values

        self._take(Draft(with_values(self.config, changes), self.preset))

    def replace(self, config: Config, preset: str = "") -> None:
        """Put a whole form in place of the one that is edited."""
        self._take(Draft(config, preset))

    def apply_preset(self, name: str) -> list[Change]:
        """Put a preset over the form; what it changed. Raises InputError for an unknown one."""
        from deeptuner.settings.presets import apply_preset

        config, changed = apply_preset(self.config, name, self.folder)
        self._take(Draft(config, name))
        return changed

    def flush(self) -> None:
        """Have what is edited on disk before anything else happens."""
        self._save.stop()
        if not self._unsaved or self.folder is None or self.missing:
            return
        try:
            self._unsaved = not write_draft(self.folder, self._read())
        except DeepTunerError as error:
            self._not_written(explain(error))
        except OSError as error:
            self._not_written(_cannot_open(self.folder, error))

    def _read(self) -> Draft:
        """The draft, read when it is first wanted: settings are not needed for the first frame."""
        if self._draft is None:
            if self.folder is None:
                from deeptuner.settings.sections.config import Config

                self._draft = Draft(Config())
            else:
                self._draft, told = read_draft(self.folder)
                if told is not None:
                    QTimer.singleShot(0, self, lambda: self.failed.emit(told))
        return self._draft

    def _show(self, experiment: Experiment | None) -> None:
        self.experiment = experiment
        self._draft = self._values = None
        self._unsaved = self._told_unsaved = False
        if self.missing:
            self.missing = False
            self.missing_changed.emit()
        self.folder_changed.emit()

    def _take(self, draft: Draft) -> None:
        before = self.values
        self._draft, self._values = draft, None
        changed = {path for path, value in self.values.items() if value != before[path]}
        self._unsaved = True
        self._save.start()
        if changed:
            self.settings_changed.emit(changed)
        if "model.path" in changed:
            self.model_changed.emit()
        if "data.dataset" in changed:
            self.dataset_changed.emit()

    def _write(self) -> None:
        """Save beside the event loop: a disk under a training run may take its time."""
        folder, draft = self.folder, self._read()
        if self._writing or not self._unsaved or folder is None or self.missing:
            return
        self._writing, self._unsaved = True, False
        in_background(
            self,
            lambda: write_draft(folder, draft),
            lambda written: self._written(folder, written),
            self._not_written,
        )

    def _written(self, folder: Path, written: bool) -> None:
        self._writing = self._told_unsaved = False
        if not written:
            self._unsaved = True
            self._seen(folder, there=False)
        elif self._unsaved:
            self._save.start()

    def _not_written(self, told: Told) -> None:
        """Tell it once, until writing has worked again; the form itself stays in memory."""
        self._writing, self._unsaved = False, True
        if self._told_unsaved or self.missing:
            return
        self._told_unsaved = True
        fix = told.fix or tr("They are kept as long as this window is open.")
        self.failed.emit(Told(tr("Your settings cannot be saved. {why}", why=told.what), "", fix))

    def _look_for_folder(self) -> None:
        """A look may hang on a disk that does not answer; the next waits for it."""
        folder = self.folder
        if self._looking or folder is None:
            return
        self._looking = True
        in_background(self, folder.is_dir, self._looked(folder), self._unseen)

    def _looked(self, folder: Path) -> Callable[[bool], None]:
        return lambda there: self._seen(folder, there=there)

    def _unseen(self, _told: Told) -> None:
        self._looking = False

    def _seen(self, folder: Path, *, there: bool) -> None:
        self._looking = False
        if folder != self.folder or there != self.missing:
            return
        self.missing = not there
        self.missing_changed.emit()
        if there and self._draft is not None:
            self._unsaved = True
            self._write()

    def _timer(self, period: int, act: Any, *, once: bool = False) -> QTimer:
        timer = QTimer(self, interval=period, singleShot=once)
        timer.timeout.connect(act)
        return timer


def open_elsewhere(folder: Path) -> Told:
    """Show the window that has `folder`, and say so."""
    if knock(folder):
        return Told(tr("This folder is open in another window, which is shown now."), str(folder))
    return Told(
        tr("This folder is open in another window, which does not answer."),
        str(folder),
        tr("Close that window first, or end it in your system's task list."),
    )


def _look_into(folder: Path) -> None:
    """Raises PermissionError where the system does not let us in, FileNotFoundError for nothing."""
    if not folder.exists():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(folder))
    if folder.is_dir():
        next(iter(folder.iterdir()), None)


def _cannot_open(folder: Path, error: OSError) -> Told:
    if isinstance(error, FileNotFoundError):
        return Told(
            tr("This folder does not exist, or its disk is not connected."),
            str(folder),
            tr("Choose another folder, or connect the disk and try again."),
        )
    if isinstance(error, PermissionError):
        return Told(
            tr("You are not allowed to open this folder."),
            str(folder),
            tr("Choose another folder, or change its permissions."),
        )
    why = error.strerror or str(error)
    return Told(tr("This folder cannot be used: {why}.", why=why), str(folder))
