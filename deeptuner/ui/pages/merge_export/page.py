"""The page: choose a run and a checkpoint, merge, use the result.

Knows how the parts fit together. Does not know how a checkpoint is read or merged.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from deeptuner.runs.folder import RunFolder
from deeptuner.runs.saved import Saved, saved_checkpoints
from deeptuner.ui.page import Page
from deeptuner.ui.pages.merge_export.after_card import ReportCard, UseCard
from deeptuner.ui.pages.merge_export.checkpoint_table import CheckpointTable
from deeptuner.ui.pages.merge_export.merge_card import MergeCard, MergeChoice
from deeptuner.ui.report_dialog import ReportDialog
from deeptuner.ui.services.background import Errand, in_background
from deeptuner.ui.status_words import status_chip
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    Chip,
    ComboBox,
    EmptyState,
    Label,
    Panel,
    Scroll,
    Skeleton,
    Table,
    hbox,
    vbox,
)

if TYPE_CHECKING:
    from deeptuner.ui.services.run_list import RunEntry
    from deeptuner.ui.shell import Shell

FULL = "full"  # the method that trains the model itself
COMPACT = 1400  # px: below, the side columns are narrower
MOST = 0.33  # of the width that a side column in a large font may take
COLUMNS = {True: (352, 376), False: (408, 424)}


class MergeExportPage(Page):
    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._model = CheckpointTable(self)
        self._table = Table(self._model)
        self._run_box = ComboBox()
        self._chip = Chip("")
        self._told = Label("", 13, 400, "text2", wrap=True)
        self._merge = MergeCard(shell.commands)
        self._use = UseCard()
        self._report = ReportCard()
        self._reading: Errand | None = None
        self._shown_run = ""
        self._wanted = ""
        self._build()
        shell.runs.changed.connect(self._follow_runs)
        shell.workspace.folder_changed.connect(self._forget)
        self._run_box.chosen.connect(self._choose_run)
        self._table.selectionModel().currentRowChanged.connect(self._choose_row)
        self._merge.merged.connect(self._use.show_model)
        self._report.wanted.connect(self._make_report)
        self._follow_runs()

    def enter(self) -> None:
        self._follow_runs()
        self._read(self._shown_run)

    def go_to(self, target: object) -> None:
        """`target` is a run's name."""
        self._wanted = str(target)
        self._follow_runs()

    def _build(self) -> None:
        self._run_box.setAccessibleName(tr("Run"))
        self._run_box.setMinimumWidth(240)
        bar = Panel("bar", hbox(self._run_box, self._chip, None, margins=(16, 12, 16, 12)))
        checkpoints = Card(tr("Choose a checkpoint"))
        checkpoints.body.addWidget(self._told, 0, Qt.AlignmentFlag.AlignTop)
        checkpoints.body.addWidget(self._table, 1)
        self._table.setAccessibleName(tr("Checkpoints"))
        self._left = QWidget()
        self._left.setLayout(vbox((checkpoints, 1), self._report, gap=12))
        self._middle = QWidget()
        self._middle.setLayout(vbox((self._merge, 1)))
        columns = QWidget()
        columns.setLayout(
            hbox(self._left, self._middle, (self._use, 1), gap=12, margins=(16, 16, 16, 16))
        )
        self._go = Button(tr("Go to Fine-Tuning"), "primary", "arrow-right")
        self._go.clicked.connect(self._go_on)
        self._empty = EmptyState("git-merge", "", self._go)
        self._filled = QWidget()
        self._filled.setLayout(vbox(bar, (Scroll(columns), 1), gap=0))
        self._reading_runs = Skeleton(6)
        self._waiting = QWidget()
        self._waiting.setLayout(vbox(self._reading_runs, None, margins=(16, 16, 16, 16)))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._filled)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        width = event.size().width()
        left, middle = COLUMNS[width < scaled(COMPACT)]
        self._left.setFixedWidth(min(scaled(left), round(width * MOST)))
        self._middle.setFixedWidth(min(scaled(middle), round(width * MOST)))

    def _forget(self) -> None:
        self._shown_run = self._wanted = ""
        self._show_checkpoints([])
        self._use.show_model(None)
        self._follow_runs()

    def _follow_runs(self) -> None:
        """The list of runs is new, or the person wants another of them."""
        entries = [entry for entry in self.shell.runs.entries if entry.problem is None]
        self._show_part(bool(entries))
        self._say_why_empty()
        names = [entry.name for entry in entries]
        if self._merge.busy():
            return
        chosen = next((one for one in (self._wanted, self._shown_run) if one in names), None)
        chosen = chosen or next(iter(names), "")
        self._run_box.set_choices([(name, name) for name in names], chosen)
        self._run_box.setEnabled(True)
        self._show_status(chosen)
        if chosen != self._shown_run:
            self._choose_run(chosen)

    def _show_part(self, filled: bool) -> None:
        """The columns, or why there are none: the runs are still being read, or there is none."""
        reading = self.shell.workspace.experiment is not None and not self.shell.runs.loaded
        if filled or not reading:
            self._reading_runs.stop()
        else:
            self._reading_runs.start()
        empty = self._waiting if reading else self._empty
        self._stack.setCurrentWidget(self._filled if filled else empty)

    def _say_why_empty(self) -> None:
        if self.shell.workspace.experiment is None:
            self._empty.set_sentence(tr("Open an experiment folder first."))
            self._go.set_text(tr("Go to Experiment"))
        else:
            self._empty.set_sentence(
                tr("No run to merge yet. Fine-tune a model, then merge what it learned.")
            )
            self._go.set_text(tr("Go to Fine-Tuning"))

    def _go_on(self) -> None:
        nothing_open = self.shell.workspace.experiment is None
        self.shell.navigator.open("experiment" if nothing_open else "fine-tuning")

    def _show_status(self, name: str) -> None:
        entry = self.shell.runs.entry(name)
        self._chip.setVisible(entry is not None)
        if entry is not None:
            self._chip.set(*status_chip(entry.status))

    def _choose_run(self, name: str) -> None:
        self._wanted = ""
        self._shown_run = name
        self._show_status(name)
        self._show_checkpoints([])
        self._told.setText(tr("Reading the checkpoints …") if name else "")
        self._use.show_model(None)
        self._read(name)

    def _read(self, name: str) -> None:
        entry = self.shell.runs.entry(name)
        if self._reading is not None:
            self._reading.drop()
            self._reading = None
        if entry is None or self._merge.busy():
            return
        run = RunFolder(entry.path)
        self._report.show_run(run.path)
        self._reading = in_background(
            self, lambda: saved_checkpoints(run), self._show_checkpoints, self._not_read
        )

    def _make_report(self, run: Path) -> None:
        dialog = ReportDialog(self, self.shell.commands, run)
        dialog.made.connect(lambda _: self._report.show_run(run))
        dialog.open()

    def _not_read(self, told: Told) -> None:
        self._reading = None
        self._told.setText("\n".join(part for part in (told.what, told.where) if part))
        self._told.show()

    def _show_checkpoints(self, found: list[Saved]) -> None:
        self._reading = None
        before = self._model.chosen()
        if list(self._model.rows) != found:
            self._model.show(found)
        entry = self.shell.runs.entry(self._shown_run)
        why = why_not(entry, bool(found))
        self._told.setText(why)
        self._told.setVisible(bool(why))
        self._table.setVisible(bool(found))
        steps = [one.step for one in found]
        row = steps.index(before.step) if before and before.step in steps else -1
        self._table.select_row(row if row >= 0 else self._model.preferred_row())
        self._tell_card(why)

    def _choose_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._model.choose(current.row())
        self._tell_card("")

    def _tell_card(self, why: str) -> None:
        saved = self._model.chosen()
        entry = self.shell.runs.entry(self._shown_run)
        folder = self.shell.workspace.folder
        if entry is None or saved is None or folder is None or entry.method == FULL:
            self._merge.choose(None, why)
            return
        self._merge.choose(MergeChoice(entry.path, entry.name, saved.step, folder), "")
        output = self._merge.output
        self._use.show_model(output if output and output.exists() else None)

    @property
    def merge_folder(self) -> Path | None:
        return self._merge.output


def why_not(entry: RunEntry | None, found: bool) -> str:
    """Why a run cannot be merged, empty when it can."""
    if entry is None:
        return ""
    if entry.method == FULL:
        return tr(
            "Full fine-tuning changed the model itself, so there is nothing to merge. "
            "The model lies in the run's folder, under model/."
        )
    if found:
        return ""
    if entry.active:
        return tr("This run has not saved a checkpoint yet. Save now on Monitor makes one.")
    return tr("This run ended before it saved a checkpoint, so there is nothing to merge.")
