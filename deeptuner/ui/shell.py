"""Everything that a page gets: what is open, where to go, and the services.

Knows how the parts are made and ended together. Does not know any page.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deeptuner.ui.navigator import Navigator
from deeptuner.ui.preferences import Preferences
from deeptuner.ui.services.command import Commands
from deeptuner.ui.services.runs import Runs
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shell:
    """The parts that all pages share. Make one with `make_shell`."""

    workspace: Workspace
    navigator: Navigator
    preferences: Preferences
    worker: Worker
    runs: Runs
    commands: Commands

    def close(self) -> None:
        """The window goes: what was typed is saved, and no child of ours is left.

        Runs are nobody's children and go on.
        """
        self.runs.stop()
        self.commands.end()
        self.worker.stop()
        self.workspace.close_folder(forget=False)
        self.preferences.save()


def make_shell(preferences_file: Path | None = None) -> Shell:
    """The services of one window, with no folder open yet."""
    preferences = Preferences(preferences_file)
    workspace = Workspace(preferences)
    return Shell(
        workspace,
        Navigator(),
        preferences,
        Worker(),
        Runs(workspace),
        Commands(workspace),
    )
