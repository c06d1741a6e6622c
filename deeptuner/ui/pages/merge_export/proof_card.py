"""The proof of a merge: what was compared, what came out, and the report to keep.

Knows the states: none yet, proven, failed, not proven. Does not know how a proof is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from deeptuner.files import write_bytes
from deeptuner.ui import format as words
from deeptuner.ui.desktop import open_folder
from deeptuner.ui.pages.merge_export.checks import CheckRow, about, check_rows, passed
from deeptuner.ui.pages.merge_export.difference_chart import DifferenceChart
from deeptuner.ui.pages.merge_export.merged import Merged
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.services.background import in_background
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    Chip,
    IconLabel,
    Label,
    Line,
    Note,
    Toast,
    hbox,
    tell_error,
    vbox,
)

Report = Mapping[str, Any]


class ProofCard(Card):
    """`show_merged` shows what is on the disk, and why nothing was proven, if that is known."""

    def __init__(self, terms: Terms) -> None:
        self._chip = Chip("")
        help_button = terms.button(tr("Proof report"), "proof")
        super().__init__(tr("Proof report"), self._chip, help=help_button)
        self._file: Path | None = None
        self._rows = QWidget()
        self._note = Note("neutral", "")
        self._bound = Label("", 12, 400, "danger")
        self._chart = DifferenceChart()
        self._drawn = QWidget()
        head = hbox(
            Label(tr("Largest difference in each row"), 12, 400, "text2"), None, self._bound
        )
        self._drawn.setLayout(vbox(head, (self._chart, 1), gap=4))
        self._save = Button(tr("Save report"), "link", "file-text", "sm")
        self._show = Button(tr("Show in folder"), "link", "folder-open", "sm")
        self._save.clicked.connect(self._ask_where)
        self._show.clicked.connect(self._show_folder)
        self.body.addWidget(self._note)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._drawn, 1)
        self.body.addStretch(0)
        self.body.addLayout(hbox(self._save, None, self._show))
        self.show_merged(None)

    def show_merged(self, merged: Merged | None, why: str = "") -> None:
        """Show the proof, or why there is none. A merge that failed last counts before all."""
        failed = merged.failed if merged else None
        report = failed or (merged.proof if merged else None)
        self._show_report(report)
        if merged is None or not (report or merged.whole):
            self._tell_none()
        elif report is None:
            self._tell_unproven(why)
        else:
            self._tell_proof(report)
        if merged and report:
            self._file = merged.failed_file if failed else merged.proof_file

    def _tell_none(self) -> None:
        self._chip.hide()
        told = tr("Each merge is compared with the model and its adapter; the result stands here.")
        self._say("neutral", "", told)

    def _tell_unproven(self, why: str) -> None:
        self._chip.show()
        self._chip.set(tr("Not proven"), "warn", "warning-fill")
        unknown = tr("It was merged without a comparison. Merging it again makes one.")
        self._say(
            "warn", tr("Nothing shows yet that this model does what was trained."), why or unknown
        )

    def _tell_proof(self, report: Report) -> None:
        rows = check_rows(report)
        good, all_passed = passed(rows), bool(report["passed"])
        text = tr("{good} of {count} passed", good=good, count=len(rows))
        self._chip.show()
        self._chip.set(text, "ok" if all_passed else "danger", _sign(all_passed))
        if all_passed:
            self._note.hide()
            return
        fix = tr(
            "No model was kept, and what was there before stays. Keep the report, choose another "
            "checkpoint or device, and merge again; if it fails again, report it."
        )
        self._say("danger", tr("The merged model failed its proof."), fix)

    def _show_report(self, report: Report | None) -> None:
        self._file = None
        old, self._rows = self._rows, QWidget()
        if report:
            self._rows.setLayout(_grid(check_rows(report)))
        self.body.replaceWidget(old, self._rows)
        old.deleteLater()
        self._rows.setVisible(report is not None)
        self.set_sub(about(report) if report else "")
        values: Sequence[float] = report.get("per_row") or () if report else ()
        self._drawn.setVisible(bool(values))
        if report and values:
            bound = report["allowed"]
            self._bound.setText(tr("limit {bound}", bound=words.number(bound, 2)))
            self._chart.show_rows(values, bound)
        for button in (self._save, self._show):
            button.setVisible(report is not None)

    def _say(self, tone: Any, title: str, text: str) -> None:
        self._note.set_tone(tone)
        self._note.set_text(title, text)
        self._note.show()

    def _ask_where(self) -> None:
        if self._file is None:
            return
        kinds = f"JSON (*.json);;{tr('All files')} (*)"
        dialog = QFileDialog(self, tr("Save report"), str(Path.home()), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(self._file.name)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, target: Path) -> None:
        """Copy the report; the file dialog has asked before replacing one."""
        file = self._file
        if file is not None:
            done = partial(self._saved, target)
            in_background(self, partial(_copy, file, target), done, self._not_saved)

    def _saved(self, target: Path, _copied: object) -> None:
        Toast.show_in(self, tr("Saved {file}", file=target.name), "ok")

    def _not_saved(self, told: Told) -> None:
        tell_error(self, told)

    def _show_folder(self) -> None:
        if self._file is not None:
            open_folder(self, self._file.parent)


def _copy(file: Path, target: Path) -> None:
    """Raises RunError when the disk refuses, OSError when the report is gone."""
    write_bytes(target, file.read_bytes())


def _grid(rows: Sequence[CheckRow]) -> QGridLayout:
    """Sign, title, figure and what it is measured by, with lines in between."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for at, row in enumerate(rows):
        title, figure = Label(row.title, wrap=True), Label(row.figure, 13, 600)
        title.setAccessibleName(_spoken(row))
        if not row.passed:
            figure.set_tone("danger")
        grid.addWidget(
            IconLabel(_sign(row.passed), "ok" if row.passed else "danger", 15), 2 * at, 0
        )
        grid.addWidget(title, 2 * at, 1)
        grid.addWidget(figure, 2 * at, 2, right)
        grid.addWidget(Label(row.detail, 12, 400, "text2"), 2 * at, 3)
        grid.addWidget(Line(), 2 * at + 1, 0, 1, 4)
    return grid


def _sign(good: bool) -> str:
    return "check-circle-fill" if good else "x-circle-fill"


def _spoken(row: CheckRow) -> str:
    if row.passed:
        return tr("{check}: passed", check=row.title)
    return tr("{check}: failed", check=row.title)
