"""The three columns: choose a checkpoint, merge and prove it, export it.

Knows how the cards follow one another. Does not know how runs are chosen, nor what a card does.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from deeptuner.runs.folder import RunFolder
from deeptuner.ui.pages.merge_export.checkpoint_card import FULL, CheckpointCard
from deeptuner.ui.pages.merge_export.exporting.card import ExportCard
from deeptuner.ui.pages.merge_export.exporting.words import ExportChoice
from deeptuner.ui.pages.merge_export.merge_card import MergeCard
from deeptuner.ui.pages.merge_export.merged import Merged, read_merged
from deeptuner.ui.pages.merge_export.merging import MergeChoice
from deeptuner.ui.pages.merge_export.proof_card import ProofCard
from deeptuner.ui.pages.merge_export.report_card import ReportCard
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.report_dialog import ReportDialog
from deeptuner.ui.services.background import Errand, in_background
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.widgets import Scroll, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.ui.services.run_list import RunEntry
    from deeptuner.ui.shell import Shell

COMPACT = 1400  # px: below, the side columns are narrower
LEAST = 1160  # px that the columns take
MOST = 0.33  # of the width that a side column in a large font may take
COLUMNS = {True: (352, 376), False: (408, 424)}


class MergeView(QWidget):
    """`show_run(entry)`. `chosen` carries the checkpoint, or None."""

    chosen = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._entry: RunEntry | None = None
        self._why_unproven = ""
        self._looking: Errand | None = None
        self._asked_devices = False
        terms = Terms(shell)
        self.checkpoints = CheckpointCard(terms)
        self.merge = MergeCard(shell.commands, terms)
        self.proof = ProofCard(terms)
        self.export = ExportCard(shell.commands, terms)
        self.report = ReportCard()
        self._lay_out()
        self.checkpoints.chosen.connect(self._follow_choice)
        self.merge.moved.connect(self.look)
        self.merge.merged.connect(self._merged)
        self.merge.failed.connect(self.look)
        self.merge.working.connect(self.export.hold)
        self.export.working.connect(self.merge.hold)
        self.report.wanted.connect(self._make_report)

    def busy(self) -> bool:
        """A command is at work on what is shown, so that nothing else must be."""
        return self.merge.busy() or self.export.busy()

    def show_run(self, entry: RunEntry | None) -> None:
        self._entry = entry
        self._why_unproven = ""
        self.checkpoints.show_run(entry)
        self.report.show_run(entry.path if entry else None)

    def follow(self, entry: RunEntry | None) -> None:
        """The same run, whose state may be another."""
        self._entry = entry
        self.checkpoints.follow(entry)

    def enter(self) -> None:
        """It is seen: what lies on the disk may be other than before."""
        if self.busy():
            return
        self.checkpoints.read()
        self.report.show_run(self._entry.path if self._entry else None)
        self.look()
        self._ask_devices()

    def look(self) -> None:
        """Read what the merge of the chosen run left on the disk."""
        if self._looking is not None:
            self._looking.drop()
            self._looking = None
        folder = self._model_folder()
        if folder is None:
            self.proof.show_merged(None)
            self.export.choose(None)
            return
        look = partial(read_merged, folder)
        self._looking = in_background(self, look, self._show_merged, lambda _told: None)

    def _model_folder(self) -> Path | None:
        """Where the whole model lies, or will: a full fine-tuning has it in its run."""
        if self._entry is not None and self._entry.method == FULL:
            return RunFolder(self._entry.path).model_dir
        return self.merge.output

    def _follow_choice(self) -> None:
        saved, entry = self.checkpoints.saved, self._entry
        home = self._shell.workspace.folder
        if entry is None or saved is None or home is None or entry.method == FULL:
            self.merge.choose(None, self.checkpoints.why)
        else:
            choice = MergeChoice(entry.path, entry.name, saved.step, home, entry.method)
            self.merge.choose(choice, "")
        self.chosen.emit(saved)
        self.look()

    def _show_merged(self, merged: Merged) -> None:
        self._looking = None
        entry, home = self._entry, self._shell.workspace.folder
        if entry is None or home is None or merged.folder != self._model_folder():
            return
        saved = self.checkpoints.saved
        if entry.method == FULL:
            self.proof.show_merged(None)
        elif saved is not None:
            self.merge.show_merged(merged)
            merged = merged.of(entry.name, saved.step)
            self.proof.show_merged(merged, self._why_unproven)
        choice = ExportChoice(entry.path, entry.name, home, merged.folder)
        self.export.choose(choice if merged.whole else None)

    def _merged(self, _folder: Path, why_unproven: str) -> None:
        self._why_unproven = why_unproven
        self.export.forget()
        self.look()

    def _make_report(self, run: Path) -> None:
        dialog = ReportDialog(self, self._shell.commands, run)
        dialog.made.connect(lambda _: self.report.show_run(run))
        dialog.open()

    def _ask_devices(self) -> None:
        """Once: the GPUs of a machine do not change while its window is open."""
        if self._entry is None or self._asked_devices:
            return
        self._asked_devices = True
        self._shell.worker.ask("gpus", {}, self._show_devices, owner=self)

    def _show_devices(self, told: dict[str, Any]) -> None:
        fit = [one for one in told.get("devices", ()) if one.get("fit")]
        self.merge.show_devices([(f"cuda:{one['index']}", _named(one)) for one in fit])

    def _lay_out(self) -> None:
        """Each column scrolls by itself: what exports stays in sight however long a proof is."""
        self._left = _column((self.checkpoints, 1), (self.report, 1), left=16, right=6)
        self._middle = _column(self.merge, (self.proof, 1), left=6, right=6)
        right = _column((self.export, 1), left=6, right=16)
        self._columns = QWidget()
        self._columns.setLayout(hbox(self._left, self._middle, (right, 1), gap=0))
        self.across = Scroll(self._columns)
        self.across.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(vbox(self.across))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a window that is narrower than the columns, they scroll to the side."""
        super().resizeEvent(event)
        least = scaled(LEAST)
        self._columns.setMinimumWidth(least)
        width = max(event.size().width(), least)
        left, middle = COLUMNS[width < scaled(COMPACT)]
        self._left.setFixedWidth(min(scaled(left), round(width * MOST)) + 16 + 6)
        self._middle.setFixedWidth(min(scaled(middle), round(width * MOST)) + 6 + 6)


def _column(*cards: QWidget | tuple[QWidget, int], left: int, right: int) -> Scroll:
    content = QWidget()
    content.setLayout(vbox(*cards, gap=12, margins=(left, 16, right, 16)))
    return Scroll(content)


def _named(device: dict[str, Any]) -> str:
    return f"GPU{device['index']} · {device['name']}"
