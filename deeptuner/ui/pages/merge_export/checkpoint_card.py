"""The card that chooses: the checkpoints of a run, the best of them chosen beforehand.

Knows reading, choosing, and why there is nothing to choose. Does not know what is done with one.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal

from deeptuner.runs.folder import RunFolder
from deeptuner.runs.saved import Saved, saved_checkpoints
from deeptuner.ui.pages.merge_export.checkpoint_table import CheckpointTable
from deeptuner.ui.pages.merge_export.step_mark import mark
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.services.background import Errand, in_background
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Card, Label, Table

FULL = "full"  # the method that trains the model itself


class CheckpointCard(Card):
    """`chosen` tells that the choice is another, or that there is none (`saved` is None then)."""

    chosen = Signal()

    def __init__(self, terms: Terms) -> None:
        about = tr("Choose a checkpoint")
        super().__init__(about, help=terms.button(about, "checkpoint"))
        self._mark = mark(self, 1)
        self._model = CheckpointTable(self)
        self.table = Table(self._model)
        self.table.setAccessibleName(tr("Checkpoints"))
        self._told = Label("", 13, 400, "text2", wrap=True)
        self._entry: RunEntry | None = None
        self._reading: Errand | None = None
        self.body.addWidget(self._told, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.table, 1)
        self.body.addStretch(0)
        self.table.selectionModel().currentRowChanged.connect(self._choose_row)

    @property
    def saved(self) -> Saved | None:
        return self._model.chosen()

    @property
    def why(self) -> str:
        """Why nothing can be merged; empty where something can, or nobody knows yet."""
        return "" if self._reading else why_not(self._entry, bool(self._model.rows))

    def rows(self) -> tuple[Saved, ...]:
        return tuple(self._model.rows)

    def show_run(self, entry: RunEntry | None) -> None:
        """Another run: its checkpoints are read, and nothing is chosen until then."""
        self._entry = entry
        self._show([])
        self.read()
        if entry is not None:
            self._told.setText(tr("Reading the checkpoints …"))
            self._told.show()

    def follow(self, entry: RunEntry | None) -> None:
        """The same run, whose state may be another."""
        self._entry = entry

    def read(self) -> None:
        """Look again; what is chosen stays chosen if it is still there."""
        if self._reading is not None:
            self._reading.drop()
            self._reading = None
        if self._entry is not None:
            run = RunFolder(self._entry.path)
            self._reading = in_background(
                self, lambda: saved_checkpoints(run), self._show, self._not_read
            )

    def _show(self, found: list[Saved]) -> None:
        self._reading = None
        before = self.saved
        if list(self._model.rows) != found:
            self._model.show(found)
        why = self.why
        self._told.setText(why)
        self._told.setVisible(bool(why) and not found)
        self.table.setVisible(bool(found))
        self.table.setMaximumHeight(self.table.height_of_rows(max(1, len(found))))
        steps = [one.step for one in found]
        row = steps.index(before.step) if before and before.step in steps else -1
        self.table.select_row(row if row >= 0 else self._model.preferred_row())
        self._tell()

    def _not_read(self, told: Told) -> None:
        self._reading = None
        self._told.setText("\n".join(part for part in (told.what, told.where) if part))
        self._told.show()

    def _choose_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._model.choose(current.row())
        self._tell()

    def _tell(self) -> None:
        self._mark.set_done(self.saved is not None)
        self.chosen.emit()


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
