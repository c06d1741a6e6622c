"""The computer itself in one line: CPU, RAM and free disk.

Knows its three values. Does not know GPUs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from deeptuner.ui.pages.monitor.gpus import facts
from deeptuner.ui.pages.monitor.telemetry.time_axis import clock_words
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import IconLabel, Label, hbox

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.watching import TelemetryNow


class HostLine(QWidget):
    """`show_host` shows what the computer read last."""

    def __init__(self) -> None:
        super().__init__()
        self._row = hbox(gap=16)
        self._facts = QWidget()
        self._facts.setLayout(self._row)
        self._values: dict[str, Label] = {}
        self._when = Label("", 12, tone="text3")
        self.setLayout(hbox(self._when, self._facts, gap=16))
        self.hide()

    def show_host(self, now: TelemetryNow, old: bool, short: bool = False) -> None:
        """`old`: nothing has come for a while, so that nothing is known now. `short`: the values
        stand elsewhere."""
        for fact in facts.host_facts({} if old else now.host):
            if fact.column not in self._values:
                self._add(fact)
            self._values[fact.column].setText(fact.value)
            self._values[fact.column].setAccessibleName(f"{fact.name} {fact.value}")
        self._facts.setVisible(not short)
        ended = not now.live and now.span is not None
        self._when.setVisible(ended)
        if ended and now.span is not None:
            self._when.setText(tr("at {time}", time=clock_words(now.span[1], seconds=False)))
        self.setVisible(bool(now.host))

    def values(self) -> dict[str, str]:
        """What stands there by column, for whoever asks."""
        return {column: label.text() for column, label in self._values.items()}

    def _add(self, fact: facts.Fact) -> None:
        value = Label("", 12, 600)
        name = Label(fact.name, 12, tone="text2")
        self._row.addLayout(hbox(IconLabel(fact.icon, "text3", 15), name, value, gap=6))
        self._values[fact.column] = value
