"""The card of one GPU: its name, how hot it is, what it does, with a curve of the last minutes.

Knows how a card looks whole and folded, and when its values are too old to be shown. Does not know
where they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from deeptuner.ui.format import NOTHING, duration
from deeptuner.ui.pages.monitor.gpus import facts
from deeptuner.ui.pages.monitor.gpus.rows import FactRows
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Chip, IconButton, Label, Panel, hbox, vbox
from deeptuner.ui.widgets.chip import ChipFace

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.watching import GpuNow

FOLDED: Final = ("temperature_edge",)  # the rows that stay
BRIEF: Final = ("power", "utilisation", "vram_used")  # what then stands in one line


class GpuCard(Panel):
    """`show_gpu` shows how a GPU stands at `clock` (Unix seconds); `fold` leaves one row."""

    def __init__(self) -> None:
        self.title = Label("", 14, 600)
        self._name = Label("", 12, tone="text2", elide=True)
        self.chip, self.slowed = Chip(""), Chip("")
        self._caret = IconButton("caret-down", tr("Show all values"), "text3")
        self._caret.clicked.connect(self._turn)
        self.said = Label("", 12, tone="warn", wrap=True)
        self.rows = FactRows()
        self.line = Label("", 12, 500, tone="text2", elide=True)
        head = hbox(self.title, (self._name, 1), self.chip, self._caret, gap=6)
        slowed = hbox(self.slowed, None)
        column = vbox(head, slowed, self.said, self.rows, self.line, gap=4, margins=(14, 6, 12, 6))
        super().__init__("card", column)
        self._foldable = self._folded = False
        self._now: GpuNow | None = None
        self._patience = 0.0

    def show_gpu(self, now: GpuNow, clock: float, patience: float) -> None:
        """After `patience` seconds a value is none any more."""
        self._now, self._patience = now, patience
        number = now.gpu.number
        self.title.setText(f"GPU{number}")
        self._name.setText(facts.short_name(now.gpu.name))
        self.setAccessibleName(f"GPU{number} {now.gpu.name}")
        self._show(clock)

    def tick(self, clock: float) -> None:
        """The values get older."""
        if self._now is not None:
            self._show(clock)

    def set_foldable(self, foldable: bool) -> None:
        """Among many GPUs a card shows the most important, and the rest when asked."""
        if foldable != self._foldable:
            self._foldable = self._folded = foldable
            self._fold()

    def _turn(self) -> None:
        self._folded = not self._folded
        self._fold()

    def _fold(self) -> None:
        self._caret.setVisible(self._foldable)
        self._caret.set(
            "caret-down" if self._folded else "caret-up",
            tr("Show all values") if self._folded else tr("Show fewer values"),
        )
        self.rows.show_only(FOLDED if self._folded else ())
        self.line.setVisible(self._folded)

    def _show(self, clock: float) -> None:
        assert self._now is not None
        now, age = self._now, self._age(clock)
        old = age is None or age > self._patience
        reading = {} if old else now.reading
        self.said.setVisible(old)
        self.said.setText(_silence(age))
        rows = facts.gpu_facts(now, reading)
        self.rows.set(rows, now.recent)
        self._fold()
        _set_chip(self.chip, facts.heat_chip(reading, now.gpu.limits))
        _set_chip(self.slowed, facts.throttling_chip(reading))
        known = facts.only_known(rows)
        briefly = [fact.value for fact in rows if fact.column in BRIEF and fact.value != NOTHING]
        self.line.setText(" · ".join(briefly) or NOTHING)
        self.setAccessibleDescription(", ".join(f"{name} {value}" for name, value in known.items()))

    def _age(self, clock: float) -> float | None:
        assert self._now is not None
        return None if self._now.time is None else max(clock - self._now.time, 0.0)


def _silence(age: float | None) -> str:
    if age is None:
        return tr("It has told nothing yet.")
    return tr("No answer for {time}.", time=duration(age))


def _set_chip(chip: Chip, face: ChipFace | None) -> None:
    chip.setVisible(face is not None)
    if face is not None and face != chip.face:
        chip.set(face.text, face.tone, face.icon)
