"""A card that is one setting's editor: its title is the label, with help, mark and problems.

Knows what `SettingRow` knows, for settings that take more room than a row. Does not know what is in
the card.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import Value, spec_by_path
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.help_key import asks_for_help, claims_help_key
from deeptuner.ui.forms.in_words import shown
from deeptuner.ui.forms.remarks import Remarks
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Card, IconButton, vbox


class SettingCard(Card):
    """Subclasses fill `content` and override `show_value`; what the person chose goes to `give`."""

    def __init__(self, form: Form, path: str, title: str, *header_right: QWidget) -> None:
        self._reset = IconButton("arrow-counter-clockwise", tr("Reset"))
        super().__init__(title, *header_right, self._reset, help=title)
        self.form = form
        self.spec = spec_by_path()[path]
        self._reset.clicked.connect(lambda: form.model.reset([path]))
        assert self.help_button is not None
        self.help_button.clicked.connect(self._on_help)
        self.remarks = Remarks(self.spec, form.model)
        self.content = vbox(gap=8)
        self.body.addLayout(self.content)
        self.body.addWidget(self.remarks)
        form.model.changed.connect(self.refresh)

    def show_value(self, value: Value) -> None:
        """Show the setting's value."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """What takes the keyboard when the person is led here."""
        raise NotImplementedError

    def give(self, value: Value) -> None:
        self.form.model.offer(self.spec.path, value)

    def refresh(self) -> None:
        """Show what the form holds now."""
        model, path = self.form.model, self.spec.path
        changed = model.is_changed(path)
        show_if(changed, self._reset)
        if changed:
            text = tr("Reset to {value}", value=shown(self.spec, model.base(path)))
            self._reset.set("arrow-counter-clockwise", text)
        mistake = model.mistake(path)
        self.remarks.show_all(mistake.error if mistake else None, model.findings_at(path), "")
        self.show_value(model.value(path))

    def focus(self) -> None:
        self.first_field().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """F1 is this card's before it is the window's."""
        return claims_help_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if asks_for_help(event):
            self._on_help()
        else:
            super().keyPressEvent(event)

    def _on_help(self) -> None:
        assert self.help_button is not None
        self.form.show_help(self.spec.path, self.help_button)
