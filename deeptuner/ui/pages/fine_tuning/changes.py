"""The list of what differs from the preset, in a popover: each with the way back.

Knows the form. Does not know where it is opened.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.forms.form_model import FormModel
from deeptuner.ui.forms.in_words import shown
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import setting_title, tr
from deeptuner.ui.widgets import Button, IconButton, Label, Scroll, vbox

WIDTH, ROW = 380, 36


class ChangeList(QWidget):
    """`asked` with the path that a person wants to see."""

    asked = Signal(str)

    def __init__(self, model: FormModel) -> None:
        super().__init__()
        self._model = model
        paths = model.changed_paths()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, path in enumerate(paths):
            self._add(grid, number, path)
        rows = QWidget()
        rows.setLayout(vbox(grid, None))
        scroll = Scroll(rows)
        scroll.setFixedSize(scaled(WIDTH), scaled(min(len(paths), 10) * ROW + 6))
        self.setLayout(vbox(Label(tr("Changed from the preset"), px=14, weight=600), scroll))
        self.setAccessibleName(tr("Changed from the preset"))

    def _add(self, grid: QGridLayout, number: int, path: str) -> None:
        spec = spec_by_path()[path]
        name = Button(setting_title(spec), kind="link", size="sm")
        name.clicked.connect(partial(self.asked.emit, path))
        before, now = shown(spec, self._model.base(path)), shown(spec, self._model.value(path))
        values = Label(f"{before} → {now}", px=12, tone="text2", elide=True)
        back = IconButton("arrow-counter-clockwise", tr("Reset to {value}", value=before))
        back.clicked.connect(partial(self._reset, path, (name, values, back)))
        for column, widget in enumerate((name, values, back)):
            grid.addWidget(widget, number, column)

    def _reset(self, path: str, row: tuple[QWidget, ...]) -> None:
        self._model.reset([path])
        for widget in row:
            widget.setEnabled(False)
