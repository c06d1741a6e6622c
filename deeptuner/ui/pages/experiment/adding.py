"""Bringing models and datasets into the experiment: from this machine, or from Hugging Face.

Knows what is asked of a person, which command it becomes, and which field an error is about. Does
not copy or download.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.errors import InputError
from deeptuner.runs.adding import data_ending, free_name, refuse_other_ending
from deeptuner.runs.datasets import KINDS, kind_of
from deeptuner.ui import format as words
from deeptuner.ui.pages.experiment.job_dialog import JobDialog
from deeptuner.ui.paths import ask_file, ask_folder
from deeptuner.ui.services.command import Outcome
from deeptuner.ui.translation import explain, tr
from deeptuner.ui.widgets import Button, Label, RadioButton, announce, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.ui.shell import Shell

Kind = Literal["model", "dataset"]
Added = Callable[[str], None]  # told the name that it has in the experiment
BESIDE_ICON: Final = 4  # pixels between an icon and the words
TOKEN: Final = "HF_TOKEN"  # noqa: S105 - the name of the variable
TAKEN: Final = "runs.add.taken"
ABOUT_TOKEN: Final = (
    "runs.hub.gated",
    "runs.hub.gated-waiting",
    "runs.hub.not-found",  # or private: without a token the hub does not tell the two apart
    "runs.hub.token",
)


class NameField(QWidget):
    """What it will be called in the experiment: suggested, until the person types another name."""

    def __init__(self) -> None:
        super().__init__()
        self.line = _line(tr("Name"), "")
        self._wrong = Label("", 12, 400, "danger", wrap=True)
        self._wrong.hide()
        self.setLayout(vbox(_labelled(self.line), self._wrong, gap=4))
        self.line.textChanged.connect(self._wrong.hide)

    def suggest(self, name: str) -> None:
        self.line.setPlaceholderText(name)
        if not self.line.isModified():
            self.line.setText(name)

    def name(self) -> str:
        """Without one, what was suggested."""
        return self.line.text().strip() or self.line.placeholderText()

    def tell(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.show()
        announce(self.line, wrong)
        _go_to(self.line)


class NamedDialog(JobDialog):
    """Brings in something under a name, which is looked at before the command begins. The form of a
    subclass holds `self._name`; `_arguments()` say what is brought in, empty: not yet."""

    _name: NameField

    def __init__(
        self,
        parent: QWidget,
        shell: Shell,
        kind: Kind,
        title: str,
        form: QWidget,
        go: str,
        icon: str,
    ) -> None:
        self._shell, self._kind = shell, kind
        super().__init__(parent, title, form, go, icon, shell.commands)

    def given(self) -> list[str]:
        arguments, name = self._arguments(), self._wanted()
        other = name != self._name.line.placeholderText()
        return [*arguments, *([f"--name={name}"] if other else [])] if arguments else []

    def _arguments(self) -> list[str]:
        raise NotImplementedError

    def _wanted(self) -> str:
        return self._name.name()

    def _start(self) -> None:
        wrong = self._wrong_name() if self.given() else ""
        if wrong:
            self._name.tell(wrong)
            self.reveal(self._name)
        else:
            super()._start()

    def _wrong_name(self) -> str:
        """Why it cannot be called so, in words; empty when it can."""
        experiment, name = self._shell.workspace.experiment, self._wanted()
        if experiment is None or not name:
            return ""
        home = experiment.models_dir if self._kind == "model" else experiment.datasets_dir
        try:
            self._check(home, name)
        except InputError as error:
            if error.what.id == TAKEN:
                return tr(
                    "There is already something called {name}. Give it another name.", name=name
                )
            told = explain(error)
            return f"{told.what} {told.fix}".strip()
        return ""

    def _check(self, home: Path, name: str) -> None:
        """Raises InputError when it cannot be called so in `home`."""
        free_name(home, name)


class AddDialog(NamedDialog):
    """Something that lies elsewhere on this machine: link to it, or copy it."""

    def __init__(self, parent: QWidget, shell: Shell, kind: Kind, path: Path, done: Added) -> None:
        self._path, self._done = path, done
        self._link = RadioButton(tr("Link to it: no room is needed, but it must stay where it is"))
        self._copy = RadioButton(tr("Copy it into the experiment"))
        self._link.setChecked(True)
        self._name = NameField()
        self._name.suggest(path.name)
        form = QWidget()
        where = Label(words.short_path(path), 12, 400, "text2", wrap=True, selectable=True)
        form.setLayout(vbox(where, self._name, self._link, self._copy, gap=10))
        title = tr("Add a model") if kind == "model" else tr("Add a dataset")
        super().__init__(parent, shell, kind, title, form, tr("Add"), "plus")
        self._copy.toggled.connect(self.job.forget)

    def ended_well(self, result: Mapping[str, Any]) -> None:
        self._done(result["name"])

    def _arguments(self) -> list[str]:
        return ["add", self._kind, str(self._path), *(["--copy"] if self._copy.isChecked() else [])]

    def _wanted(self) -> str:
        """A data file is known by its ending, which nobody has to type."""
        name = super()._wanted()
        missing = self._kind == "dataset" and kind_of(Path(name)) is None
        return name + data_ending(self._path) if missing else name

    def _check(self, home: Path, name: str) -> None:
        super()._check(home, name)
        if self._kind == "dataset":
            refuse_other_ending(self._path, name)


class GetDialog(NamedDialog):
    """A model or dataset from Hugging Face, by its id."""

    def __init__(self, parent: QWidget, shell: Shell, kind: Kind, done: Added) -> None:
        self._done = done
        self._id = _line(tr("Id on Hugging Face"), "owner/name")
        self._name = NameField()
        self._revision = _line(tr("Revision"), tr("newest"))
        self._token = _line(tr("Access token"), tr("only for gated or private repositories"))
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        form = QWidget()
        rest = map(_labelled, (self._revision, self._token))
        form.setLayout(vbox(_labelled(self._id), self._name, *rest, gap=10))
        model = kind == "model"
        title = (
            tr("Get a model from Hugging Face") if model else tr("Get a dataset from Hugging Face")
        )
        super().__init__(parent, shell, kind, title, form, tr("Download"), "download-simple")
        self._id.textChanged.connect(self._on_id)
        self._id.returnPressed.connect(self.go.click)
        self.go.setEnabled(False)

    def environment(self) -> dict[str, str]:
        """The token travels in the environment, so that no list of processes shows it."""
        token = self._token.text().strip()
        return {TOKEN: token} if token else {}

    def ended_well(self, result: Mapping[str, Any]) -> None:
        self._done(result["name"])

    def _arguments(self) -> list[str]:
        wanted = self._id.text().strip()
        if not wanted:
            return []
        revision = self._revision.text().strip()
        return ["get", self._kind, wanted, *(["--revision", revision] if revision else [])]

    def _on_id(self, text: str) -> None:
        self.go.setEnabled(bool(text.strip()))
        self._name.suggest(text.strip().rpartition("/")[2])

    def _finished(self, outcome: Outcome) -> None:
        super()._finished(outcome)
        if outcome.error is not None and outcome.error.id in ABOUT_TOKEN:
            _go_to(self._token)

    def if_cancelled(self) -> str:
        return tr("Started again, it goes on where it was.")


def add_from_here(parent: QWidget, shell: Shell, kind: Kind, done: Added) -> None:
    """Ask for a model's folder, or a dataset's file, then how it is to be added."""

    def chosen(path: Path) -> None:
        AddDialog(parent, shell, kind, path, done).open()

    home = Path.home()
    if kind == "model":
        ask_folder(parent, tr("Choose the model's folder"), home, chosen)
        return
    endings = " ".join(f"*{ending} *{ending}.gz" for ending in sorted(KINDS))
    kinds = f"{tr('Data files')} ({endings});;{tr('All files')} (*)"
    ask_file(parent, tr("Choose the dataset's file"), home, kinds, chosen)


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def _go_to(line: QLineEdit) -> None:
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    line.selectAll()


def _labelled(line: QLineEdit) -> QWidget:
    label = Label(line.accessibleName())
    label.setBuddy(line)
    both = QWidget()
    both.setLayout(vbox(label, line, gap=4))
    return both


class AddButtons(QWidget):
    """`Add` and `Get from Hugging Face` in a row; the second is an icon where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self.add = Button(tr("Add"), "ghost", "plus", "sm")
        self._words = tr("Get from Hugging Face")
        self.get = Button(self._words, "ghost", "cloud-arrow-down", "sm", tip=self._words)
        self.setLayout(hbox(None, self.get, self.add, gap=2))

    def sizeHint(self) -> QSize:  # noqa: N802
        return self._size(with_words=True)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self._size(with_words=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        fits = self._size(with_words=True).width() <= self.width()
        self.get.setText(self._words if fits else "")

    def _size(self, *, with_words: bool) -> QSize:
        size = super().sizeHint()
        words = self.get.fontMetrics().horizontalAdvance(self._words) + BESIDE_ICON
        growth = words * (with_words - bool(self.get.text()))
        return QSize(size.width() + growth, size.height())
