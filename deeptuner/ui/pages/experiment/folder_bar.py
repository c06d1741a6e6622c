"""The bar with the open folder: what is in it, how much room there is, other folders.

Knows words and buttons. Does not open folders.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from deeptuner.runs.experiment import Experiment
from deeptuner.ui import format as words
from deeptuner.ui.preferences import Recent
from deeptuner.ui.services.background import in_background
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, IconLabel, Label, Line, Panel, hbox, vbox


class FolderBar(Panel):
    select_asked = Signal()
    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("bar")
        self._name = Label("", 15, 600, elide=True)
        self._path = Label("", 12, 400, "text2", elide=True)
        self._counts = Label("", 12, 400, "text2")
        self._free = Label("", 12, 400, "text2")
        self._recent = Button(tr("Recent"), "ghost", "clock-counter-clockwise")
        self._menu = QMenu(self._recent)
        self._recent.setMenu(self._menu)
        select = Button(tr("Select Folder"), "secondary", "folder-open")
        select.clicked.connect(self.select_asked)
        names = QWidget()
        names.setMinimumWidth(180)
        names.setLayout(vbox(self._name, self._path, gap=0))
        parts = (
            IconLabel("folder-open", "accent_text", 24),
            (names, 1),
            Line(vertical=True),
            self._counts,
            IconLabel("hard-drives", "text3", 15),
            self._free,
            None,
            self._recent,
            select,
        )
        self.setLayout(hbox(*parts, gap=12, margins=(16, 9, 16, 9)))

    def show_folder(self, folder: Path) -> None:
        self._name.setText(folder.name or str(folder))
        self._path.setText(words.short_path(folder))
        self._path.setToolTip(str(folder))
        in_background(self, lambda: shutil.disk_usage(folder).free, self._show_free)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many there are of each part."""
        self._counts.setText("    ".join(f"{name}/ {count}" for name, count in counts.items()))

    def show_recent(self, recent: Sequence[Recent], now_open: Path) -> None:
        self._menu.clear()
        others = [one for one in recent if one.folder != now_open]
        for one in others:
            action = self._menu.addAction(words.short_path(one.folder))
            action.triggered.connect(lambda _=False, one=one: self.folder_chosen.emit(one.folder))
        self._recent.setEnabled(bool(others))

    def _show_free(self, free: int) -> None:
        self._free.setText(tr("{size} free", size=words.disk_size(free)))


def counts(experiment: Experiment, runs: int, models: int, datasets: int) -> dict[str, int]:
    merged = experiment.folder / "merge"
    there = sum(1 for _ in merged.iterdir()) if merged.is_dir() else 0
    return {"models": models, "datasets": datasets, "runs": runs, "merge": there}
