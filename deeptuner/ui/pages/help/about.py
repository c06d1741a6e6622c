"""About: the versions of everything, to copy into a report, and whose work it contains.

Knows what the worker answers to `about`, and the licences that are shipped. Does not know how the
versions are found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.shipped import shipped_folder
from deeptuner.ui.desktop import open_file, open_page
from deeptuner.ui.pages.help.prose import link_label
from deeptuner.ui.services.worker import Worker
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Button, Card, ErrorState, Label, Skeleton, Toast, hbox, vbox

WIDEST = 850
FONTS, ICONS = Path("fonts"), Path("icons") / "phosphor"
# What is shipped or drawn from, whose licence it has, and the file it is in.
WORKS: Final = (
    ("Inter", "SIL Open Font License 1.1", FONTS / "Inter-LICENSE.txt"),
    ("JetBrains Mono", "SIL Open Font License 1.1", FONTS / "JetBrainsMono-LICENSE.txt"),
    ("Phosphor Icons", "MIT License", ICONS / "LICENSE"),
)
QT_LICENCE: Final = "https://doc.qt.io/qt-6/lgpl.html"


class About(QWidget):
    """Versions come a moment after the page: the worker reads them."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._versions: list[tuple[str, str]] = []
        self._copy = Button(tr("Copy"), icon="copy", size="sm")
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._copy_versions)
        self._card = Card(tr("Versions"), self._copy)
        self._waiting = Skeleton(rows=3)
        self._card.body.addWidget(self._waiting)
        self.setMaximumWidth(scaled(WIDEST))
        told = tr(
            "Fine-tunes large language models on your own GPUs. Nothing you do here leaves this "
            "computer, unless you ask for a download or a report to another service."
        )
        self.setLayout(
            vbox(
                Label(tr("About DeepTuner"), 24, 700, wrap=True),
                Label(told, 15, 400, "text2", wrap=True, selectable=True),
                self._card,
                _works(),
                None,
                gap=12,
            )
        )
        self._waiting.start()
        worker.ask("about", {}, self.show_versions, self._failed, owner=self)

    @property
    def text(self) -> str:
        """What `Copy` copies: a version a line."""
        return "\n".join(f"{name}: {version}" for name, version in self._versions)

    def show_versions(self, answer: Mapping[str, Any]) -> None:
        self._versions = version_rows(answer)
        self._fill(_grid(self._versions))
        self._copy.setEnabled(True)

    def _failed(self, told: Told) -> None:
        self._fill(ErrorState(told))

    def _fill(self, widget: QWidget) -> None:
        self._waiting.stop()
        self._card.body.addWidget(widget)

    def _copy_versions(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        Toast.show_in(self.window(), tr("Copied"), "ok")


def version_rows(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Names with versions, in the order in which they are shown; what is not there is left out."""
    rows = [
        ("DeepTuner", answer.get("deeptuner")),
        ("Python", answer.get("python")),
        ("Qt", qVersion()),
        ("ROCm", answer.get("rocm")),
        ("CUDA", answer.get("cuda")),
        *((tr("Driver {name}", name=name), it) for name, it in answer.get("drivers", {}).items()),
        *answer.get("packages", {}).items(),
        (tr("System"), answer.get("system")),
    ]
    return [(str(name), str(version)) for name, version in rows if version]


def _grid(rows: list[tuple[str, str]]) -> QWidget:
    """Two columns of names with their versions."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (name, version) in enumerate(rows):
        grid.addWidget(Label(name, 13, 400, "text2"), row, 0)
        grid.addWidget(Label(version, 12, 400, "text", True, wrap=True, selectable=True), row, 1)
    return holder


def _works() -> Card:
    """Whose work is shipped along, with a link to each licence."""
    card = Card(tr("Licences"))
    own = tr("DeepTuner is free software under the Apache License 2.0.")
    card.body.addWidget(Label(own, 13, 400, "text2", wrap=True, selectable=True))
    for name, licence, file in WORKS:
        path = shipped_folder("assets") / file
        card.body.addLayout(_work(name, licence, partial(open_file, card, path)))
    qt = partial(open_page, card, QT_LICENCE)
    card.body.addLayout(_work("Qt, PySide6", "GNU Lesser General Public License 3", qt))
    return card


def _work(name: str, licence: str, open_it: Callable[[], bool]) -> Any:
    link = link_label(licence, licence)
    link.setAccessibleName(f"{name}: {licence}")
    link.linkActivated.connect(lambda _link: open_it())
    title = Label(name, 13, 500)
    title.setMinimumWidth(scaled(130))
    return hbox(title, (link, 1), gap=12)
