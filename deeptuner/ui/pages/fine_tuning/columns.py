"""The form in two columns that scroll: cards of what matters first, the advanced ones on demand.

Knows how cards are put, built lazily, and how one gets to a setting. Does not know what is in them.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from deeptuner.settings.catalog import spec_by_path
from deeptuner.ui.forms.builder import Builder
from deeptuner.ui.forms.form import Form
from deeptuner.ui.forms.row import SettingRow
from deeptuner.ui.forms.row_group import RowGroup
from deeptuner.ui.forms.setting_card import SettingCard
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.pages.fine_tuning.gpu_card import GpuCard
from deeptuner.ui.pages.fine_tuning.layout_of_form import (
    DATA_ROWS,
    GPUS,
    MEMORY_ROWS,
    METHOD,
    METHOD_ROWS,
    PARALLEL,
    SHOWN,
    TRAINING_ROWS,
    advanced_cards,
    advanced_specs,
)
from deeptuner.ui.pages.fine_tuning.method_card import MethodCard
from deeptuner.ui.pages.fine_tuning.parallel_card import ParallelCard
from deeptuner.ui.pages.fine_tuning.two_columns import TwoColumns
from deeptuner.ui.translation import listed, section_title, setting_title, tr
from deeptuner.ui.widgets import Button, Card, Label, Scroll, hbox, vbox

AROUND = 80  # px that stay seen above and below what one is led to
NAMED = 4  # advanced settings that are named as examples


class Columns(QWidget):
    """`advanced_shown` when the person opened or closed the advanced settings."""

    advanced_shown = Signal(bool)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._content = vbox(gap=12, margins=(16, 14, 16, 16))
        home = QWidget()
        home.setLayout(self._content)
        self.scroller = Scroll(home)  # while it is empty: what a scroll area takes in, it styles
        self.setLayout(vbox(self.scroller))
        self.gpus = GpuCard(form)
        self.parallel = ParallelCard(form)
        self.method = MethodCard(form, METHOD_ROWS)
        self._own: dict[str, SettingCard] = {
            GPUS: self.gpus,
            PARALLEL: self.parallel,
            METHOD: self.method,
        }
        self._groups: list[RowGroup] = []
        self._builder = Builder(self)
        self._more = Button(tr("Show advanced"), kind="link", icon="caret-down")
        self._sample = Label(_sample(), px=12, tone="text2", elide=True)
        self._advanced = QWidget()
        self._advanced.hide()
        self._more.clicked.connect(lambda: self.show_advanced(self._advanced.isHidden()))
        self._builder.finished.connect(lambda: self.advanced_shown.emit(True))
        self._content.addWidget(self._basic())
        self._content.addLayout(hbox(self._more, (self._sample, 1)))
        self._content.addWidget(self._advanced)
        self._content.addStretch(1)

    def show_advanced(self, shown: bool) -> None:
        """Open or close the advanced settings; their rows are built when first opened."""
        self._more.set_text(tr("Hide advanced") if shown else tr("Show advanced"))
        self._more.set_icon("caret-up" if shown else "caret-down")
        show_if(not shown, self._sample)
        if shown and self._advanced.layout() is None:
            self._build_advanced()
        show_if(shown, self._advanced)
        if not self._builder.busy:
            self.advanced_shown.emit(shown)

    @property
    def shows_advanced(self) -> bool:
        return not self._advanced.isHidden()

    def go_to(self, path: str) -> None:
        """Bring a setting into view and put the cursor into it."""
        if path not in SHOWN:
            self.show_advanced(True)
            self._builder.finish()
        QTimer.singleShot(0, self, lambda: self._reveal(path))  # new rows are shown by then

    def _reveal(self, path: str) -> None:
        rows = (row for row in self._form.rows(path) if self.isAncestorOf(row))
        place: SettingCard | SettingRow | None = self._own.get(path) or next(rows, None)
        if place is not None:
            self._content.activate()
            self.scroller.ensureWidgetVisible(place, 0, AROUND)
            place.focus()

    def _basic(self) -> QWidget:
        left = vbox(
            self.gpus,
            self.parallel,
            self._card(tr("Hardware & memory"), MEMORY_ROWS),
            self._card(tr("Model and data"), DATA_ROWS),
            None,
            gap=12,
        )
        right = vbox(
            self.method,
            self._card(tr("Training Settings"), TRAINING_ROWS),
            None,
            gap=12,
        )
        return TwoColumns(left, right)

    def _card(self, title: str, paths: tuple[str, ...]) -> Card:
        card = Card(title)
        card.body.addWidget(RowGroup(self._form, [spec_by_path()[path] for path in paths]))
        return card

    def _build_advanced(self) -> None:
        left, right = vbox(gap=12), vbox(gap=12)
        for part in advanced_cards():
            card = Card(section_title(part.section))
            group = RowGroup(self._form, part.specs, later=True)
            self._groups.append(group)
            card.body.addWidget(group)
            (left if part.left else right).addWidget(card)
        for column in (left, right):
            column.addStretch(1)
        self._advanced.setLayout(vbox(TwoColumns(left, right)))
        self._builder.start(group.build_next for group in self._groups)


def _sample() -> str:
    """How many there are, and a few of them by name."""
    waiting = advanced_specs()
    wanted = ("training.warmup", "data.batching", "training.seed", "lora.use_dora")
    names = [setting_title(spec) for spec in waiting if spec.path in wanted][:NAMED]
    return tr("{count} more: {names} …", count=len(waiting), names=listed(names))
