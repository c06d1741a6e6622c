"""What a person can do with a merged model, and the report that a run has.

Knows how other programs are pointed at a model folder, and where a run's report lies. Makes none.
"""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.services.background import in_background
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Card, EmptyState, Label, Panel, hbox, vbox

REPORT: Final = "GPU Report.png"
PICTURE: Final = 320  # pixels
SHOWN: Final = 140  # of its height


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
    """The temperature report of a run, or how one is made. `wanted`: the person wants a new one."""

    wanted = Signal(object)  # of the run in this folder

    def __init__(self) -> None:
        self._open = Button(tr("Open"), "ghost", "arrow-square-out", "sm")
        super().__init__(tr("GPU report"), self._open)
        self._picture = Label("")
        self._make = Button(tr("Generate Temperature Plot"), icon="thermometer-simple")
        self._run: Path | None = None
        self._path: Path | None = None
        self._open.clicked.connect(self._show_file)
        self._make.clicked.connect(lambda: self.wanted.emit(self._run))
        self.body.addWidget(self._picture)
        self.body.addWidget(self._make)

    def show_run(self, run: Path | None) -> None:
        """Show the beginning of the run's report, if it has one."""
        self._run = run
        found = run / REPORT if run else None
        self._path = found if found and found.is_file() else None
        self.setVisible(run is not None)
        self._show_picture(QImage())
        if self._path:
            loaded = partial(self._loaded, self._path)
            in_background(self, partial(_top, self._path), loaded)

    def _loaded(self, path: Path, picture: QImage) -> None:
        if path == self._path:  # and not that of the run shown before
            self._show_picture(picture)

    def _show_picture(self, picture: QImage) -> None:
        there = not picture.isNull() and self._path is not None
        self._picture.setVisible(there)
        self._open.setVisible(there)
        if there:
            self._picture.setPixmap(QPixmap.fromImage(picture))
            self._picture.setAccessibleName(tr("Temperatures of the GPUs during the run"))
            self._picture.setToolTip(words.short_path(self._path or ""))

    def _show_file(self) -> None:
        if self._path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))


def _top(path: Path) -> QImage:
    """The head of the report, as wide as the card."""
    picture = QImage(str(path))
    if picture.isNull():
        return picture
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaledToWidth(PICTURE, smooth).copy(0, 0, PICTURE, SHOWN)
