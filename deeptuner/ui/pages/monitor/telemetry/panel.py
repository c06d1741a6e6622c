"""Telemetry over any period of a run: one chart for each quantity, all over the same time.

Knows which time is shown and how a person changes that in any chart. Does not read telemetry: it
asks for a period, and is brought it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.pages.monitor.telemetry.chart import Source, TimeChart
from deeptuner.ui.pages.monitor.telemetry.chart_card import ChartCard
from deeptuner.ui.pages.monitor.telemetry.lanes import LaneChart
from deeptuner.ui.pages.monitor.telemetry.legend import Legend
from deeptuner.ui.pages.monitor.telemetry.looks import look
from deeptuner.ui.pages.monitor.telemetry.phases import stretches_of
from deeptuner.ui.pages.monitor.telemetry.quantities import host_quantities, quantities
from deeptuner.ui.translation import tr
from deeptuner.ui.widgets import Button, Segmented, hbox, vbox

if TYPE_CHECKING:
    from deeptuner.monitor.report.course import Stretch
    from deeptuner.monitor.telemetry.watching import Plot, TelemetryNow

ALL: Final = "all"
FEW_ROWS: Final = 3  # fewer of them leave room below
SHORTEST: Final = 10.0  # seconds
FINE: Final = 500  # parts of a period: what moves less is not drawn again
Times = tuple[float, float]


class TelemetryPanel(QWidget):
    """`wants` asks for a period, from and to in Unix seconds, of some columns; `show_plot` brings
    it."""

    wants = Signal(float, float, object)

    def __init__(self) -> None:
        super().__init__()
        self.period = Segmented(
            [
                ("300", tr("Last 5 min"), None),
                ("3600", tr("Last hour"), None),
                (ALL, tr("All"), None),
            ]
        )
        self.period.set_key(ALL)
        self.whole = Button(tr("Show all"), "ghost", "arrow-counter-clockwise", "sm")
        self.whole.hide()
        self.legend = Legend()
        self.turns = turns = Turns(self)
        self.cards = [ChartCard(TimeChart(one, turns)) for one in quantities()]
        self.cards.append(ChartCard(LaneChart(turns)))
        self.cards += [ChartCard(TimeChart(one, turns)) for one in host_quantities()]
        self._now: TelemetryNow | None = None
        self._plot: Plot | None = None
        self._stretches: Sequence[Stretch] = ()
        self._part: Times | None = None  # chosen by the person, seconds since the start
        self._asked: Times | None = None
        self._grid = QGridLayout()
        self._arranged: Sequence[ChartCard] = ()
        self._lay_out()
        self._listen()

    @property
    def charts(self) -> list[TimeChart]:
        return [card.chart for card in self.cards]

    def begin(self) -> None:
        """Another run: everything of it is shown."""
        self._now = self._plot = self._part = self._asked = None
        self.period.set_key(ALL)
        self.whole.hide()
        for chart in self.charts:
            chart.show_bands({}, [], [])

    def show_now(self, now: TelemetryNow) -> None:
        """What is known by now: which GPUs there are, and until when."""
        before, self._now = self._now, now
        if now.span is None:
            return
        working = [one.gpu for one in now.gpus if one.gpu.trains]
        sources = [
            Source(gpu.key, f"GPU{gpu.number}", look(place)) for place, gpu in enumerate(working)
        ]
        computer = [Source("", tr("This computer"), look(0))]
        self.legend.set_sources(sources)
        for chart in self.charts:
            chart.set_sources(computer if chart.quantity.host else sources)
            chart.origin = self._origin()
        self._arrange([card for card in self.cards if sources or card.chart.quantity.host])
        if self._has_moved():
            self._show_times()
        if before is None or before.course != now.course:
            until = now.span[1] if now.live else 0.0
            self._stretches = stretches_of(now.course, self._origin(), until)
            if self._plot is not None:
                self._draw()

    def show_plot(self, plot: Plot) -> None:
        """The period that was asked for."""
        if self._now is None or self._now.span is None:
            return
        self._plot = plot
        self._draw()

    # which time

    def times(self) -> Times:
        """What is shown, in seconds since the start."""
        return self._shown_part() or self._everything()

    def _origin(self) -> float:
        assert self._now is not None
        assert self._now.span is not None
        begins = [attempt.begin for attempt in self._now.course]
        return min([self._now.span[0], *begins])

    def _everything(self) -> Times:
        if self._now is None or self._now.span is None:
            return 0.0, SHORTEST
        return 0.0, max(self._now.span[1] - self._origin(), SHORTEST)

    def _shown_part(self) -> Times | None:
        if self._part is not None:
            return self._part
        begin, end = self._everything()
        if self.period.key() in ("", ALL) or end - begin <= float(self.period.key()):
            return None
        return end - float(self.period.key()), end

    def _choose_period(self) -> None:
        self._part = None
        self.whole.hide()
        self._show_times()

    def show_part(self, part: Times | None) -> None:
        """A part that the person chose, in seconds since the start; None: everything."""
        self._part = part
        self.period.set_key("" if part else ALL)
        self.whole.setVisible(part is not None)
        self._show_times()

    def _show_all(self) -> None:
        self.show_part(None)

    def _show_times(self) -> None:
        everything, part = self._everything(), self._shown_part()
        for chart in self.charts:
            chart.show_times(everything, part)
        if self._has_moved():
            self._ask()

    def _has_moved(self) -> bool:
        """Whether it can be seen that other times are shown than were asked for."""
        if self._asked is None:
            return True
        begin, end = self.times()
        fine = (end - begin) / FINE
        return any(
            abs(new - old) > fine for new, old in zip((begin, end), self._asked, strict=True)
        )

    def _ask(self) -> None:
        self._asked = begin, end = self.times()
        own = [chart for chart in self.charts if not chart.quantity.host]
        columns = tuple(chart.sensor.column for chart in own)
        self.wants.emit(self._origin() + begin, self._origin() + end, columns)

    # drawing

    def _draw(self) -> None:
        for chart in self.charts:
            self._draw_chart(chart)

    def _draw_chart(self, chart: TimeChart) -> None:
        assert self._now is not None
        assert self._plot is not None
        column, quantity = chart.sensor.column, chart.quantity
        if quantity.host:
            found = {"": self._plot.host[column]} if column in self._plot.host else {}
        else:
            found = {
                key: columns[column]
                for key, columns in self._plot.gpus.items()
                if column in columns
            }
        limits = []
        if quantity.limit:
            working = [one for one in self._now.gpus if one.gpu.trains]
            limits = [quantity.limit(one, column) for one in working]
        known = [limit for limit in limits if limit is not None]
        chart.show_bands(found, known, self._stretches)

    def _choose_sensor(self) -> None:
        if self._now is not None and self._now.span is not None:
            self._ask()

    def _show_line(self, key: str, shown: bool) -> None:
        for chart in self.charts:
            chart.show_line(key, shown)

    def _read(self, moment: float | None) -> None:
        """A person looks at a moment in one chart: the others show where it is."""
        for chart in self.charts:
            if not chart.reads_now():
                chart.show_moment(moment)

    def _lay_out(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        tools = hbox((self.legend, 1), self.whole, self.period, gap=8)
        self.setLayout(vbox(tools, (self._grid, 1), gap=10))
        self._arrange(self.cards)

    def _arrange(self, cards: Sequence[ChartCard]) -> None:
        """Two cards in a row; the first has one of its own when their number is odd."""
        if cards == self._arranged:
            return
        self._arranged = cards
        for card in self.cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
        alone = len(cards) % 2
        for place, card in enumerate(cards, alone):
            wide = 2 if alone and place == 1 else 1
            self._grid.addWidget(card, place // 2, 0 if wide == 2 else place % 2, 1, wide)
            card.show()
        rows = (len(cards) + 1) // 2
        for row in range(max(self._grid.rowCount(), rows + 1)):
            self._grid.setRowStretch(row, int(row < rows))
        self._grid.setRowStretch(rows, int(rows < FEW_ROWS))
        for column in range(2):
            self._grid.setColumnStretch(column, 1)

    def _listen(self) -> None:
        self.period.changed.connect(self._choose_period)
        self.whole.clicked.connect(self._show_all)
        self.legend.toggled.connect(self._show_line)
        for card in self.cards:
            card.chart.values_over(self)
            card.chart.wants.connect(self.show_part)
            card.chart.reads.connect(self._read)
            card.sensor_chosen.connect(self._choose_sensor)
