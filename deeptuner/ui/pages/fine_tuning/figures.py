"""The numbers of the side panel: steps, effective batch size, rows.

Knows how an answer about steps is shown, and that old numbers stay while new ones are asked for.
Does not ask.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.settings.sections.config import Config
from deeptuner.settings.yaml_text import short_number
from deeptuner.ui.format import NOTHING, whole
from deeptuner.ui.forms.showing import show_if
from deeptuner.ui.pages.fine_tuning.decisions import notes_of
from deeptuner.ui.translation import Told, tr
from deeptuner.ui.widgets import Label, Note, Progress, vbox

# The beginnings of the paths that each number follows from.
DATA: Final = ("data.", "model.")
BATCH: Final = (
    "hardware.",
    "training.batch_size",
    "training.gradient_accumulation_steps",
    "training.effective_batch_size",
)
PASSES: Final = ("training.epochs", "training.max_steps", "training.min_update_steps")


class Figure(QWidget):
    """A title, a number, and how it comes about. `sources`: the settings that it follows from."""

    def __init__(self, title: str, sources: tuple[str, ...]) -> None:
        super().__init__()
        self._sources = sources
        self._title = Label(title, px=12, tone="text2")
        self._told = (NOTHING, "")
        self._unknown = False
        self._value = Label(NOTHING, px=18, weight=600)
        self._sub = Label("", px=12, tone="text2", wrap=True)
        self.setLayout(vbox(self._title, self._value, self._sub, gap=1))

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def show_value(self, value: str, sub: str = "") -> None:
        self._told = (value, sub)
        self._show()

    def set_illegal(self, paths: Collection[str]) -> None:
        """While a setting that the number follows from is among these, nobody knows it."""
        self._unknown = any(path.startswith(self._sources) for path in paths)
        self._show()

    def _show(self) -> None:
        value, sub = (NOTHING, "") if self._unknown else self._told
        self._value.setText(value)
        self._sub.setText(sub)
        self.setAccessibleName(f"{self._title.text()}: {value} {sub}".strip())

    def text(self) -> str:
        return self._value.text()

    def set_old(self, old: bool) -> None:
        """While a new number is on its way."""
        self._value.set_tone("text3" if old else "text")


class Figures(QWidget):
    """Four figures, what is worth knowing about them, and a thin bar while they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.total = Figure(tr("Steps"), (*DATA, *BATCH, *PASSES))
        self.batch = Figure(tr("Effective batch size"), (*DATA, *BATCH))
        self.epoch = Figure(tr("Steps per epoch"), (*DATA, *BATCH))
        self.rows = Figure(tr("Rows to learn from"), DATA)
        self._all = (self.total, self.batch, self.epoch, self.rows)
        self._busy = Progress(tr("Counting the rows"))
        self._busy.set(None)
        self._keep_room()
        self._notes = Label("", px=12, tone="text2", wrap=True)
        self._failure = Note("warn", "")
        self._has_notes = self._has_failed = self._unknown = False
        self._show_words()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for place, figure in enumerate(self._all):
            grid.addWidget(figure, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        self.setLayout(vbox(grid, self._busy, self._notes, self._failure, gap=8))
        self.show_waiting(False)

    def show_waiting(self, waiting: bool) -> None:
        for figure in self._all:
            figure.set_old(waiting)
        show_if(waiting, self._busy)

    def show_steps(self, answer: Mapping[str, Any], config: Config) -> None:
        about = "" if answer["exact"] else "≈ "
        self.show_waiting(False)
        self.total.show_value(about + whole(answer["total_steps"]), _epochs(answer, config))
        self.epoch.show_value(about + whole(answer["steps_per_epoch"]))
        self.batch.show_value(whole(answer["effective_batch_size"]), _product(answer, config))
        evaluation = answer.get("eval_rows") or 0
        kept = tr("{count} kept for evaluation", count=whole(evaluation)) if evaluation else ""
        packed = config.data.batching == "packed"
        self.rows.set_title(tr("Packs to learn from") if packed else tr("Rows to learn from"))
        self.rows.show_value(whole(answer["train_rows"]), kept)
        notes = notes_of(answer, config)
        self._notes.setText("\n".join(notes))
        self._has_notes, self._has_failed = bool(notes), False
        self._show_words()

    def show_failure(self, told: Told | None) -> None:
        """Steps cannot be counted; None: because model or dataset is not chosen yet."""
        self.show_waiting(False)
        for figure in self._all:
            figure.show_value(NOTHING)
        if told is not None:
            self._failure.set_text(told.what, told.fix)
        self._has_notes, self._has_failed = False, told is not None
        self._show_words()

    def set_illegal(self, paths: Collection[str]) -> None:
        """Say nothing that follows from these settings: their fields show no value."""
        for figure in self._all:
            figure.set_illegal(paths)
        self._unknown = any(path.startswith((*DATA, *BATCH, *PASSES)) for path in paths)
        self._show_words()

    def _show_words(self) -> None:
        show_if(self._has_notes and not self._unknown, self._notes)
        show_if(self._has_failed and not self._unknown, self._failure)

    def _keep_room(self) -> None:
        """The panel does not jump when the bar comes and goes."""
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)


def _epochs(answer: Mapping[str, Any], config: Config) -> str:
    epochs = answer.get("epochs") or config.training.epochs
    return tr("Epochs: {epochs}", epochs=short_number(round(epochs, 2))) if epochs else ""


def _product(answer: Mapping[str, Any], config: Config) -> str:
    """`2 × 4 GPUs × 2`: what the effective batch size is made of."""
    size, world = config.training.batch_size, int(answer["world_size"])
    accumulation = max(1, round(answer["effective_batch_size"] / (size * world)))
    if config.data.batching == "packed":
        return tr("in packs of up to {tokens} tokens", tokens=whole(answer["max_length"]))
    return tr(
        "rows {size} × processes {world} × batches {accumulation}",
        size=size,
        world=world,
        accumulation=accumulation,
    )
