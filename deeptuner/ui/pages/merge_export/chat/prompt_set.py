"""All prompts of a file asked of both models, and the table of answers.

Knows the command `chat --prompts`, where its table goes, and how the table is shown. Does not know
how prompts are found in a file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHeaderView, QWidget

from deeptuner.ui.format import short_path, whole
from deeptuner.ui.pages.merge_export.chat.asking import ChatChoice, Sampling
from deeptuner.ui.pages.merge_export.work_row import WorkRow
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.command import Commands, Outcome
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Button, Dialog, Label, Note, Table, announce, vbox
from deeptuner.ui.widgets.rows_model import Index, RowsModel

WIDTH, HEIGHT = 820, 340  # px
STEM: Final = 50  # letters of the file's name in the table's: whatever they are, it is short enough
# What the command writes an apostrophe before, so that no spreadsheet computes it: the same rule as
# in `cli/chatting/table.py`. A cell's own apostrophes are written behind that one.
SHIELDED: Final = re.compile(r"'+(\s*[=+\-@]|[\t\r\n])")
KINDS: Final = "*.txt *.jsonl *.json *.csv *.tsv *.parquet *.md"


class AnswersTable(RowsModel):
    """The rows of a written table, as the models wrote them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._titles: Sequence[str] = ()

    def show(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self._titles, self.rows = titles, rows
        self.endResetModel()

    def titles(self) -> Sequence[str]:
        known = {
            "prompt": tr("Prompt"),
            "base": tr("Base model"),
            "tuned": tr("Fine-tuned"),
            "expected": tr("Expected"),
            "error": tr("Not asked, because"),
        }
        return [known.get(title, title) for title in self._titles]

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return None  # texts, all of them
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self.rows):
            return None
        text = self.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return text
        return None


class PromptSet(QWidget):
    """What stands in the dialog: the command at work, then what came of it. `grew`: it takes more
    room than before."""

    grew = Signal()

    def __init__(self, commands: Commands, file: Path) -> None:
        super().__init__()
        self.output: Path | None = None
        self._model = AnswersTable(self)
        self.table = Table(self._model)
        self.table.setAccessibleName(tr("Answers"))
        self.table.setMinimumHeight(scaled(HEIGHT))
        self.note = Note("danger", "")
        self.open_file = Button(tr("Open the table"), "primary", "arrow-square-out")
        self.work = WorkRow(commands, tr("Prompts that were asked"), _far)
        self.open_file.clicked.connect(self._open)
        asked = Label(tr("Prompts of {file}", file=short_path(file)), 12, 400, "text2", wrap=True)
        self.setLayout(vbox(asked, self.work, self.note, self.table, None, gap=10))
        for part in (self.note, self.table, self.open_file):
            part.hide()

    def start(self, words: Sequence[str], output: Path) -> None:
        self.output = output
        self.work.start(words, tr("Loading the models …"), self._ended)

    def _ended(self, outcome: Outcome) -> None:
        written = self.output is not None and self.output.exists()  # so far, where it ended early
        if outcome.ok and self.output is not None:
            self._tell("ok", *_told(outcome.result, self.output))
        elif outcome.cancelled:
            so_far = tr("The answers so far are in the table.")
            none = tr("No table was written.")
            self._tell("neutral", tr("It was cancelled."), so_far if written else none)
        else:
            error = outcome.error or Told(tr("The prompts could not be asked."))
            so_far = tr("The answers so far are in the table.") if written else ""
            lines = filter(None, (error.where, error.fix, so_far))
            self._tell("danger", error.what, "\n".join(lines))
        if written:
            in_background(self, lambda: _read(self.output or Path()), self._show, self._not_read)

    def _tell(self, tone: Any, title: str, text: str) -> None:
        self.note.set_tone(tone)
        self.note.set_text(title, text)
        self.note.show()
        self._grow()
        announce(self, title)

    def _show(self, rows: list[list[str]]) -> None:
        self._model.show(rows[0], rows[1:])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.show()
        self.open_file.show()
        self._grow()

    def _not_read(self, told: Told) -> None:
        self._tell("danger", told.what, told.where)

    def _grow(self) -> None:
        """Once what is new has been laid out."""
        QTimer.singleShot(0, self, self.grew.emit)

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.output))):
            self._tell("warn", tr("The file could not be opened."), str(self.output))


def prompts_dialog(
    parent: QWidget, commands: Commands, choice: ChatChoice, sampling: Sampling, file: Path
) -> Dialog:
    """Asks at once; closing it before the end cancels."""
    prompts = PromptSet(commands, file)
    close = Button(tr("Close"))
    title = tr("Ask both models a set of prompts")
    dialog = Dialog(
        parent, title, prompts, [close, prompts.open_file], width=WIDTH, stay=[prompts.open_file]
    )
    prompts.grew.connect(dialog.place)
    dialog.open()
    output = output_for(choice, file)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        prompts.note.set_text(
            tr("The table cannot be written: {why}", why=error.strerror), str(output)
        )
        prompts.note.show()
        return dialog
    prompts.start(words_for(choice, sampling, file, output), output)
    return dialog


def output_for(choice: ChatChoice, file: Path) -> Path:
    """A name in the run's export folder that is free."""
    folder = choice.folder / "export" / choice.name
    name, number = f"answers-{file.stem[:STEM]}", 1
    while (output := folder / f"{name}{f'-{number}' if number > 1 else ''}.csv").exists():
        number += 1
    return output


def words_for(choice: ChatChoice, sampling: Sampling, file: Path, output: Path) -> list[str]:
    """The command as a person would type it."""
    words = ["chat", str(choice.run), "--prompts", str(file), "--output", str(output)]
    if choice.step is not None:
        words += ["--checkpoint", str(choice.step)]
    words += ["--temperature", f"{sampling.temperature:g}", "--top-p", f"{sampling.top_p:g}"]
    words += ["--max-new-tokens", str(sampling.longest)]
    if sampling.same_seed:
        words += ["--seed", str(sampling.seed)]
    return words + (["--system", sampling.system] if sampling.system.strip() else [])


def file_kinds() -> str:
    """What the file dialog offers."""
    return tr("Prompts ({kinds})", kinds=KINDS) + ";;" + tr("All files (*)")


def _far(told: dict[str, Any]) -> str:
    if not told.get("total"):
        return ""
    done, total = whole(told["done"]), whole(told["total"])
    if told.get("unit") != "prompts":
        return tr("Loading the models …")
    return tr("{done} of {total} prompts asked", done=done, total=total)


def _told(result: dict[str, Any], output: Path) -> tuple[str, str]:
    lines = [short_path(output)]
    if failed := result.get("failed"):
        lines.insert(0, tr("{count} could not be asked; the table says why.", count=whole(failed)))
    if exact := result.get("exact"):
        shares = tr(
            "Exactly as expected, of {of}: base model {base}, fine-tuned {tuned}.",
            of=whole(exact.get("of", 0)),
            base=whole(exact.get("base", 0)),
            tuned=whole(exact.get("tuned", 0)),
        )
        lines.insert(0, shares)
    rows = result.get("rows", 0)
    many = tr("{count} prompts were asked.", count=whole(rows))
    return tr("1 prompt was asked.") if rows == 1 else many, "\n".join(lines)


def _read(file: Path) -> list[list[str]]:
    with file.open(newline="", encoding="utf-8-sig") as lines:
        return [[_bare(cell) for cell in row] for row in csv.reader(lines)]


def _bare(cell: str) -> str:
    """Without the apostrophe that is the table's alone."""
    return cell[1:] if SHIELDED.match(cell) else cell
