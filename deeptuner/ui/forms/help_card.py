"""The help of one setting: what it does, what it takes, where more is written.

Knows how the declaration is told. Does not know where the popover is put, nor the key terms.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.settings.catalog import FieldSpec
from deeptuner.settings.text import flag_name
from deeptuner.ui.desktop import open_page
from deeptuner.ui.forms.editors.words import unit_of
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.in_words import allowed, needed, shown
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import setting_help, setting_title, tr
from deeptuner.ui.widgets import Button, IconButton, Label, Line, hbox, vbox

WIDTH = 336


class HelpCard(QWidget):
    """`closed` when the person is done; `term_asked` with the id of a key term."""

    closed = Signal()
    term_asked = Signal(str)

    def __init__(self, spec: FieldSpec, model: FormModel) -> None:
        super().__init__()
        self._spec = spec
        close = IconButton("x", tr("Close"))
        close.clicked.connect(self.closed)
        title = Label(setting_title(spec), px=14, weight=600, wrap=True)
        about = Label(setting_help(spec), tone="text2", wrap=True)
        self.setLayout(
            vbox(
                hbox((title, 1), close),
                about,
                Line(),
                facts_grid(facts(spec, model)),
                Line(),
                self._links(),
                gap=10,
            )
        )
        self.setFixedWidth(scaled(WIDTH))
        self.setAccessibleName(tr("Help: {about}", about=setting_title(spec)))

    def _links(self) -> QWidget:
        home, items = QWidget(), []
        if self._spec.ui.term:
            term = Button(tr("Open in Help"), kind="link", icon="book-open", size="sm")
            term.clicked.connect(lambda: self.term_asked.emit(self._spec.ui.term))
            items.append(term)
        if self._spec.ui.source:
            link = self._spec.ui.source
            source = Button(tr("Source"), kind="link", icon="arrow-square-out", size="sm", tip=link)
            source.clicked.connect(lambda: open_page(self, link))
            items.append(source)
        home.setLayout(hbox(*items[:1], None, *items[1:]))
        return home


def facts(spec: FieldSpec, model: FormModel) -> list[tuple[str, str, bool]]:
    """Name, value, and whether it is written as code."""
    base = shown(spec, model.base(spec.path))
    found = [(tr("Preset value"), base, False)] if model.named_by_preset(spec.path) else []
    found.append((tr("Default"), shown(spec, spec.default), False))
    found.append((tr("Allowed"), allowed(spec), False))
    if spec.ui.unit:
        found.append((tr("Unit"), unit_of(spec), False))
    if spec.ui.when:
        found.append((tr("Only with"), needed(spec), False))
    found.append((tr("Name in config file"), spec.path, True))
    found.append((tr("On the command line"), flag_name(spec.path), True))
    return [one for one in found if one[1]]


def facts_grid(rows: list[tuple[str, str, bool]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (name, value, code) in enumerate(rows):
        grid.addWidget(Label(name, px=12, tone="text2"), number, 0)
        words = Label(value, px=12 if not code else 11, mono=code, wrap=True, selectable=True)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(words, number, 1)
    return grid
