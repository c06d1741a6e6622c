"""The temperature report that a run has, or the button that makes one.

Knows where a run's report lies. Makes none (`report_dialog.py`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui import format as words
from deeptuner.ui.desktop import open_file
from deeptuner.ui.services.background import in_background
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Card, Label

REPORT: Final = "GPU Report.png"
KEPT: Final = 800  # pixels of the picture's width: enough for a card on any screen
LEAST: Final = 120  # px of its height that are seen


class Head(QWidget):
    """The upper part of a picture, as wide and as much of it as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(scaled(LEAST))

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(scaled(320), scaled(LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        share = self.height() / self.width() * self._image.width()
        part = QRectF(0, 0, self._image.width(), min(share, self._image.height()))
        tall = part.height() / self._image.width() * self.width()
        painter.drawImage(QRectF(0, 0, self.width(), tall), self._image, part)


class ReportCard(Card):
    """The temperature report of a run, or how one is made. `wanted`: the person wants a new one."""

    wanted = Signal(object)  # of the run in this folder

    def __init__(self) -> None:
        self._open = Button(tr("Open"), "ghost", "arrow-square-out", "sm")
        super().__init__(tr("GPU report"), self._open)
        about = tr("Temperature, power and load of each GPU over the whole run, as a picture.")
        self._about = Label(about, 12, 400, "text2", wrap=True)
        self._picture = Head()
        self._make = Button(tr("Generate Temperature Plot"), icon="thermometer-simple")
        self._run: Path | None = None
        self._path: Path | None = None
        self._open.clicked.connect(self._show_file)
        self._make.clicked.connect(lambda: self.wanted.emit(self._run))
        self.body.addWidget(self._about)
        self.body.addWidget(self._picture, 1)
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
        self._about.setVisible(not there)
        tall = QSizePolicy.Policy.Preferred if there else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        if there:
            self._picture.show_image(picture)
            self._picture.setAccessibleName(tr("Temperatures of the GPUs during the run"))
            self._picture.setToolTip(words.short_path(self._path or ""))

    def _show_file(self) -> None:
        if self._path:
            open_file(self, self._path)


def _top(path: Path) -> QImage:
    """The report, no larger than a card can show."""
    picture = QImage(str(path))
    if picture.width() <= KEPT:
        return picture
    return picture.scaledToWidth(KEPT, Qt.TransformationMode.SmoothTransformation)
