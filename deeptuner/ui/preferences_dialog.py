"""The preferences: how the window looks, and which language it speaks.

Knows what can be chosen. Does not know how a choice is carried out: it is put into the preferences,
and who they concern listens.
"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.ui.languages import OWN_NAMES, SYSTEM
from deeptuner.ui.preferences import MODES, Preferences
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, ComboBox, Dialog, Label, Segmented


def open_preferences(parent: QWidget, preferences: Preferences) -> Dialog:
    """The dialog above `parent`. Choices hold at once; there is nothing to confirm."""
    close = Button(tr("Close"), "primary")
    body = QWidget()
    grid = QGridLayout(body)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(12)
    grid.setContentsMargins(0, 0, 0, 0)
    _row(grid, tr("Theme"), _theme(preferences))
    _row(grid, tr("Language"), _language(preferences))
    grid.setColumnStretch(2, 1)
    dialog = Dialog(parent, tr("Preferences"), body, [close])
    dialog.open()
    return dialog


def _row(grid: QGridLayout, title: str, field: QWidget) -> None:
    row = grid.rowCount()
    label = Label(title)
    label.setBuddy(field)
    grid.addWidget(label, row, 0)
    grid.addWidget(field, row, 1)


def _theme(preferences: Preferences) -> QWidget:
    words = {"system": tr("Like the system"), "light": tr("Light"), "dark": tr("Dark")}
    icons = {"system": None, "light": "sun", "dark": "moon"}
    field = Segmented([(mode, words[mode], icons[mode]) for mode in MODES])
    field.setAccessibleName(tr("Theme"))
    field.set_key(preferences.theme)

    def choose(key: str) -> None:
        preferences.theme = next(mode for mode in MODES if mode == key)

    field.changed.connect(choose)
    return field


def _language(preferences: Preferences) -> QWidget:
    field = ComboBox(tr("Language"))
    choices = [(SYSTEM, tr("Like the system")), *OWN_NAMES.items()]
    field.set_choices(choices, preferences.language)

    def choose(key: str) -> None:
        preferences.language = key

    field.chosen.connect(choose)
    return field
