"""Above the rows of a dataset: its format, which row is shown, what is trained on.

Knows the controls. Does not know the rows.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from deeptuner.ui import format as words
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import (
    Button,
    Chip,
    ComboBox,
    IconButton,
    IconLabel,
    Label,
    Line,
    SpinBox,
    hbox,
    vbox,
)

MOST: Final = 2**31 - 1  # rows, while nobody knows how many there are
ROOM_FOR_ALL: Final = 520  # pixels; below, what says nothing more is left out
ANSWERS, ALL = "answers", "all"


class RowHeader(QWidget):
    """`wanted(index)` asks for a row from 0, `shuffled` for any."""

    wanted = Signal(int)
    shuffled = Signal()
    train_on_source = Signal(bool)
    mapping_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.index = 0
        self.total: int | None = None
        self._name = Label("", 15, 600, elide=True)
        self._format = Chip("")
        self._picture = IconLabel("database", "text2", 18)
        self._word = Label(tr("Row"), 12, 400, "text2")
        self._number = SpinBox(tr("Row"))
        self._number.setRange(1, MOST)
        self._of = Label("", 12, 400, "text2")
        self._columns = Label("", 12, 500, elide=True)
        self._trains = ComboBox()
        self._build()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        for part in (self._picture, self._word):
            part.setVisible(self.width() >= scaled(ROOM_FOR_ALL))

    def forget(self) -> None:
        """Another dataset: nothing is known of its rows and columns yet."""
        self.index, self.total = 0, None
        self.show_format("", "")
        self._of.setText("")
        self._number.blockSignals(True)
        self._number.setMaximum(MOST)
        self._number.setValue(1)
        self._number.blockSignals(False)
        self._number.setToolTip("")

    def show_dataset(self, name: str, *, trains_source: bool) -> None:
        self._name.setText(name)
        self._trains.set_key(ALL if trains_source else ANSWERS)

    def show_format(self, title: str, mapping: str) -> None:
        self._format.set(title)
        self._format.setVisible(bool(title))
        self._columns.setText(mapping or words.NOTHING)
        self._columns.setToolTip(mapping)

    def show_row(self, index: int, total: int | None, where: str) -> None:
        self.index = index
        self._number.blockSignals(True)
        self._number.setValue(index + 1)
        self._number.blockSignals(False)
        self._number.setToolTip(where)
        if total is not None:
            self.show_total(total)

    def show_total(self, total: int) -> None:
        self.total = total
        self._number.blockSignals(True)
        self._number.setMaximum(max(1, total))
        self._number.blockSignals(False)
        self._of.setText(tr("of {total}", total=words.whole(total)))

    def _build(self) -> None:
        before = IconButton("caret-left", tr("Previous row"))
        after = IconButton("caret-right", tr("Next row"))
        some = IconButton("shuffle", tr("Any row"))
        before.clicked.connect(lambda: self._number.stepBy(-1))
        after.clicked.connect(lambda: self._number.stepBy(1))
        some.clicked.connect(self.shuffled)
        self._number.valueChanged.connect(lambda value: self.wanted.emit(value - 1))
        self._number.setMaximumWidth(96)
        top = hbox(self._picture, (self._name, 1), self._format, None)
        for part in (before, self._word, self._number, self._of, after):
            top.addWidget(part)
        top.addWidget(some)
        top.setContentsMargins(16, 10, 12, 8)
        self._format.hide()
        self.setLayout(vbox(top, Line(), self._second(), gap=0))

    def _second(self) -> QWidget:
        self._trains.set_choices(
            [(ANSWERS, tr("Assistant answers")), (ALL, tr("Prompts and answers"))]
        )
        self._trains.setAccessibleName(tr("Train on"))
        self._trains.chosen.connect(lambda key: self.train_on_source.emit(key == ALL))
        edit = Button(tr("Edit columns"), "link", size="sm")
        edit.clicked.connect(self.mapping_asked)
        row = QWidget()
        row.setLayout(
            hbox(
                Label(tr("Columns"), 12, 400, "text2"),
                (self._columns, 1),
                Line(vertical=True),
                Label(tr("Train on"), 12, 400, "text2"),
                self._trains,
                edit,
                gap=10,
                margins=(16, 6, 16, 6),
            )
        )
        return row
