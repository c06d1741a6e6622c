"""The card of the method: LoRA, QLoRA or full, and the settings of the adapter.

Knows which settings stand here. Does not know what they do.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import Value, spec_by_path
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.row_group import RowGroup
from deeptuner.ui.forms.setting_card import SettingCard
from deeptuner.ui.translation import choice_title, tr
from deeptuner.ui.widgets import Segmented

PATH = "method.kind"


class MethodCard(SettingCard):
    """Three methods side by side, and rows below."""

    def __init__(self, form: Form, paths: tuple[str, ...]) -> None:
        super().__init__(form, PATH, tr("Method"))
        choices = [(str(one), choice_title(self.spec, one), None) for one in self.spec.choices]
        self._choice = Segmented(choices, stretch=True)
        self._choice.setAccessibleName(tr("Method"))
        self._choice.changed.connect(self.give)
        self.rows = RowGroup(form, [spec_by_path()[path] for path in paths])
        self.content.addWidget(self._choice)
        self.content.addSpacing(2)
        self.content.addWidget(self.rows)
        self.refresh()

    def show_value(self, value: Value) -> None:
        self._choice.set_key(value)

    def first_field(self) -> QWidget:
        return self._choice.button(self._choice.key() or "lora")
