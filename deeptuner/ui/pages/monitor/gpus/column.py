"""The column of cards: every GPU that trains, a line for each that does not, the host of a run on
the CPU.

Knows which cards there are and how they share the room. Does not know what a card says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from deeptuner.ui.pages.monitor.gpus import facts
from deeptuner.ui.pages.monitor.gpus.card import GpuCard
from deeptuner.ui.pages.monitor.gpus.rows import FactRows
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import say, tr
from deeptuner.ui.widgets import Card, IconLabel, Label, Note, Scroll, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.watching import GpuNow, TelemetryNow

WIDE, NARROW = 348, 316
MOST_WHOLE: Final = 2  # cards that are shown with all their rows


class HostCard(Card):
    """CPU, RAM and disk of the computer, when no GPU is there to look at."""

    def __init__(self) -> None:
        super().__init__(tr("This computer"))
        self.rows = FactRows()
        self.body.addWidget(self.rows)

    def show_host(self, now: TelemetryNow) -> None:
        self.rows.set(facts.host_facts(now.host), now.host_recent)


class Idle(QWidget):
    """One line for a GPU that does not train, with the reason."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("", 11, tone="text2", wrap=True)
        icon = IconLabel("graphics-card", "text3", 15)
        self.setLayout(hbox(icon, (self.label, 1), margins=(14, 2, 4, 2)))

    def show_gpu(self, now: GpuNow) -> None:
        gpu = now.gpu
        why = say(gpu.why_not) if gpu.why_not else ""
        words = tr("integrated: does not train") if gpu.integrated else tr("does not train")
        text = f"GPU{gpu.number} · {facts.short_name(gpu.name)} · {words}"
        self.label.setText(text)
        self.setToolTip(why or gpu.name)
        self.setAccessibleName(f"{text}. {why}")


class GpuColumn(QWidget):
    """`show_now` shows what a run's telemetry says; `tick` lets values get older."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, GpuCard] = {}
        self._idle: dict[str, Idle] = {}
        self.problem = Note("warn", "")
        self.host = HostCard()
        self._cards, self._lines = vbox(gap=12), vbox(gap=4)
        content = QWidget()
        content.setLayout(vbox(self.problem, self._cards, self._lines, self.host, None, gap=12))
        self._scroll = Scroll(content)
        self.setLayout(vbox(self._scroll))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_wide(True)
        self.hide()

    def set_wide(self, wide: bool) -> None:
        self.setFixedWidth(scaled(WIDE if wide else NARROW))

    def show_now(self, now: TelemetryNow, clock: float) -> None:
        working = [one for one in now.gpus if one.gpu.trains]
        resting = [one for one in now.gpus if not one.gpu.trains]
        self._keep(self.cards, {one.gpu.key for one in working})
        self._keep(self._idle, {one.gpu.key for one in resting})
        for one in working:
            if one.gpu.key not in self.cards:
                self.cards[one.gpu.key] = GpuCard()
                self._cards.addWidget(self.cards[one.gpu.key])
            card = self.cards[one.gpu.key]
            card.set_foldable(len(working) > MOST_WHOLE)
            card.show_gpu(one, clock, now.patience)
        for one in resting:
            if one.gpu.key not in self._idle:
                self._idle[one.gpu.key] = Idle()
                self._lines.addWidget(self._idle[one.gpu.key])
            self._idle[one.gpu.key].show_gpu(one)
        self._show_rest(now, bool(working))

    def tick(self, clock: float) -> None:
        for card in self.cards.values():
            card.tick(clock)

    def _show_rest(self, now: TelemetryNow, working: bool) -> None:
        problem = say(now.problem) if now.problem else ""
        self.problem.setVisible(bool(problem))
        self.problem.set_tone("warn" if now.gpus else "neutral")
        self.problem.set_text(tr("Some telemetry is missing") if now.gpus else "", problem)
        self.host.setVisible(not working and bool(now.host))
        if not working:
            self.host.show_host(now)
        self.setVisible(bool(now.gpus or now.host or problem))

    def _keep(self, shown: dict[str, GpuCard] | dict[str, Idle], keys: set[str]) -> None:
        for key in [key for key in shown if key not in keys]:
            card = shown.pop(key)
            card.hide()
            card.deleteLater()
