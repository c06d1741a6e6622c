"""What the export card has done: asked about first where something would be replaced, begun, told.

Knows the commands' results. Does not know how types and names are chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.pages.merge_export.exporting.outcome_box import OutcomeBox, StatusLines
from deeptuner.ui.pages.merge_export.exporting.words import (
    ExportChoice,
    delete_words,
    gguf_words,
    ollama_words,
    types_words,
)
from deeptuner.ui.pages.merge_export.exporting.written import MODELFILE, Written, read_written
from deeptuner.ui.pages.merge_export.work_row import Ending, WorkRow
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.command import Outcome
from deeptuner.ui.translation import Told, listed, tr
from deeptuner.ui.widgets import announce, ask

TAKEN: Final = "engine.ollama.name-taken"


@dataclass(frozen=True, slots=True)
class Order:
    """A model, in a type, under a name."""

    choice: ExportChoice
    kind: str
    name: str


class Jobs(QObject):
    """One at a time. `changed`: one began or ended; `ended` says which; `measured` carries the
    types with their losses."""

    changed = Signal()
    ended = Signal(str)
    measured = Signal(object)

    def __init__(
        self, card: QWidget, work: WorkRow, status: StatusLines, outcome: OutcomeBox
    ) -> None:
        super().__init__(card)
        self._card = card
        self._work = work
        self._status = status
        self._outcome = outcome
        self._own_text = ""  # the Modelfile as it was written here: replaced without asking
        self._created_name = ""  # in Ollama, by us: the same
        work.happened.connect(self._hear)

    def forget(self) -> None:
        """Another model: nothing of it was written here."""
        self._own_text = self._created_name = ""
        self.clear()

    def clear(self) -> None:
        self._outcome.clear()
        self._status.clear()

    def save(self, order: Order, written: Written, commands: bool) -> None:
        """The files for Ollama; with `commands`, what to type there is told."""
        there = bool(written.modelfile)
        start = partial(self._save, order, there, commands)
        if not there or written.modelfile == self._own_text:
            start()
            return
        path = words.short_path(order.choice.folder / MODELFILE)
        self._ask(
            tr("Replace the Modelfile?"),
            tr("{path} exists; what you changed in it would be lost.", path=path),
            start,
        )

    def create(self, order: Order, written: Written) -> None:
        """The files, and the model in Ollama."""
        there = bool(written.modelfile)
        ours = written.modelfile == self._own_text and order.name == self._created_name
        start = partial(self._create, order, there)
        if not there or ours:
            start()
            return
        text = tr(
            "The Modelfile in {folder} is written anew, and if Ollama has a model {name}, this one "
            "takes its place.",
            folder=words.short_path(order.choice.folder),
            name=order.name,
        )
        self._ask(tr("Replace what is there?"), text, start)

    def write(self, order: Order, written: Written) -> None:
        """A GGUF file."""
        file = f"{order.name}-{order.kind}.gguf"
        there = written.has(file)
        start = partial(self._write, order, there)
        if not there:
            start()
            return
        text = tr("{path} exists. It stays as it is until the new one is complete.", path=file)
        self._ask(tr("Replace the GGUF file?"), text, start)

    def measure(self, choice: ExportChoice) -> None:
        self._start(types_words(choice, measure=True), self._losses_measured)

    def ask_and_delete(self, order: Order) -> None:
        given = delete_words(order.choice, order.name)
        self._ask(
            tr("Delete {name} from Ollama?", name=order.name),
            tr("Ollama forgets the model and frees its room. The files of this experiment stay."),
            partial(self._start, given, partial(self._deleted, order.name)),
            tr("Delete"),
        )

    def fail(self, told: Told, lines: list[str]) -> None:
        """Say what went wrong, and what can be typed instead."""
        text = "\n".join(part for part in (told.where, told.fix) if part)
        self._outcome.tell("danger", told.what, text, lines)
        announce(self._card, told.what)

    def _ask(self, title: str, text: str, start: Any, yes: str = "") -> None:
        agree = yes or tr("Replace")
        ask(
            self._card,
            title,
            text,
            agree,
            danger=True,
            done=lambda agreed: start() if agreed else None,
        )

    def _save(self, order: Order, replace: bool, commands: bool) -> None:
        given = ollama_words(order.choice, order.kind, order.name, create=False, replace=replace)
        self._start(given, partial(self._saved, order, commands))

    def _create(self, order: Order, replace: bool) -> None:
        given = ollama_words(order.choice, order.kind, order.name, create=True, replace=replace)
        self._start(given, partial(self._created, order))

    def _write(self, order: Order, replace: bool) -> None:
        given = gguf_words(order.choice, order.kind, order.name, replace=replace)
        self._start(given, self._file_written)

    def _start(self, given: list[str], ending: Ending) -> None:
        self.clear()
        self._work.start(given, tr("Reading the model …"), ending)
        self.changed.emit()
        announce(self._card, tr("Exporting"))

    def _hear(self, event: dict[str, Any]) -> None:
        """Ollama said something."""
        if "status" in event:
            self._status.add(str(event["status"]))
            self._work.say(tr("Ollama is at work …"))

    def _saved(self, order: Order, commands: bool, outcome: Outcome) -> None:
        if self._well(outcome):
            self._remember(order.choice)
            lines = list(outcome.result.get("commands", ())) if commands else []
            text = tr("Type these where Ollama is installed:") if lines else ""
            self._succeed(tr("The files of {name} are saved.", name=order.name), text, lines)
        self.ended.emit("save")

    def _created(self, order: Order, outcome: Outcome) -> None:
        if self._well(outcome, order):
            self._remember(order.choice)
            self._created_name = order.name
            title = tr("Ollama has the model {name} now.", name=order.name)
            told = [*_live(outcome.result.get("live")), tr("Talk to it with:")]
            self._succeed(title, "\n".join(told), [f"ollama run {order.name}"])
        elif outcome.error is not None and outcome.error.id == TAKEN:
            self._ask_for_name(order)
        self.ended.emit("create")

    def _ask_for_name(self, order: Order) -> None:
        """Ollama has the name. Whose model that is, only the person knows."""
        text = tr(
            "Ollama has a model {name} already. This one would take its place.", name=order.name
        )
        self._ask(tr("Replace what is there?"), text, partial(self._create, order, True))

    def _file_written(self, outcome: Outcome) -> None:
        if self._well(outcome):
            result = outcome.result
            size = words.disk_size(result["bytes"])
            file = str(result["file"]).rpartition("/")[2]
            back = tr("Read back and compared.") if result.get("read_back") else ""
            self._succeed(tr("Written: {file}, {size}", file=file, size=size), back, [])
        self.ended.emit("write")

    def _losses_measured(self, outcome: Outcome) -> None:
        if self._well(outcome):
            self.measured.emit(outcome.result)
        self.ended.emit("measure")

    def _deleted(self, name: str, outcome: Outcome) -> None:
        if self._well(outcome):
            self._created_name = ""
            title = tr("{name} is no longer in Ollama.", name=name)
            self._outcome.tell("neutral", title, tr("The files here are kept."))
        self.ended.emit("delete")

    def _well(self, outcome: Outcome, order: Order | None = None) -> bool:
        """Whether it went well; if not, it is told why. The lines to type instead follow, where
        the files of `order` are there."""
        self._status.clear()
        if outcome.cancelled:
            self._outcome.tell("neutral", tr("Cancelled."), tr("Nothing half-finished was left."))
        elif not outcome.ok:
            told = outcome.error or Told(tr("The export failed."))
            self.fail(told, [])
            if order is not None:
                show = partial(self._show_lines, order, told)
                read = partial(read_written, order.choice)
                in_background(self, read, show, lambda _told: None)
        return outcome.ok

    def _show_lines(self, order: Order, told: Told, written: Written) -> None:
        report = written.report or {}
        if report.get("name") == order.name and not self._work.busy:
            self.fail(told, list(report.get("commands", ())))
            self.changed.emit()

    def _succeed(self, title: str, text: str, lines: list[str]) -> None:
        self._outcome.tell("ok", title, text, lines)
        announce(self._card, title)

    def _remember(self, choice: ExportChoice) -> None:
        """The Modelfile is our own, as long as it stays as it was written."""
        in_background(self, partial(read_written, choice), self._own, lambda _told: None)

    def _own(self, written: Written) -> None:
        self._own_text = written.modelfile


def _live(found: dict[str, Any] | None) -> list[str]:
    """What Ollama itself was asked to render."""
    if not found:
        return []
    different = found.get("different") or ()
    if different:
        return [
            tr("Attention: Ollama renders some cases otherwise: {cases}.", cases=listed(different))
        ]
    count = words.whole(found.get("count", 0))
    return [tr("Asked itself, Ollama renders all {count} cases as in training.", count=count)]
