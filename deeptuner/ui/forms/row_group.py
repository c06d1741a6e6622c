"""Rows under each other, of which those that do not matter now are left out.

Knows declared conditions, and says below how many settings wait for what. Does not know which
settings belong together.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.in_words import matters, needed
from deeptuner.ui.forms.row import SettingRow
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Label, vbox


class RowGroup(QWidget):
    """Builds its rows at once, or (`later`) one at each `build_next`, so that nothing stalls."""

    def __init__(self, form: Form, specs: Iterable[FieldSpec], *, later: bool = False) -> None:
        super().__init__()
        self._form = form
        self._waiting = list(specs)
        self.rows: list[SettingRow] = []
        self._note = Label("", px=12, tone="text3", wrap=True)
        self._column = vbox(self._note, gap=8)
        self.setLayout(self._column)
        while not later and self.build_next():
            pass
        form.model.changed.connect(self._arrange)
        self._arrange()

    def build_next(self) -> bool:
        """Build one row; False when all are there."""
        if not self._waiting:
            return False
        row = self._form.add_row(self._waiting.pop(0))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        show_if(matters(row.spec, self._form.model.config), row)
        if not self._waiting:
            self._arrange()
        return bool(self._waiting)

    def _arrange(self) -> None:
        config = self._form.model.config
        waiting: dict[str, int] = {}
        for row in self.rows:
            seen = matters(row.spec, config)
            show_if(seen, row)
            if not seen:
                waiting[needed(row.spec)] = waiting.get(needed(row.spec), 0) + 1
        lines = [
            tr("Settings that need {condition}: {count}", condition=condition, count=count)
            for condition, count in waiting.items()
        ]
        self._note.setText("\n".join(lines))
        show_if(bool(lines), self._note)
