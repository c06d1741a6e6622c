"""The middle of Monitor: a run seen as a training, or as work for GPUs.

Knows which of both is shown, and what stands beside and below. Does not know what the curves, the
charts and the cards show.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from deeptuner.ui.pages.monitor.gpus.column import GpuColumn
from deeptuner.ui.pages.monitor.gpus.host_line import HostLine
from deeptuner.ui.pages.monitor.telemetry.panel import TelemetryPanel
from deeptuner.ui.services.telemetry import Telemetry
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Segmented, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.watching import TelemetryNow

TRAINING, GPUS = "training", "gpus"
COMPACT: Final = 1368  # pixels of this widget below which the column of cards is narrow


class Perspectives(QWidget):
    """`curves` and `bottom` are the training's; the rest is made here, the charts when they are
    first wanted."""

    def __init__(self, curves: QWidget, bottom: QWidget, telemetry: Telemetry) -> None:
        super().__init__()
        self._telemetry = telemetry
        self._training = (curves, bottom)
        self.switch = Segmented(
            [(TRAINING, tr("Curves"), "chart-line"), (GPUS, tr("GPUs"), "graphics-card")]
        )
        self.switch.setAccessibleName(tr("What is shown of the run"))
        self.report = Button(
            tr("Generate Temperature Plot"), "secondary", "thermometer-simple", "sm"
        )
        self.host = HostLine()
        self.column = GpuColumn()
        self.panel: TelemetryPanel | None = None
        self._bar = QWidget()
        self._bar.setLayout(hbox(self.switch, self.report, None, self.host))
        self._bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._left: QVBoxLayout = vbox((curves, 1))
        middle = hbox((self._left, 1), self.column, gap=12)
        self.setLayout(vbox(self._bar, (middle, 5), (bottom, 2), gap=12))
        self._bar.hide()
        self.switch.changed.connect(self.show_perspective)
        telemetry.changed.connect(self._changed)
        telemetry.plotted.connect(self._plotted)

    @property
    def shown(self) -> str:
        return GPUS if self.panel is not None and not self.panel.isHidden() else TRAINING

    def begin(self) -> None:
        """Another run, of which nothing is known yet."""
        if self.panel is not None:
            self.panel.begin()

    def show_perspective(self, key: str) -> None:
        self.switch.set_key(key)
        gpus = key == GPUS
        if gpus and self.panel is None:
            self._make_panel()
        for part in self._training:
            part.setVisible(not gpus)
        if self.panel is not None:
            self.panel.setVisible(gpus)
            if gpus and self._telemetry.now is not None:
                self.panel.show_now(self._telemetry.now)

    def refresh(self) -> None:
        """Show what was told while nobody looked."""
        if self._telemetry.now is not None:
            self._show(self._telemetry.now)

    def tick(self) -> None:
        """A second has passed: values get older."""
        now = self._telemetry.now
        if now is not None and now.live:
            self.column.tick(time.time())
            self._show_host(now)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.column.set_wide(self.width() >= COMPACT)

    def _changed(self, now: TelemetryNow) -> None:
        if self.isVisible():
            self._show(now)

    def _show(self, now: TelemetryNow) -> None:
        recorded = now.span is not None
        self._bar.setVisible(recorded)
        if not recorded and self.shown == GPUS:
            self.show_perspective(TRAINING)
        self.column.show_now(now, _clock(now))
        self._show_host(now)
        if self.panel is not None and self.shown == GPUS:
            self.panel.show_now(now)

    def _show_host(self, now: TelemetryNow) -> None:
        """In a line, unless it has a card."""
        old = now.span is not None and _clock(now) - now.span[1] > now.patience
        self.host.show_host(now, old, short=not self.column.host.isHidden())

    def _plotted(self, plot: object) -> None:
        if self.panel is not None:
            self.panel.show_plot(plot)  # type: ignore[arg-type]

    def _make_panel(self) -> None:
        self.panel = TelemetryPanel()
        self.panel.wants.connect(self._telemetry.plot)
        self._left.addWidget(self.panel, 1)


def _clock(now: TelemetryNow) -> float:
    """The moment that is shown: now, or the end of a run that has ended."""
    return time.time() if now.live or now.span is None else now.span[1]
