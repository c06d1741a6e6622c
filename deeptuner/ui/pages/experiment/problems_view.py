"""What the check of a dataset found: each thing with how often and where.

Knows how problems are listed and shown. Does not find any.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.translation import WORDS, say, tr
from deeptuner.ui.widgets import (
    Button,
    Dialog,
    IconLabel,
    Label,
    Panel,
    Scroll,
    hbox,
    vbox,
)
from deeptuner.words import Message, catalogue, message_from_json

Problem = Mapping[str, Any]
SIGNS: Final = {
    "error": ("warning-octagon-fill", "danger"),
    "warning": ("warning-fill", "warn"),
    "note": ("info", "text3"),
}


class ProblemsView(QWidget):
    """The problems in a list that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label(tr("Problems found"), 13, 600)
        self._scroll = Scroll(QWidget())
        self.setLayout(vbox(self._title, (self._scroll, 1), gap=6))

    def show_reading(self) -> None:
        """The dataset is being read: what was found before is not what is there now."""
        self._title.setText(tr("Reading …"))
        self._fill([])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        grave = [one for one in problems if one["severity"] != "note"]
        self._title.setText(
            tr("Problems found: {count}", count=len(grave)) if grave else tr("No problems found")
        )
        self._fill([self._row(problem) for problem in problems])

    def _fill(self, rows: Sequence[QWidget]) -> None:
        inside = QWidget()
        inside.setLayout(vbox(*rows, None, gap=6))
        self._scroll.setWidget(inside)

    def _row(self, problem: Problem) -> QWidget:
        said = message_from_json(problem["message"])
        text = say(said)
        title = Label(_as_title(said, text), 12, 500, wrap=True)
        column = vbox(title, gap=0)
        if problem["count"]:
            times = tr("Rows: {count}", count=words.whole(problem["count"]))
            column.addWidget(Label(times, 12, 400, "text2"))
        row = hbox(IconLabel(*SIGNS[problem["severity"]], 16), (column, 1), gap=10)
        row.setContentsMargins(10, 7, 8, 7)
        if problem["examples"]:
            show = Button(tr("Show"), "ghost", size="sm")
            show.setAccessibleName(tr("Show: {text}", text=text))
            show.clicked.connect(lambda: show_examples(self, text, problem["examples"]))
            row.addWidget(show)
        return Panel("well", row)


def _as_title(said: Message, text: str) -> str:
    """`text` with a capital, unless it begins with what was put in: the name of a file keeps its
    own first letter."""
    sentence = QCoreApplication.translate(WORDS, catalogue().get(said.id, ""))
    return text if sentence.startswith("{") else text[:1].upper() + text[1:]


def show_examples(parent: QWidget, title: str, examples: Sequence[Mapping[str, Any]]) -> Dialog:
    """Where a problem was met, with a little of the row."""
    rows: list[QLabel] = []
    for example in examples:
        rows.append(
            Label(example["where"], 11, 400, "text2", mono=True, selectable=True, wrap=True)
        )
        if example.get("excerpt"):
            rows.append(Label(example["excerpt"], 12, mono=True, wrap=True, selectable=True))
    body = QWidget()
    body.setLayout(vbox(*rows, gap=6))
    dialog = Dialog(parent, title, body, [Button(tr("Close"), "primary")], width=620)
    dialog.open()
    return dialog
