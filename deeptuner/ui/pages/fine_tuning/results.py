"""Settings that a person searched for, from the whole form, wherever they stand.

Knows what a setting is found by: title, path, help, flag, key term. Does not know the cards.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import FieldSpec, sections, spec_by_path, specs
from deeptuner.settings.text import flag_name
from deeptuner.ui.forms.builder import Builder
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.row import SettingRow
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.translation import (
    choice_title,
    section_title,
    setting_help,
    setting_title,
    tr,
)
from deeptuner.ui.widgets import Card, EmptyState, Label, Scroll, announce, vbox

WIDEST = 760  # px: rows of a line's length are read more easily


class Results(QWidget):
    """Rows of what was found. Each is built once, when first found, a few at a time."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._rows: dict[str, SettingRow] = {}
        self._found: list[FieldSpec] = []
        self._builder = Builder(self)
        self._count = Label("", px=12, tone="text2")
        self._card = Card(tr("Search"), self._count)
        self._card.setMaximumWidth(WIDEST)
        self._nothing = EmptyState("magnifying-glass", tr("No setting is found by these words."))
        self._nothing.hide()
        home = QWidget()
        home.setLayout(vbox(self._card, self._nothing, None, margins=(16, 14, 16, 16)))
        self.setLayout(vbox(Scroll(home)))

    def search(self, text: str) -> None:
        """Show what is found by all of the words."""
        self._found = find(text)
        for row in self._rows.values():
            row.hide()
        show_if(bool(self._found), self._card)
        show_if(not self._found, self._nothing)
        count = tr("{count} found", count=len(self._found))
        self._count.setText(count)
        announce(self, count)
        waiting = iter(self._found)
        self._builder.start([lambda: self._show_next(waiting)])

    def stop(self) -> None:
        self._builder.stop()

    def settle(self) -> None:
        """Build what is still missing at once."""
        self._builder.finish()

    def shown(self) -> list[str]:
        """The paths of the rows on the screen, in order."""
        return [spec.path for spec in self._found if spec.path in self._rows]

    def _show_next(self, waiting: Iterable[FieldSpec]) -> bool:
        spec = next(iter(waiting), None)
        if spec is None:
            return False
        row = self._rows.get(spec.path)
        if row is None:
            row = self._rows[spec.path] = self._form.add_row(spec)
            order = list(spec_by_path())
            before = [path for path in self._rows if order.index(path) < order.index(spec.path)]
            self._card.body.insertWidget(len(before), row)
        row.show()
        return True


def find(text: str) -> list[FieldSpec]:
    """Settings that hold every word; those that hold them in title or path first."""
    words = text.lower().split()
    found = [
        (not all(word in _names(spec) for word in words), number, spec)
        for number, spec in enumerate(specs())
        if all(word in _all_of(spec) for word in words)
    ]
    return [spec for _, _, spec in sorted(found, key=lambda one: one[:2])] if words else []


def _names(spec: FieldSpec) -> str:
    return f"{setting_title(spec)} {spec.title} {spec.path} {flag_name(spec.path)}".lower()


def _all_of(spec: FieldSpec) -> str:
    section = next(one for one in sections() if one.name == spec.section)
    choices = " ".join(f"{one} {choice_title(spec, one)}" for one in spec.choices)
    term = spec.ui.term.replace("-", " ")
    told = (_names(spec), setting_help(spec), spec.help, term, section_title(section), choices)
    return " ".join(told).lower()
