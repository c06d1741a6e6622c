"""The card that merges: where to, onto what, the button, its progress, how it ended.

Knows what a person chooses and is told. Does not know how checkpoints are chosen, what the command
is called with (`merging.py`), nor what merging does.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from deeptuner.ui import format as words
from deeptuner.ui.desktop import open_folder
from deeptuner.ui.pages.merge_export.command_line import show_command
from deeptuner.ui.pages.merge_export.comparison import ComparisonBox, titles
from deeptuner.ui.pages.merge_export.merged import Merged
from deeptuner.ui.pages.merge_export.merging import (
    AUTO,
    ORIGINAL,
    MergeChoice,
    Way,
    compare_words,
    merge_words,
)
from deeptuner.ui.pages.merge_export.place_row import SHARES, PlaceRow
from deeptuner.ui.pages.merge_export.step_mark import mark
from deeptuner.ui.pages.merge_export.terms import FieldRow, Terms
from deeptuner.ui.pages.merge_export.use_model import show_uses
from deeptuner.ui.pages.merge_export.work_row import Ending, WorkRow
from deeptuner.ui.services.command import Commands, Outcome, shown_command
from deeptuner.ui.translation import Told, listed, say, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    ComboBox,
    IconButton,
    Label,
    Note,
    announce,
    ask,
    hbox,
)
from deeptuner.words import message, message_from_json

SHORT = 10  # seconds, below which their parts are told


class MergeCard(Card):
    """`Merge Model`. `moved`: another folder is meant; `working`: a command began or ended;
    `merged` carries the folder of a merge that succeeded and, where nothing was proven, why;
    `failed`: one did not succeed."""

    moved = Signal()
    working = Signal(bool)
    merged = Signal(object, str)
    failed = Signal()

    def __init__(self, commands: Commands, terms: Terms) -> None:
        self._line = IconButton("terminal-window", tr("Show command"))
        help_button = terms.button(tr("Merge"), "merge")
        super().__init__(tr("Merge"), self._line, help=help_button)
        self._choice: MergeChoice | None = None
        self._told_of: Path | None = None  # the folder whose facts are shown
        self._held = False
        self._mark = mark(self, 2)
        self._onto = ComboBox()
        self._onto.set_choices(list(titles().items()), ORIGINAL)
        self._device = ComboBox()
        self._to_row = PlaceRow(terms.button(tr("Save to"), "safetensors"))
        self._onto_row = FieldRow(
            tr("Merge into"), terms.button(tr("Merge into"), "merge-base"), self._onto, *SHARES
        )
        self._device_row = FieldRow(
            tr("Device"), terms.button(tr("Device"), "gpu"), self._device, *SHARES
        )
        self._merge = Button(tr("Merge Model"), "primary", "git-merge")
        self._compare = Button(tr("Compare both"), "secondary", "ruler")
        self._why = Label("", 12, 400, "text2", wrap=True)
        self._work = WorkRow(commands, tr("Progress of the merge"))
        self._losses = ComparisonBox()
        self._note = Note("neutral", "")
        self._open = Button(tr("Open Folder"), "ghost", "folder-open", "sm")
        self._use = Button(tr("Use the model"), "ghost", "package", "sm")
        self._build()
        self.show_devices([])
        self.choose(None, "")

    @property
    def output(self) -> Path | None:
        """Where the merged model goes; None where nothing can."""
        return self._to_row.folder(self._choice)

    def choose(self, choice: MergeChoice | None, why: str) -> None:
        """What `Merge Model` would merge; without a choice, why there is none."""
        if self.busy():
            return
        former, self._choice = self._choice, choice
        if choice is None or former is None or choice.run != former.run:
            self._to_row.set_text(f"merge/{choice.name}" if choice else "")
            self._onto.set_key(ORIGINAL)
        if choice != former:
            self._losses.show_losses(None)
            self._hide_note()
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._follow()

    def busy(self) -> bool:
        return self._work.busy

    def hold(self, held: bool) -> None:
        """Whether the merged model is in use, so that nothing may be put in its place."""
        self._held = held
        self._follow()

    def show_devices(self, names: list[tuple[str, str]]) -> None:
        """GPUs on which it could be done, as (device, name); the row is shown if there are any."""
        choices = [(AUTO, tr("Automatic")), ("cpu", tr("CPU")), *names]
        self._device.set_choices(choices, self._device.key() or AUTO)
        self._device_row.setVisible(bool(names))

    def show_merged(self, merged: Merged) -> None:
        """What is on the disk, found by whoever reads it."""
        choice = self._choice
        if self.busy() or choice is None or merged.folder != self.output:
            return
        self._told_of = merged.folder
        own = merged.of(choice.name, choice.step)
        self._losses.show_losses(own.comparison if choice.quantized else None)
        self._show_whole(own.whole)
        there = merged.whole and self._note.isHidden()
        self._why.setText(_whose(merged, choice) if there else "")
        self._why.setVisible(there)

    def _build(self) -> None:
        self._merge.clicked.connect(self._ask_and_merge)
        self._compare.clicked.connect(self._start_comparison)
        self._line.clicked.connect(self._show_line)
        self._open.clicked.connect(self._open_folder)
        self._use.clicked.connect(self._show_uses)
        self._to_row.typed.connect(self._follow)
        self._to_row.changed.connect(self._output_changed)
        for row in (self._to_row, self._onto_row, self._device_row):
            self.body.addWidget(row)
        self.body.addLayout(hbox(self._merge, self._compare, None))
        self.body.addWidget(self._why)
        self.body.addWidget(self._work)
        self.body.addWidget(self._losses)
        self.body.addWidget(self._note)
        self.body.addLayout(hbox(self._open, self._use, None, gap=4))

    def _follow(self) -> None:
        """Show what fits to whether something is chosen, and whether it is being merged."""
        running, chosen, output = self.busy(), self._choice is not None, self.output
        quantized = self._choice is not None and self._choice.quantized
        self._merge.setVisible(not running)
        for button in (self._merge, self._compare):
            button.setEnabled(output is not None and not self._held)
        self._compare.setVisible(quantized and not running)
        self._onto_row.setVisible(quantized)
        for widget in (self._to_row, self._onto_row, self._device_row):
            widget.setEnabled(chosen and not running)
        self._line.setEnabled(output is not None and not running)
        self._to_row.judge(self._choice)
        if output is None:
            self._show_whole(False)
        if chosen and output is None:  # else it is told why nothing is chosen
            self._forget()

    def _forget(self) -> None:
        """What was told of another folder is not true of this one."""
        self._told_of = None
        self._hide_note()
        self._why.hide()
        self._losses.show_losses(None)
        self._show_whole(False)

    def _way(self) -> Way:
        return Way(self._onto.key(), self._device.key())

    def _output_changed(self) -> None:
        self._hide_note()
        if self._choice is not None and self.output != self._told_of:
            self._forget()
        self._follow()
        self.moved.emit()

    def _ask_and_merge(self) -> None:
        output = self.output
        if output is None:
            return
        if not _is_there(output):
            self._start(output, replace=False)
            return
        ask(
            self,
            tr("Replace the merged model?"),
            tr(
                "{path} exists. It stays as it is until the new one is complete.",
                path=words.short_path(output),
            ),
            tr("Replace"),
            danger=True,
            done=lambda yes: self._start(output, replace=True) if yes else None,
        )

    def _start(self, output: Path, *, replace: bool) -> None:
        assert self._choice is not None
        given = merge_words(self._choice, output, self._way(), replace=replace)
        self._run(given, partial(self._merge_ended, output=output))
        announce(self, tr("Merging"))

    def _start_comparison(self) -> None:
        if self._choice is None or self.output is None:
            return
        given = compare_words(self._choice, self.output, self._way())
        self._run(given, self._comparison_ended)

    def _run(self, given: list[str], ending: Ending) -> None:
        self._hide_note()
        self._why.hide()
        self._work.start(given, tr("Reading the model …"), ending)
        self._follow()
        self.working.emit(True)

    def _merge_ended(self, outcome: Outcome, output: Path) -> None:
        self._follow()
        self.working.emit(False)
        self._merge.setFocus()
        if outcome.ok:
            self._tell_success(outcome.result)
            told = outcome.result.get("proof_told", ())
            lines = [say(message_from_json(line)) for line in told]
            self.merged.emit(output, "" if outcome.result.get("proof") else "\n".join(lines))
            return
        if outcome.cancelled:
            self._show_note("neutral", tr("The merge was cancelled."), tr("Nothing was changed."))
        else:
            self._tell_failure(outcome.error or Told(tr("The merge failed.")))
        self.failed.emit()

    def _comparison_ended(self, outcome: Outcome) -> None:
        self._follow()
        self.working.emit(False)
        self._compare.setFocus()
        if outcome.ok:
            found = outcome.result["comparison"]
            self._losses.show_losses(found)
            self._onto.set_key(found["recommended"])
            better = titles()[found["recommended"]]
            announce(self, tr("Recommended: {choice}", choice=better))
        elif not outcome.cancelled:
            self._tell_failure(outcome.error or Told(tr("The comparison failed.")))

    def _tell_success(self, result: dict[str, Any]) -> None:
        title = say(message("cli.merge.done"))
        parts = [words.disk_size(result["size_bytes"])]
        if (seconds := result.get("seconds")) is not None:
            parts.insert(0, _seconds(seconds))
        if peak := result.get("peak_memory"):
            parts.append(tr("peak memory {size}", size=words.memory_size(peak)))
        lines = [listed(parts)]
        if result.get("by") == "peft":
            lines.append(tr("Merged by PEFT, which holds the whole model in memory."))
        self._show_note("ok", title, "\n".join([*lines, words.short_path(result["output"])]))
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

    def _show_whole(self, whole: bool) -> None:
        """A model is there, or not."""
        self._mark.set_done(whole)
        self._merge.set_kind("secondary" if whole else "primary")
        self._open.setVisible(whole)
        self._use.setVisible(whole)

    def _show_line(self) -> None:
        if self._choice is not None and self.output is not None:
            given = merge_words(self._choice, self.output, self._way(), replace=False)
            show_command(self, shown_command(given))

    def _open_folder(self) -> None:
        if self.output is not None:
            open_folder(self, self.output)

    def _show_uses(self) -> None:
        if self.output is not None:
            show_uses(self._use, self.output)


def _is_there(folder: Path) -> bool:
    """Where it cannot be seen, the command tells why."""
    try:
        return folder.exists()
    except OSError:
        return False


def _seconds(spent: float) -> str:
    """A small model is merged in less than a second."""
    if spent < SHORT:
        return tr("{seconds} s", seconds=words.number(spent, 2))
    return words.duration(spent)


def _whose(merged: Merged, choice: MergeChoice) -> str:
    """Of the model that is there: whether it is that of the choice, or what else it is."""
    mark = merged.mark
    if mark is None:
        return tr("Another model is there, which no merge made. It is not replaced.")
    if mark.run != choice.name:
        whose = mark.run or mark.adapter
        return tr("The model there is that of another run: {name}.", name=whose)
    if mark.step != choice.step:
        return tr(
            "The model there is that of step {step}. Merge to have that of step {chosen}.",
            step=words.whole(mark.step or 0),
            chosen=words.whole(choice.step),
        )
    return tr("A merged model is there already.")
