"""Another run like one that there is: its settings, some of them changed, in the form.

Knows where the settings come from and where they go. Does not start the run: the person does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject

from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import with_values
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.config import Config
from deeptuner.ui.services.background import in_background
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import Told, tr


def prepare_new_run(
    owner: QObject,
    shell: Shell,
    run: RunFolder,
    changes: Mapping[str, Any],
    failed: Callable[[Told], None],
) -> None:
    """Put the settings of `run` with `changes` into the form and go there. `failed` when they can
    no longer be read, or do not allow the changes."""

    def take(config: Config) -> None:
        try:
            changed = with_values(config, changes)
        except ValidationError as error:
            why = "; ".join(str(mistake["msg"]) for mistake in error.errors())
            failed(Told(tr("The settings of this run do not allow this change."), "", why))
            return
        shell.workspace.replace(changed)
        shell.navigator.open("fine-tuning", next(iter(changes), None))

    in_background(owner, lambda: load_config(run.settings_file), take, failed)
