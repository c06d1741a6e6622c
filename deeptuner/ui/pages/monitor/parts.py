"""Which part of the page is seen: the run, that it is being read, or why there is nothing to see.

Knows how the parts take turns, and the words where there is no run. Does not know what a run shows.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import (
    Button,
    EmptyState,
    ErrorState,
    Skeleton,
    announce,
    hbox,
    vbox,
)

ROWS = 6  # of the placeholder
ROOM = 24  # pixels


class Parts(QStackedWidget):
    """One part at a time; what stands in for the run is thrown away when something else does."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._loading = QWidget()
        self._skeleton = Skeleton(ROWS)
        self._loading.setLayout(vbox(self._skeleton, None, margins=(16, 16, 16, 16)))
        for part in (content, self._loading):
            self.addWidget(part)
        self._other: QWidget | None = None

    def show_content(self) -> None:
        self._skeleton.stop()
        self.setCurrentWidget(self._content)

    def show_loading(self) -> None:
        self.setCurrentWidget(self._loading)
        self._skeleton.start()

    def show_problem(self, told: Told, open_folder: Callable[[], None] | None) -> None:
        """Why the run cannot be shown; the same again changes nothing on the screen. Without
        `open_folder` there is no folder to look into."""
        if isinstance(self._other, ErrorState) and self._other.property("what") == told.what:
            self.setCurrentWidget(self._other)
            return
        buttons = []
        if open_folder is not None:
            buttons.append(Button(tr("Open the run's folder"), icon="folder-open"))
            buttons[0].clicked.connect(open_folder)
        state = ErrorState(Told(told.what, "", told.fix), *buttons, details=told.where)
        state.setProperty("what", told.what)
        self.show_other(state)
        announce(self, told.what)

    def show_other(self, widget: QWidget) -> None:
        if self._other is not None:
            self.removeWidget(self._other)
            self._other.deleteLater()
        self._other = widget
        self.addWidget(widget)
        self.setCurrentWidget(widget)


class Nothing(QObject):
    """What is said where there is no run. `wants_page` carries the page to go to."""

    wants_page = Signal(str)
    wants_board = Signal()

    def without_experiment(self) -> QWidget:
        button = Button(tr("Open an experiment"), "primary", "folder-open")
        button.clicked.connect(lambda: self.wants_page.emit("experiment"))
        return self._said(tr("Open an experiment, and its runs are shown here."), button)

    def without_runs(self) -> QWidget:
        button = Button(tr("Go to Fine-Tuning"), "primary", "sliders-horizontal")
        button.clicked.connect(lambda: self.wants_page.emit("fine-tuning"))
        return self._said(
            tr("There is no run in this experiment yet. Start one on Fine-Tuning."), button
        )

    def _said(self, sentence: str, button: Button) -> QWidget:
        board = Button(tr("Open TensorBoard folder…"), "link")
        board.clicked.connect(self.wants_board)
        nothing = QWidget()
        nothing.setLayout(
            vbox((EmptyState("chart-line", sentence, button), 1), hbox(None, board, None), ROOM)
        )
        return nothing
