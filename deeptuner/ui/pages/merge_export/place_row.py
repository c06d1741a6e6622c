"""`Save to`: the line in which a person types where the merged model goes.

Knows what is typed, and says below it why nothing can lie there. Does not know what does lie there,
nor how it is merged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from deeptuner.errors import InputError
from deeptuner.files import require_name
from deeptuner.runs.merge_reports import LONGER
from deeptuner.ui.pages.merge_export.merging import MergeChoice
from deeptuner.ui.pages.merge_export.terms import FieldRow
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import HelpButton, Label, vbox

SHARES: Final = (9, 4)  # the field's and its label's of the width


class PlaceRow(QWidget):
    """`typed`: the text is another; `changed`: it is left as it is."""

    typed = Signal()
    changed = Signal()

    def __init__(self, help_button: HelpButton) -> None:
        super().__init__()
        self.field = QLineEdit()
        self._wrong = Label("", px=12, tone="danger", wrap=True)
        self._wrong.hide()
        row = FieldRow(tr("Save to"), help_button, self.field, *SHARES)
        self.setLayout(vbox(row, self._wrong, gap=2))
        self.field.textEdited.connect(self.typed)
        self.field.editingFinished.connect(self.changed)

    def set_text(self, text: str) -> None:
        self.field.setText(text)
        self.field.setCursorPosition(0)

    def folder(self, choice: MergeChoice | None) -> Path | None:
        """The folder that is meant; None where nothing can lie there."""
        return None if choice is None or self._why_not(choice) else choice.folder(self.field.text())

    def judge(self, choice: MergeChoice | None) -> None:
        """Say below the line why nothing can lie there, or nothing."""
        why = self._why_not(choice) if choice is not None else ""
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
        self.field.setAccessibleDescription(why)

    def _why_not(self, choice: MergeChoice) -> str:
        try:
            require_name(choice.folder(self.field.text()), LONGER)
        except InputError as error:
            return " ".join(say(part) for part in (error.what, error.fix) if part)
        return ""
