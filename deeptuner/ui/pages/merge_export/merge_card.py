"""The card that merges: where to, the button, its progress, how it ended.

Knows the `merge` command and what a person is told of it. Does not know how checkpoints are chosen,
nor what merging does.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit

from deeptuner.ui import format as words
from deeptuner.ui.services.command import Command, Commands, Outcome
from deeptuner.ui.translation import Told, say, tr
from deeptuner.ui.widgets import Button, Card, Label, Note, Progress, announce, ask, hbox, vbox
from deeptuner.words import message, message_from_json

MEGABYTE: Final = 10**6  # the unit in which the command reports its progress


@dataclass(frozen=True, slots=True)
class MergeChoice:
    """What is to be merged: a run, a step of it, and where the result goes if nothing is typed."""

    run: Path
    name: str
    step: int
    home: Path


class MergeCard(Card):
    """`Merge Model`. `merged` carries the folder of a merge that succeeded."""

    merged = Signal(object)

    def __init__(self, commands: Commands) -> None:
        super().__init__(tr("Merge"), sub=tr("Puts what the run learned into the model itself."))
        self._commands = commands
        self._choice: MergeChoice | None = None
        self._command: Command | None = None
        self._began = 0.0
        self._output = QLineEdit()
        self._output.setAccessibleName(tr("Save to"))
        self._merge = Button(tr("Merge Model"), "primary", "git-merge")
        self._cancel = Button(tr("Cancel"), "secondary", "stop")
        self._why = Label("", 12, 400, "text2", wrap=True)
        self._progress = Progress(tr("Progress of the merge"))
        self._far = Label("", 12, 400, "text2")
        self._note = Note("neutral", "")
        self._open = Button(tr("Open Folder"), "secondary", "folder-open", "sm")
        self._build()
        self.choose(None, "")

    @property
    def output(self) -> Path | None:
        """Where the merged model goes; relative paths are meant from the experiment."""
        if self._choice is None:
            return None
        typed = Path(self._output.text().strip() or self._choice.name).expanduser()
        return typed if typed.is_absolute() else self._choice.home / typed

    def choose(self, choice: MergeChoice | None, why: str) -> None:
        """What `Merge Model` would merge; without a choice, why there is none."""
        if self._command is not None:
            return
        moved = choice is None or self._choice is None or choice.run != self._choice.run
        self._choice = choice
        if moved:
            self._output.setText(f"merge/{choice.name}" if choice else "")
            self._hide_note()
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._follow()
        if moved:
            self._tell_if_there()

    def busy(self) -> bool:
        return self._command is not None

    def _build(self) -> None:
        self._merge.clicked.connect(self._ask_and_merge)
        self._cancel.clicked.connect(self._stop)
        self._open.clicked.connect(self._open_folder)
        self._output.editingFinished.connect(self._tell_if_there)
        label = Label(tr("Save to"))
        label.setBuddy(self._output)
        self.body.addLayout(vbox(label, self._output, gap=4))
        self.body.addLayout(hbox(self._merge, self._cancel, None))
        self.body.addWidget(self._why)
        self.body.addLayout(vbox(self._progress, self._far, gap=4))
        self.body.addWidget(self._note)
        self.body.addLayout(hbox(self._open, None))
        self.body.addStretch(1)

    def _follow(self) -> None:
        """Show what fits to whether something is chosen, and whether it is being merged."""
        running = self._command is not None
        self._merge.setVisible(not running)
        self._merge.setEnabled(self._choice is not None)
        self._output.setEnabled(self._choice is not None and not running)
        for widget in (self._cancel, self._progress, self._far):
            widget.setVisible(running)

    def _tell_if_there(self) -> None:
        output = self.output
        if output is None or self._command is not None:
            return
        there = output.exists()
        if there:
            self._show_note("neutral", tr("A merged model is there already."), _where(output))
        else:
            self._hide_note()
        self._open.setVisible(there)

    def _ask_and_merge(self) -> None:
        output = self.output
        if self._choice is None or output is None:
            return
        if not output.exists():
            self._start(output, replace=False)
            return
        ask(
            self,
            tr("Replace the merged model?"),
            tr(
                "{path} exists. It stays as it is until the new one is complete.",
                path=_where(output),
            ),
            tr("Replace"),
            danger=True,
            done=lambda yes: self._start(output, replace=True) if yes else None,
        )

    def _start(self, output: Path, *, replace: bool) -> None:
        choice = self._choice
        assert choice is not None
        given = ["merge", str(choice.run), "--checkpoint", str(choice.step)]
        given += ["--output", str(output)] + (["--overwrite"] if replace else [])
        self._began = time.monotonic()
        self._command = self._commands.run(given)
        self._command.progressed.connect(self._advance)
        self._command.finished.connect(lambda outcome: self._ended(outcome, output))
        self._hide_note()
        self._progress.set(None)
        self._far.setText(tr("Reading the model …"))
        self._follow()
        self._cancel.setEnabled(True)
        self._cancel.setFocus()
        announce(self, tr("Merging"))

    def _stop(self) -> None:
        if self._command is not None:
            self._cancel.setEnabled(False)
            self._far.setText(tr("Cancelling …"))
            self._command.cancel()

    def _advance(self, told: dict[str, Any]) -> None:
        done, total = told["done"], max(1, told["total"])
        self._progress.set(done / total)
        if told.get("unit") == "rows":
            self._far.setText(tr("Comparing it with the model and its adapter …"))
            return
        parts = [
            tr(
                "{done} of {total}",
                done=words.disk_size(done * MEGABYTE),
                total=words.disk_size(total * MEGABYTE),
            )
        ]
        spent = time.monotonic() - self._began
        if done and done < total:
            left = words.duration(spent / done * (total - done))
            parts.append(tr("about {time} left", time=left))
        self._far.setText(" · ".join(parts))

    def _ended(self, outcome: Outcome, output: Path) -> None:
        self._command = None
        self._follow()
        self._merge.setFocus()
        if outcome.ok:
            self._tell_success(outcome.result, output)
        elif outcome.cancelled:
            self._show_note("neutral", tr("The merge was cancelled."), tr("Nothing was changed."))
        else:
            self._tell_failure(outcome.error or Told(tr("The merge failed.")))
        self._open.setVisible(output.exists())
        if outcome.ok:
            self.merged.emit(output)

    def _tell_success(self, report: dict[str, Any], output: Path) -> None:
        spent = words.duration(time.monotonic() - self._began)
        size = words.disk_size(report.get("size_bytes", 0))
        told = tr(
            "{changed} of {tensors} weight tensors changed, {size}, in {time}.",
            changed=words.whole(report.get("changed", 0)),
            tensors=words.whole(report.get("tensors", 0)),
            size=size,
            time=spent,
        )
        title = say(message("cli.merge.done"))
        proof = [say(message_from_json(line)) for line in report.get("proof_told", ())]
        self._show_note("ok", title, "\n".join([told, *proof, _where(output)]))
        announce(self, title)

    def _tell_failure(self, told: Told) -> None:
        text = "\n".join(part for part in (told.where, told.fix) if part)
        self._show_note("danger", told.what, text)
        announce(self, told.what)

    def _show_note(self, tone: Any, title: str, text: str) -> None:
        self._note.set_tone(tone)
        self._note.set_text(title, text)
        self._note.show()

    def _hide_note(self) -> None:
        self._note.hide()
        self._open.hide()

    def _open_folder(self) -> None:
        if self.output is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.output)))


def _where(path: Path) -> str:
    return words.short_path(path)
