"""What all editors have in common.

Knows how a row shows a value and hears of edits. Does not know any kind of setting.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec, Value
from deeptuner.ui.widgets.labels import restyle

NOT_YET = object()  # shown before the first value


def same(one: object, other: object) -> bool:
    """Equal, and of one type: 1 is not 1.0 nor True."""
    return type(one) is type(other) and one == other


class Editor(QWidget):
    """Shows one setting's value. `edited` gives what the person made of it, legal or not; what is
    shown by `show_value` is given back unchanged as long as nobody edits it.

    Where a value comes letter by letter (`by_letters`), each `edited` may be half of what is meant;
    `rested` says that the person is done for now."""

    edited = Signal(object)
    rested = Signal()
    by_letters = False
    takes_a_line = False  # whether it stands under its label, over the whole width

    def __init__(self, spec: FieldSpec, title: str) -> None:
        super().__init__()
        self.spec = spec
        self.title = title
        self.value: Value = NOT_YET
        self._wrong = False

    def show_value(self, value: Value) -> None:
        """Show a value that came from elsewhere. Tells nobody."""
        if not same(self.value, value):
            self.value = value
            self.draw()

    def draw(self) -> None:
        """Bring `value` onto the screen."""
        raise NotImplementedError

    def give(self, value: Value) -> None:
        """The person edited: keep and tell."""
        self.value = value
        self.edited.emit(value)

    def typed(self) -> str:
        """What stands in the field, letter by letter; empty where nothing is typed."""
        return ""

    def fields(self) -> list[QWidget]:
        """The widgets that take the keyboard, first to last."""
        raise NotImplementedError

    def set_wrong(self, wrong: bool) -> None:
        """Mark that what stands here cannot be the setting's value."""
        for field in self.fields() if wrong or self._wrong else ():
            restyle(field, state="error" if wrong else "")
        self._wrong = wrong

    def show_decided(self, text: str) -> None:
        """What `auto` would be, where there is room to say it."""

    def name_fields(self) -> None:
        """Give every field an accessible name and lead the focus to the first."""
        fields = self.fields()
        for field in fields:
            field.setAccessibleName(field.accessibleName() or self.title)
        self.setFocusProxy(fields[0])
