"""The rows of the form, wherever on the page they stand.

Knows which rows there are and keeps them up with the model; opens the help of one. Does not know
where rows are put. One setting may have several rows: in its card, and among what was searched.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec, spec_by_path
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.help_card import HelpCard
from deeptuner.ui.forms.hints import Hints
from deeptuner.ui.forms.row import SettingRow
from deeptuner.ui.widgets import Popover


class Form(QObject):
    """`term_asked` with a key term's id when a help leads to it."""

    term_asked = Signal(str)

    def __init__(self, model: FormModel, hints: Hints, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.hints = hints
        self._rows: list[SettingRow] = []
        model.changed.connect(self._refresh)

    def add_row(self, spec: FieldSpec) -> SettingRow:
        """A new row, kept up to date until it is deleted."""
        row = SettingRow(spec, self.model, self.hints)
        row.helped.connect(lambda path: self.show_help(path, row.help))
        self._rows.append(row)
        return row

    def rows(self, path: str = "") -> Iterator[SettingRow]:
        """All rows, or those of one setting."""
        return (row for row in self._rows if not path or row.spec.path == path)

    def forget(self, rows: list[SettingRow]) -> None:
        """These rows are about to be deleted."""
        self._rows = [row for row in self._rows if row not in rows]

    def show_help(self, path: str, anchor: QWidget) -> Popover:
        """Open the help of a setting where it hides neither the row nor its editor."""
        card = HelpCard(spec_by_path()[path], self.model)
        popover = Popover(anchor, card)
        card.closed.connect(popover.dismiss)
        card.term_asked.connect(popover.dismiss)
        card.term_asked.connect(self.term_asked)
        popover.open()
        return popover

    def _refresh(self) -> None:
        """A value can change what any other row says: conditions and problems cross them."""
        for row in self._rows:
            row.refresh()
