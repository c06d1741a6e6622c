"""The frame of a chart: its name, the choice of a sensor, and the period in two numbers.

Knows what stands around a chart. Does not know what is drawn in it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from deeptuner.ui.pages.monitor.telemetry.chart import TimeChart
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.widgets import Label, Panel, Segmented, hbox, vbox

HEAD = 34
HIGHEST = 340


class ChartCard(Panel):
    """`sensor_chosen`: another sensor of the quantity is to be shown."""

    sensor_chosen = Signal()

    def __init__(self, chart: TimeChart) -> None:
        self.chart = chart
        self.summary = Label("", 12, 500, tone="text2", elide=True)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._sensors = {one.column: one for one in chart.quantity.sensors}
        self.choice = Segmented([(key, one.name, None) for key, one in self._sensors.items()])
        self.choice.setAccessibleName(chart.quantity.name)
        head = hbox(Label(chart.quantity.name, 14, 600), (self.summary, 1), self.choice, gap=10)
        head.addStrut(scaled(HEAD))
        super().__init__("card", vbox(head, (chart, 1), gap=4, margins=(16, 6, 10, 8)))
        self.setMaximumHeight(scaled(HIGHEST))
        self.choice.setVisible(len(self._sensors) > 1)
        self.setAccessibleName(chart.quantity.name)
        self.choice.changed.connect(self._choose)
        chart.drawn.connect(self._show_summary)

    def _choose(self, column: str) -> None:
        self.chart.set_sensor(self._sensors[column])
        self.sensor_chosen.emit()

    def _show_summary(self) -> None:
        self.summary.setText(self.chart.summary())
