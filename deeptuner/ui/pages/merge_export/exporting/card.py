"""The card that exports: which program, type and name, what was written, and the buttons.

Knows what a person chooses and sees. Does not know what is done then (`jobs.py`), nor what
exporting does.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from deeptuner.runs.ollama_names import is_name
from deeptuner.ui.desktop import open_folder
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.pages.merge_export.command_line import show_command
from deeptuner.ui.pages.merge_export.exporting.gguf_part import GgufPart
from deeptuner.ui.pages.merge_export.exporting.jobs import Jobs, Order
from deeptuner.ui.pages.merge_export.exporting.ollama_part import OllamaPart
from deeptuner.ui.pages.merge_export.exporting.outcome_box import OutcomeBox, StatusLines
from deeptuner.ui.pages.merge_export.exporting.types import TypesAsked
from deeptuner.ui.pages.merge_export.exporting.types_part import TypesPart
from deeptuner.ui.pages.merge_export.exporting.words import (
    ExportChoice,
    gguf_words,
    ollama_words,
)
from deeptuner.ui.pages.merge_export.exporting.written import Written, read_written
from deeptuner.ui.pages.merge_export.step_mark import mark
from deeptuner.ui.pages.merge_export.terms import Terms
from deeptuner.ui.pages.merge_export.work_row import WorkRow
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.command import Commands, shown_command
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import (
    Button,
    Card,
    EmptyState,
    IconButton,
    Label,
    Segmented,
    hbox,
    vbox,
)
from deeptuner.ui.widgets.labels import restyle

OLLAMA, GGUF = "ollama", "gguf"


class ExportCard(Card):
    """`choose(choice)`: which model; None while there is no whole one. `working`: a command began
    or ended."""

    working = Signal(bool)

    def __init__(self, commands: Commands, terms: Terms) -> None:
        self._program = Segmented([(OLLAMA, "Ollama", None), (GGUF, tr("GGUF file"), None)])
        self._more = IconButton("dots-three", tr("More"))
        about = tr("Export")
        super().__init__(about, self._program, self._more, help=terms.button(about, "gguf"))
        self._program.setAccessibleName(tr("Export for"))
        self._choice: ExportChoice | None = None
        self._written: Written | None = None
        self._held = False
        self._mark = mark(self, 3)
        self._asked = TypesAsked(commands, self)
        self._types = TypesPart(self._asked, terms)
        self._ollama = OllamaPart(terms)
        self._gguf = GgufPart()
        self._work = WorkRow(commands, tr("Progress of the export"))
        self._status = StatusLines()
        self._outcome = OutcomeBox()
        self._jobs = Jobs(self, self._work, self._status, self._outcome)
        self._name = QLineEdit()
        self._remark = Label("", 12, 400, "text2", wrap=True)
        self._save = Button(tr("Save files"), "secondary", "floppy-disk")
        self._create = Button(tr("Create in Ollama"), "primary", "export")
        self._write = Button(tr("Write GGUF file"), "primary", "floppy-disk")
        self._build()
        self._connect()
        self.choose(None)

    def busy(self) -> bool:
        return self._work.busy

    def hold(self, held: bool) -> None:
        """Whether the model is being made anew, so that nothing can be made of it."""
        self._held = held
        self._follow()

    def choose(self, choice: ExportChoice | None) -> None:
        """The model that would be exported; what lies on the disk is read again."""
        if self.busy():
            return
        if choice != self._choice:
            self._choice = choice
            self._jobs.forget()
            self._name.setText(choice.suggested if choice else "")
            self._show_written(None)
        self._content.setVisible(choice is not None)
        self._none.setVisible(choice is None)
        self._more.setEnabled(choice is not None)
        self._program.setEnabled(choice is not None)
        self._look()
        if choice is not None:
            self._asked.ask(choice)

    def forget(self) -> None:
        """The model is another one than before: what was told of it is not true any more."""
        self._asked.forget()
        self._jobs.clear()

    def _build(self) -> None:
        none = tr("Merge first; then the model is exported to Ollama or as a GGUF file.")
        self._none = EmptyState("package", none)
        label = Label(tr("Name"))
        label.setBuddy(self._name)
        self._name.setAccessibleName(tr("Name in Ollama"))
        foot = hbox(label, (self._name, 1), self._save, self._create, self._write)
        self._content = QWidget()
        self._content.setLayout(
            vbox(
                self._types,
                (self._ollama, 1),
                (self._gguf, 1),
                self._status,
                self._outcome,
                self._work,
                self._remark,
                foot,
                gap=8,
            )
        )
        self.body.addWidget(self._none, 1)
        self.body.addWidget(self._content, 1)

    def _connect(self) -> None:
        self._program.changed.connect(self._program_changed)
        self._more.clicked.connect(self._open_menu)
        self._asked.answered.connect(self._show_types)
        self._asked.failed.connect(self._types_failed)
        self._types.measure.connect(self._measure_losses)
        self._name.textChanged.connect(lambda _text: self._follow())
        self._save.clicked.connect(self._save_files)
        self._create.clicked.connect(self._create_model)
        self._write.clicked.connect(self._write_file)
        self._jobs.changed.connect(self._follow)
        self._jobs.changed.connect(lambda: self.working.emit(self.busy()))
        self._jobs.ended.connect(self._ended)
        self._jobs.measured.connect(self._asked.take)

    def _follow(self) -> None:
        """Show what fits to the program, the name, and whether something is at work."""
        ollama, running = self._program.key() == OLLAMA, self.busy() or self._held
        good = is_name(self._name.text())
        told, kind = not self._asked.waiting and self._asked.told, bool(self._types.key())
        show_if(ollama, self._ollama, self._save, self._create)
        show_if(not ollama, self._gguf, self._write)
        for button in (self._save, self._create):
            button.setEnabled(told and good and not running)
        self._write.setEnabled(told and kind and good and not running)
        for part in (self._types, self._name, self._program):
            assert isinstance(part, QWidget)
            part.setEnabled(not running)
        restyle(self._name, state="" if good else "error")
        self._show_remark(good, ollama and not running)

    def _show_remark(self, good: bool, about_ollama: bool) -> None:
        """Why the name is refused, or that Ollama is not there."""
        if not good:
            text = tr(
                "Letters, digits, dots, dashes and underscores, beginning with a letter or digit."
            )
        elif about_ollama and self._asked.ollama_absent and self._outcome.isHidden():
            text = tr(
                "No Ollama answers at {address}. Save the files to see what to type.",
                address=self._asked.address,
            )
        else:
            text = ""
        self._remark.set_tone("text2" if good else "danger")
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def _program_changed(self, _key: str) -> None:
        self._jobs.clear()
        self._show_types()

    def _look(self) -> None:
        if self._choice is not None:
            read = partial(read_written, self._choice)
            in_background(self, read, self._show_written, lambda _told: None)

    def _show_written(self, written: Written | None) -> None:
        if written is not None and written.choice != self._choice:
            return
        self._written = written
        self._ollama.show_written(written)
        self._gguf.show_files(written.files if written else ())
        self._mark.set_done(bool(written and (written.modelfile or written.files)))
        self._show_types()

    def _show_types(self) -> None:
        dtype = self._written.dtype if self._written else None
        self._types.show_types(dtype, alone=self._program.key() == GGUF)
        self._follow()

    def _types_failed(self, told: Told) -> None:
        self._show_types()
        self._jobs.fail(told, [])

    def _order(self) -> Order | None:
        if self._choice is None:
            return None
        return Order(self._choice, self._types.key(), self._name.text())

    def _save_files(self) -> None:
        order = self._order()
        if order and self._written:
            self._jobs.save(order, self._written, self._asked.ollama_absent)

    def _create_model(self) -> None:
        order = self._order()
        if order and self._written:
            self._jobs.create(order, self._written)

    def _write_file(self) -> None:
        order = self._order()
        if order and self._written:
            self._jobs.write(order, self._written)

    def _measure_losses(self) -> None:
        if self._choice is not None:
            self._jobs.measure(self._choice)

    def _ended(self, job: str) -> None:
        self._look()
        self._follow()
        self.working.emit(False)
        homes = {"save": self._save, "create": self._create, "write": self._write}
        homes.get(job, self._name).setFocus()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        idle = not (self.busy() or self._held)
        menu.addAction(tr("Show command")).triggered.connect(self._show_line)
        menu.addAction(tr("Show in folder")).triggered.connect(self._show_folder)
        measure = menu.addAction(tr("Measure loss"))
        measure.setEnabled(idle and bool(self._types.key()))
        measure.triggered.connect(self._measure_losses)
        delete = menu.addAction(tr("Delete from Ollama"))
        delete.setEnabled(idle and is_name(self._name.text()))
        delete.triggered.connect(self._delete)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _show_line(self) -> None:
        order = self._order()
        if order is None:
            return
        if self._program.key() == OLLAMA:
            given = ollama_words(order.choice, order.kind, order.name, create=True, replace=False)
        else:
            given = gguf_words(order.choice, order.kind, order.name, replace=False)
        show_command(self, shown_command(given))

    def _show_folder(self) -> None:
        if self._choice is not None:
            folder = self._choice.folder
            there = folder if folder.is_dir() else self._choice.model
            open_folder(self, there)

    def _delete(self) -> None:
        order = self._order()
        if order is not None:
            self._jobs.ask_and_delete(order)
