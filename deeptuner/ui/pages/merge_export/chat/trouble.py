"""What went wrong with an answer or a vote, above the composer.

Knows words and a button. Does not know what is tried again.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Button, Note, announce


class Trouble(Note):
    """Hidden until something is told. `again_wanted`: the person would like another try."""

    again_wanted = Signal()

    def __init__(self) -> None:
        self._again = Button(tr("Try again"), size="sm")
        super().__init__("danger", "", "", self._again)
        self._again.clicked.connect(self._try_again)
        self.hide()

    def tell(self, told: Told, *, again: bool) -> None:
        self._again.setVisible(again)
        self.set_text(told.what, "\n".join(part for part in (told.where, told.fix) if part))
        self.show()
        announce(self, told.what)

    def _try_again(self) -> None:
        self.hide()
        self.again_wanted.emit()
