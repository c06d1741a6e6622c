"""What a person can do with a merged model, and the report that a run has.

Knows how other programs are pointed at a model folder, and where a run's report lies. Makes none.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPixmap
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Card, EmptyState, Label, Panel, hbox, vbox

REPORT: Final = "GPU Report.png"


class UseCard(Card):
    """How the merged folder is used elsewhere."""

    def __init__(self) -> None:
        super().__init__(
            tr("Use the model"), sub=tr("The merged folder is an ordinary Hugging Face model.")
        )
        self._folder = QWidget()
        self._empty = EmptyState(
            "package", tr("Merge first; then this says how to use the result.")
        )
        self._empty.setMaximumHeight(160)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._folder)
        self.body.addStretch(1)
        self.show_model(None)

    def show_model(self, folder: Path | None) -> None:
        """Say how to use the model in `folder`; None when there is none yet."""
        self._empty.setVisible(folder is None)
        old, self._folder = self._folder, QWidget()
        if folder is not None:
            self._folder.setLayout(vbox(*(_row(*use) for use in uses(folder)), gap=12))
        self.body.replaceWidget(old, self._folder)
        self._folder.setVisible(folder is not None)
        old.deleteLater()


def uses(folder: Path) -> list[tuple[str, str]]:
    """Each program's name for a person, with what is typed or written to load the model."""
    path = str(folder)
    return [
        (tr("Folder"), path),
        (tr("In Python, with transformers"), f"AutoModelForCausalLM.from_pretrained({path!r})"),
        (tr("As a server, with vLLM"), f"vllm serve {shlex.quote(path)}"),
    ]


def _row(title: str, text: str) -> QWidget:
    copy = Button(tr("Copy"), "ghost", "copy", "sm")
    copy.setAccessibleName(tr("Copy: {title}", title=title))
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    shown = Label(text, 11, mono=True, elide=True, selectable=True)
    shown.setToolTip(text)
    row = QWidget()
    box = Panel("inset", hbox((shown, 1), margins=(10, 6, 10, 6)))
    row.setLayout(vbox(hbox(Label(title, 12, 400, "text2"), None, copy), box, gap=2))
    return row


class ReportCard(Card):
    """The temperature report of a run, where one was made."""

    def __init__(self) -> None:
        self._open = Button(tr("Open"), "ghost", "arrow-square-out", "sm")
        super().__init__(tr("GPU report"), self._open)
        self._picture = Label("")
        self._picture.setMinimumHeight(60)
        self._path: Path | None = None
        self._open.clicked.connect(self._show_file)
        self.body.addWidget(self._picture)

    def show_run(self, run: Path | None) -> None:
        """Show the report of `run`. Without one there is nothing to see, and no card."""
        found = run / REPORT if run else None
        self._path = found if found and found.is_file() else None
        picture = QPixmap(str(self._path)) if self._path else QPixmap()
        self.setVisible(not picture.isNull())
        if not picture.isNull():
            self._picture.setPixmap(picture.scaledToWidth(320))
            self._picture.setAccessibleName(tr("Temperatures of the GPUs during the run"))
            self._picture.setToolTip(words.short_path(self._path or ""))

    def _show_file(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
