"""What Monitor shows beside one run: several runs compared, or a folder of TensorBoard files.

Knows which of them is shown instead of the run, and the way back. Does not know what each shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from deeptuner.ui.paths import ask_folder
from deeptuner.ui.services.run_list import RunEntry
from deeptuner.ui.shell import Shell
from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.ui.pages.monitor.board.view import BoardView
    from deeptuner.ui.pages.monitor.comparing.view import CompareView


class Asides(QStackedWidget):
    """`page` is the run's own. What stands beside it is made when it is first wanted. `changed`:
    something else is shown."""

    changed = Signal()

    def __init__(self, shell: Shell, page: QWidget) -> None:
        super().__init__()
        self._shell = shell
        self._page = page
        self._entries: Sequence[RunEntry] = ()
        self.comparing: CompareView | None = None
        self.board: BoardView | None = None
        self.addWidget(page)
        self.setAcceptDrops(True)

    def set_runs(self, entries: Sequence[RunEntry]) -> None:
        self._entries = entries
        if self.comparing is not None:
            self.comparing.show_runs(entries)

    def sleep(self, asleep: bool) -> None:
        """Nobody looks at the page: nothing needs to be followed."""
        if self.comparing is None or self.currentWidget() is not self.comparing:
            return
        if asleep:
            self.comparing.end()
        else:
            self.comparing.follow_ticked()

    def back(self) -> None:
        """To the run."""
        if self.comparing is not None:
            self.comparing.end()
        self.setCurrentWidget(self._page)
        self.changed.emit()

    def compare(self, name: str) -> None:
        """Compare the run of this name with others."""
        if self.comparing is None:
            from deeptuner.ui.pages.monitor.comparing.view import CompareView

            self.comparing = CompareView(self._shell)
            self.comparing.left.connect(self.back)
            self.addWidget(self.comparing)
        self.comparing.show_runs(self._entries)
        if name:
            self.comparing.tick(name)
        self.comparing.follow_ticked()
        self.setCurrentWidget(self.comparing)
        self.comparing.list.setFocus()
        self.changed.emit()

    def ask_board(self) -> None:
        """Let the person choose a folder of TensorBoard files."""
        start = self._shell.workspace.folder or Path.home()
        ask_folder(self, tr("Open TensorBoard folder"), start, self.show_board)

    def show_board(self, folder: Path) -> None:
        if self.board is None:
            from deeptuner.ui.pages.monitor.board.view import BoardView

            self.board = BoardView(self._shell)
            self.board.left.connect(self.back)
            self.addWidget(self.board)
        self.board.open(folder)
        self.setCurrentWidget(self.board)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _folder(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        if folder := _folder(event):
            event.acceptProposedAction()
            self.show_board(folder)


def _folder(event: QDropEvent) -> Path | None:
    """The folder that is dragged; of an event file the one that it lies in."""
    local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    path = Path(local[0]) if local else None
    if path is None or path.is_dir():
        return path
    return path.parent if ".tfevents." in path.name else None
