"""What the page shows before a folder is open: what to do first.

Knows the three ways in. Does not open anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.preferences import Recent
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Card, IconLabel, Label, hbox, vbox

WIDTH: Final = 560
MOST: Final = 5  # recent folders


class StartView(QWidget):
    """`folder_chosen(path)` comes from the recent folders."""

    select_asked = Signal()
    sample_asked = Signal()
    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        select = Button(tr("Select Folder"), "primary", "folder-open", "lg")
        sample = Button(tr("Create sample experiment"), "secondary", "flask", "lg")
        select.clicked.connect(self.select_asked)
        sample.clicked.connect(self.sample_asked)
        self._recent = RecentCard()
        self._recent.folder_chosen.connect(self.folder_chosen)
        column = QWidget()
        column.setFixedWidth(WIDTH)
        column.setLayout(
            vbox(
                hbox(None, IconLabel("flask", "accent_text", 40), None),
                _centred(tr("Fine-tune a language model on your own machine"), 22, 600, "text"),
                _centred(
                    tr(
                        "Everything lives in one folder: models, datasets, and what you train. "
                        "Select a folder, or drop one here."
                    ),
                    13,
                    400,
                    "text2",
                ),
                hbox(None, select, sample, None, gap=10),
                _centred(
                    tr(
                        "The sample brings a tiny model and a dataset, and is trained in minutes "
                        "without a GPU."
                    ),
                    12,
                    400,
                    "text2",
                ),
                8,
                self._recent,
                gap=12,
            )
        )
        self.setLayout(hbox(None, vbox(None, column, None), None))

    def show_recent(self, recent: Sequence[Recent]) -> None:
        self._recent.show_recent(recent, None)
        self._recent.setVisible(bool(recent))


class RecentCard(Card):
    """Folders that were open before."""

    folder_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Recent folders"))
        self._rows = QWidget()
        self.body.addWidget(self._rows)

    def show_recent(self, recent: Sequence[Recent], now_open: Path | None) -> None:
        old, self._rows = self._rows, QWidget()
        rows = [self._row(one, one.folder == now_open) for one in recent[:MOST]]
        self._rows.setLayout(vbox(*rows, gap=2))
        self.body.replaceWidget(old, self._rows)
        old.deleteLater()

    def _row(self, recent: Recent, now_open: bool) -> QWidget:
        name = Button(recent.folder.name or str(recent.folder), "link", "folder")
        name.setEnabled(not now_open)
        name.clicked.connect(lambda: self.folder_chosen.emit(recent.folder))
        where = Label(words.short_path(recent.folder), 12, 400, "text2", elide=True)
        when = tr("Open now") if now_open else words.moment(recent.time)
        row = QWidget()
        row.setLayout(hbox(name, (where, 1), Label(when, 12, 400, "text2"), gap=10))
        return row


def _centred(text: str, px: int, weight: int, tone: str) -> Label:
    label = Label(text, px, weight, tone, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
