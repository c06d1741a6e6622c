"""The GPU report of a run: made by its command, then looked at.

Knows progress, the picture and how it is opened elsewhere. Draws no report: the window knows no
matplotlib.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui.desktop import open_file, open_folder
from deeptuner.ui.services.background import in_background
from deeptuner.ui.services.command import Command, Commands, Outcome
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import (
    Button,
    Dialog,
    ErrorState,
    Label,
    Progress,
    announce,
    vbox,
)

WIDTH: Final = 1080
WAITING: Final = 120  # pixels of height before there is a picture


class Picture(QWidget):
    """A picture as wide as there is room for, with the same proportions."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._image = QImage()
        self._shown = QImage()  # as large as it was painted last
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage) -> None:
        self._image = self._shown = image
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        if self._image.isNull():
            return scaled(WAITING)
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(320), self.heightForWidth(scaled(320)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._image.isNull():
            return
        ratio = self.devicePixelRatio()
        wide = round(self.width() * ratio)
        if self._shown.width() != wide:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown = self._image.scaledToWidth(wide, smooth)
        size = QRectF(0, 0, self._shown.width() / ratio, self._shown.height() / ratio)
        QPainter(self).drawImage(size, self._shown)


class ReportDialog(Dialog):
    """`ReportDialog(parent, commands, run_folder).open()` makes the report and shows it."""

    made = Signal(object)  # the picture's path

    def __init__(self, parent: QWidget, commands: Commands, run: Path) -> None:
        self._run = run
        self._path: Path | None = None
        self._progress = Progress(tr("Progress"))
        self._words = Label(tr("The report is being drawn …"), 12, 400, "text2")
        self.picture = Picture(tr("Temperatures of the GPUs during the run"))
        self._body = QWidget()
        self._column = vbox(self._words, self._progress, self.picture, gap=10)
        self._body.setLayout(self._column)
        self.show_folder = Button(tr("Open folder"), icon="folder-open")
        self.show_file = Button(tr("Open"), icon="arrow-square-out")
        self.leave = Button(tr("Close"), "primary")
        buttons = [self.show_folder, self.show_file, None, self.leave]
        super().__init__(
            parent,
            tr("GPU report"),
            self._body,
            buttons,
            width=WIDTH,
            stay=[self.show_folder, self.show_file],
        )
        self.show_folder.clicked.connect(lambda: self._open(self._run))
        self.show_file.clicked.connect(lambda: self._open(self._path or self._run))
        self.show_file.setEnabled(False)
        self._command: Command | None = commands.run(
            ["report", run.name], self, cwd=run.parent.parent, ask_before_close=False
        )
        self._command.progressed.connect(self._advance)
        self._command.finished.connect(self._ended)
        self.closed.connect(self._give_up)
        self._progress.set(None)

    def _advance(self, told: dict[str, Any]) -> None:
        self._progress.set(told["done"] / told["total"] if told["total"] else None)

    def _ended(self, outcome: Outcome) -> None:
        self._command = None
        if outcome.ok:
            path = Path(outcome.result["picture"])
            self.made.emit(path)
            in_background(self, lambda: (path, QImage(str(path))), self._show, self._tell)
        elif outcome.error is not None:
            self._tell(outcome.error)

    def _show(self, found: tuple[Path, QImage]) -> None:
        self._path, image = found
        self._stop_waiting()
        self.picture.show_image(image)
        self.show_file.setEnabled(True)
        self.place()
        announce(self, tr("The report is ready."))

    def _tell(self, told: Told) -> None:
        self._stop_waiting()
        self.picture.hide()
        self._column.addWidget(ErrorState(told))
        self.place()
        announce(self, told.what)

    def _stop_waiting(self) -> None:
        self._progress.hide()
        self._words.hide()

    def _give_up(self) -> None:
        if self._command is not None:
            self._command.cancel()

    def _open(self, path: Path) -> None:
        if path == self._run:
            open_folder(self, path)
        else:
            open_file(self, path)
