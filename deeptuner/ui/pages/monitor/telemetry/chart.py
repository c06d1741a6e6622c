"""A chart by time: a line and band for each GPU, limits, and what the run was doing.

Knows how telemetry is drawn and read in one chart. Which time is shown is one for all charts, and
set from outside: `panel.py` has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from deeptuner.ui.pages.monitor.charts.chart import Chart
from deeptuner.ui.pages.monitor.charts.turns import Turns
from deeptuner.ui.pages.monitor.telemetry import bands
from deeptuner.ui.pages.monitor.telemetry.line import BandLine
from deeptuner.ui.pages.monitor.telemetry.looks import Look
from deeptuner.ui.pages.monitor.telemetry.phases import STRIP, Phases
from deeptuner.ui.pages.monitor.telemetry.quantities import Quantity, Sensor
from deeptuner.ui.pages.monitor.telemetry.reading import MomentReading, Row
from deeptuner.ui.pages.monitor.telemetry.time_axis import TimeAxis, clock_words, since_words
from deeptuner.ui.theme.theme import theme
from deeptuner.ui.translation import tr

if TYPE_CHECKING:
    from deeptuner.monitor.report.course import Stretch
    from deeptuner.monitor.telemetry.view import Band

HEIGHT = 104
ABOVE = STRIP + 3  # pixels over the highest value
BELOW = 2  # and below the lowest
NARROWEST = 10.0  # seconds
MOST_SMOOTH = 4  # lines that are drawn with smooth edges: more take long
FLAT = 0.05  # of a value: the least that a scale spans


@dataclass(frozen=True, slots=True)
class Source:
    """One line: the GPU's key (empty: the computer), its name and look."""

    key: str
    name: str
    look: Look


class TimeChart(Chart):
    """`wants` carries the part that the person wants to see, (from, to) in seconds since the start
    or None for everything; `show_times` shows it. `reads` carries a moment that is looked at."""

    wants = Signal(object)
    reads = Signal(object)
    drawn = Signal()

    def __init__(self, quantity: Quantity, turns: Turns) -> None:
        self._phases: Phases | None = None
        self._limit: QGraphicsPathItem | None = None
        self.bands: list[BandLine] = []
        super().__init__(
            quantity.name,
            write=lambda value, _: quantity.write_bare(value),
            height=HEIGHT,
            bottom=TimeAxis(),
            turns=turns,
        )
        self.quantity = quantity
        self.sensor = quantity.sensors[0]
        self.origin = 0.0  # Unix seconds
        self.sources: list[Source] = []
        self._limits: list[float] = []
        self._phases = Phases(self.box)
        self._limit = QGraphicsPathItem()
        self._limit.setZValue(30)
        self.box.addItem(self._limit, ignoreBounds=True)
        self._nothing.setText(tr("Nothing was measured."))
        self.dress()

    def make_reading(self) -> MomentReading:
        self._moment = MomentReading(self)
        return self._moment

    def values_over(self, home: QWidget) -> None:
        """Let the values that are read reach over everything in `home`."""
        self._moment.live_in(home)

    # what is shown

    def set_sources(self, sources: Sequence[Source]) -> None:
        """Which lines there are."""
        if list(sources) == self.sources:
            return
        for line in self.bands:
            line.remove(self.box)
        self.sources = list(sources)
        self.bands = [
            BandLine(self.box, source.look, number * 2) for number, source in enumerate(sources)
        ]
        self.lines[:] = self.bands
        self.setRenderHint(QPainter.RenderHint.Antialiasing, len(sources) <= MOST_SMOOTH)

    def set_sensor(self, sensor: Sensor) -> None:
        self.sensor = sensor

    def show_bands(
        self, found: Mapping[str, Band], limits: Sequence[float], stretches: Sequence[Stretch]
    ) -> None:
        """The bands by key, in Unix seconds and the record's unit; the rest as it is drawn."""
        assert self._phases is not None
        for source, line in zip(self.sources, self.bands, strict=True):
            band = found.get(source.key)
            line.band = self._placed(band) if band is not None else None
        self._limits = sorted(set(limits))
        self._phases.stretches = stretches
        self.draw_soon()

    def show_line(self, key: str, shown: bool) -> None:
        for source, line in zip(self.sources, self.bands, strict=True):
            if source.key == key:
                line.shown = shown
        self.draw_soon()

    def show_times(self, everything: tuple[float, float], part: tuple[float, float] | None) -> None:
        """Both in seconds since the start."""
        if (everything, part) != (self._all, self._part):
            self._all, self._part = everything, part
            self.draw_soon()

    def summary(self) -> str:
        """The highest value and the mean of what is shown, in words, and the limit; empty without
        values."""
        spans = [span for line in self._shown_lines() if (span := line.values())]
        if not spans:
            return ""
        mean = float(np.mean(np.concatenate([line.means() for line in self._shown_lines()])))
        most = self._write(max(high for _, high in spans))
        words = tr("highest {value} · mean {mean}", value=most, mean=self._write(mean))
        if not self._limits:
            return words
        least = self._write(self._limits[0])  # of several the one that is reached first
        return f"{words} · {tr('limit {value}', value=least)}"

    # what a chart has to say

    def empty(self) -> bool:
        return not any(
            line.band is not None and bool(np.isfinite(line.band.mean).any()) for line in self.bands
        )

    def values(self) -> tuple[float, float] | None:
        spans = [span for line in self._shown_lines() if (span := line.values())]
        if not spans:
            return None
        ends = [end for span in spans for end in span] + self._limits
        ends += [end for end in (self.quantity.floor, self.quantity.ceiling) if end is not None]
        low, high = min(ends), max(ends)
        return low, max(high, low + abs(low) * FLAT, low + 1e-3)

    def nearest(self, step: float) -> float | None:
        found = [
            near
            for line in self._shown_lines()
            if line.band is not None and (near := bands.nearest_time(line.band, step)) is not None
        ]
        return min(found, key=lambda near: abs(near - step)) if found else None

    def words_at(self, step: float) -> list[tuple[str, str, str]]:
        rows = [(row.look.tone if row.look else "", row.name, row.value) for row in self.rows(step)]
        return [("", line, "") for line in self.about(step)] + rows

    def about(self, time: float) -> list[str]:
        """When that was, by the clock and since the start, and what the run was doing."""
        assert self._phases is not None
        when = f"{clock_words(self.origin + time)}   {since_words(time)}"
        return [when, self._phases.words_at(time)]

    def rows(self, time: float) -> list[Row]:
        """The value of each line at a time, with the range that its point stands for."""
        found = []
        for source, line in zip(self.sources, self.bands, strict=True):
            if line.shown:
                values = bands.at(line.band, time) if line.band is not None else None
                found.append(Row(source.look, source.name, self._write_range(values)))
        return found

    # drawing

    def _upright(self) -> tuple[float, float]:
        """With room for the strip of phases above everything."""
        low, high = self.values() or (0.0, 1.0)
        dot = (high - low) / max(self.box.height() - ABOVE - BELOW, 1.0)
        return low - BELOW * dot, high + ABOVE * dot

    def draw(self) -> None:
        super().draw()
        if self._phases is None or self._limit is None:
            return
        (low, high), (bottom, top) = self.box.viewRange()
        size = self.box.width(), self.box.height()
        self._phases.place((low, high), (bottom, top), size)
        path = QPainterPath()
        for limit in self._limits:
            path.moveTo(low, limit)
            path.lineTo(high, limit)
        self._limit.setPath(path)
        self.describe(self.summary() or tr("Nothing was measured."))
        self.changed()
        self.drawn.emit()

    def dress(self) -> None:
        super().dress()
        if self._phases is not None and self._limit is not None:
            self._phases.dress()
            pen = QPen(QColor(theme().tokens.danger), 1.2)
            pen.setDashPattern([4, 3])
            pen.setCosmetic(True)
            self._limit.setPen(pen)

    # looking and moving

    def reads_now(self) -> bool:
        """Whether values are read in this chart."""
        return self._read_at is not None

    def show_moment(self, time: float | None) -> None:
        """Another chart is read at this moment: a line shows where it is here."""
        low, high = self.part()
        if time is None or not low <= time <= high or self.empty():
            self.reading.hide()
        else:
            self._moment.show_moment(self._x_of(time), [], [])

    def _read(self, step: float | None) -> None:
        super()._read(step)
        self.reads.emit(self._read_at)

    def show_reading(self, step: float) -> None:
        self._moment.show_moment(self._x_of(step), self.about(step), self.rows(step))

    def _show_part(self, part: tuple[float, float] | None) -> None:
        first, last = self._all
        if part is not None:
            width = max(part[1] - part[0], NARROWEST)
            low = min(max(part[0], first), max(last - width, first))
            part = (low, low + width) if width < last - first else None
        self.wants.emit(part)

    # helpers

    def _shown_lines(self) -> list[BandLine]:
        return [line for line in self.bands if line.shown]

    def _placed(self, band: Band) -> Band:
        factor = self.sensor.factor
        return replace(
            band,
            time=band.time - self.origin,
            low=band.low * factor,
            mean=band.mean * factor,
            high=band.high * factor,
        )

    def _write(self, value: float) -> str:
        return self.quantity.write(value, self.sensor)

    def _write_range(self, values: tuple[float, float, float] | None) -> str:
        if values is None:
            return "–"
        low, mean, high = values
        bare = self.quantity.write_bare
        if bare(low) == bare(high):
            return self._write(mean)
        return f"{self._write(mean)} ({bare(low)}–{bare(high)})"
