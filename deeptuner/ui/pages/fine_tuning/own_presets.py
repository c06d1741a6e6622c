"""Presets in the window: putting one over the form, and saving and deleting one's own.

Knows the questions that are asked on the way. Does not know what a preset holds.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.errors import InputError
from deeptuner.settings.presets import (
    Change,
    delete_preset,
    own_preset_names,
    reads_as,
    save_preset,
)
from deeptuner.settings.sections.config import Config
from deeptuner.ui.forms.in_words import not_legal
from deeptuner.ui.pages.fine_tuning.writing import REFUSALS, told_of
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Dialog, Label, Toast, ask, tell_error, vbox
from deeptuner.ui.workspace import Workspace
from deeptuner.words import message

Applied = Callable[[str, list[Change], Callable[[], None]], None]


class OwnPresets:
    """`applied` hears of a preset's name, what it changed, and how to undo that; `listed` that
    there are others now."""

    def __init__(
        self,
        page: QWidget,
        workspace: Workspace,
        applied: Applied,
        listed: Callable[[], None],
    ) -> None:
        self._page = page
        self._workspace = workspace
        self._applied = applied
        self._listed = listed

    def names(self) -> list[str]:
        folder = self._workspace.folder
        return own_preset_names(folder) if folder else []

    def apply(self, name: str) -> None:
        """Put a preset over the form."""
        before, preset = self._workspace.config, self._workspace.preset
        try:
            changes = self._workspace.apply_preset(name)
        except REFUSALS as error:
            self._listed()
            tell_error(self._page, told_of(error))
            return
        self._applied(name, changes, lambda: self._undo(before, preset))

    def ask_name(self) -> Dialog:
        """Ask under which name the form is to be kept."""
        field = QLineEdit(self._workspace.config.name)
        field.setAccessibleName(tr("Name of the preset"))
        self._wrong = Label("", px=12, tone="danger", wrap=True)
        self._wrong.hide()
        about = tr("Keeps all settings but the model, the dataset, the GPUs and the run's name.")
        body = QWidget()
        body.setLayout(vbox(Label(about, tone="text2", wrap=True), field, self._wrong, gap=10))
        save = Button(tr("Save preset"), kind="primary")
        cancel = Button(tr("Cancel"))
        dialog = Dialog(self._page, tr("Save as preset"), body, [cancel, save], stay=[save])
        save.clicked.connect(lambda: self._save(field.text(), dialog))
        dialog.open()
        field.setFocus()
        field.selectAll()
        return dialog

    def ask_delete(self, name: str) -> None:
        ask(
            self._page,
            tr("Delete the preset {name}?", name=name),
            tr("The settings in the form stay as they are. The preset itself cannot be had back."),
            tr("Delete preset"),
            danger=True,
            done=lambda yes: self._delete(name) if yes else None,
        )

    def _save(self, name: str, dialog: Dialog) -> None:
        folder = self._workspace.folder
        if folder is None:
            return
        if self._workspace.illegal:  # the preset would hold what stands in no field
            reason = not_legal(self._workspace.illegal)
            self._wrong.setText(tr("Nothing is saved yet. {reason}", reason=reason))
            self._wrong.show()
            return
        if name.strip() in self.names():
            dialog.dismiss()
            self._ask_replace(name.strip())
            return
        try:
            _refuse_label(name)
            saved = save_preset(self._workspace.config, name, folder)
        except REFUSALS as error:
            told = told_of(error)
            self._wrong.setText(f"{told.what} {told.fix}".strip())
            self._wrong.show()
            return
        dialog.dismiss()
        self._saved(saved.stem)

    def _ask_replace(self, name: str) -> None:
        ask(
            self._page,
            tr("Replace the preset {name}?", name=name),
            tr("There is a preset of this name already."),
            tr("Replace preset"),
            danger=True,
            done=lambda yes: self._replace(name) if yes else None,
        )

    def _replace(self, name: str) -> None:
        folder = self._workspace.folder
        if folder is None:
            return
        try:
            save_preset(self._workspace.config, name, folder, replace=True)
        except REFUSALS as error:
            tell_error(self._page, told_of(error))
            return
        self._saved(name)

    def _saved(self, name: str) -> None:
        """The form now begins from the new preset."""
        self._workspace.replace(self._workspace.config, name)
        self._listed()
        Toast.show_in(self._page, tr("Saved the preset {name}", name=name), "ok")

    def _delete(self, name: str) -> None:
        folder = self._workspace.folder
        if folder is None:
            return
        try:
            delete_preset(name, folder)
        except REFUSALS as error:
            tell_error(self._page, told_of(error))
        if self._workspace.preset == name:
            self._workspace.replace(self._workspace.config)
        self._listed()

    def _undo(self, config: Config, preset: str) -> None:
        self._workspace.replace(config, preset)
        self._listed()


def _refuse_label(name: str) -> None:
    """Raises InputError for what a shipped preset is called in the person's language; its own name
    is refused where presets are saved."""
    if reads_as(name) in map(reads_as, (tr("Speed Up"), tr("Higher Precision"))):
        raise InputError(
            message("settings.preset-shipped", name=name.strip()),
            fix=message("settings.preset-other"),
        )
