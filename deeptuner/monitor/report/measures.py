"""What the sensors measured in the course of a run: curves for the picture, figures for the table.

Reads the telemetry once, attempt by attempt. Does not draw, and does not know how telemetry lies on
disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

from deeptuner.monitor.report.course import Attempt, Stretch, within
from deeptuner.monitor.report.timeline import Timeline
from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.columns import (
    TEMPERATURES,
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
)
from deeptuner.monitor.telemetry.view import Band, Period, SeenGpu, TelemetryView

SHOWN: Final = (
    *TEMPERATURES,
    *("power", "power_limit", "utilisation", "vram_used", "vram_total", "throttling"),
)
HOST_SHOWN: Final = ("cpu", "ram_used", "ram_total")
HOST: Final = ""  # the key of the host's bands
POINTS: Final = 1000  # of a whole curve
SHORTEST: Final = 1.0  # seconds of an attempt: what took no time is still seen
NEAR: Final = 600.0  # seconds around the last summary before a break
FEWEST: Final = 50  # of one attempt's part of it


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest value, and when it was measured (Unix seconds)."""

    value: float
    time: float


@dataclass(frozen=True, slots=True)
class Figures:
    """One GPU in numbers, by column. Means are over the time of training; `slowed` are the shares
    of it in which the card was throttled by heat, and by its power limit."""

    gpu: SeenGpu
    greatest: dict[str, Greatest] = field(default_factory=dict)
    means: dict[str, float] = field(default_factory=dict)
    slowed: tuple[float, float] = (0.0, 0.0)

    @property
    def hottest(self) -> tuple[str, Greatest] | None:
        """Which sensor was hottest, how hot, and when; None when none could be read."""
        found = [(name, self.greatest[name]) for name in TEMPERATURES if name in self.greatest]
        return max(found, key=lambda one: one[1].value, default=None)


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that is shown. `bands` by a GPU's key (`HOST`: the host) and the column's name,
    without those that were never measured."""

    gpus: tuple[SeenGpu, ...]
    timeline: Timeline
    bands: dict[tuple[str, str], Band]
    figures: tuple[Figures, ...]

    def of(self, column: str) -> list[tuple[SeenGpu, Band]]:
        """The GPUs that measured a column, with what they measured."""
        return [
            (gpu, self.bands[gpu.key, column])
            for gpu in self.gpus
            if (gpu.key, column) in self.bands
        ]


def pieces_shown(
    course: Sequence[Attempt], span: tuple[float, float], last_before: Iterable[float]
) -> list[tuple[float, float]]:
    """From when to when there is something to show: each attempt with the telemetry around it.

    `last_before` holds, for each attempt but the last, when the telemetry before the next one ends.
    """
    begins, ends = [span[0]], [span[1]]
    if course:
        begins = [min(course[0].begin, span[0]), *(one.begin for one in course[1:])]
        ends = [max(one.end, last) for one, last in zip(course, last_before, strict=False)]
        ends.append(max(course[-1].end, span[1]))
    return [(begin, max(end, begin + SHORTEST)) for begin, end in zip(begins, ends, strict=True)]


def measure(view: TelemetryView, course: Sequence[Attempt]) -> Measured:
    """Everything measured in the course of a run. The view has something to show."""
    span = view.span
    assert span is not None
    gpus = tuple(gpu for gpu in view.gpus if not gpu.integrated)
    lasts = [_last_sample(view, gpus, one.end, other.begin) for one, other in pairwise(course)]
    timeline = Timeline(pieces_shown(course, span, lasts))
    periods = [
        view.period(begin, end, max(FEWEST, round(POINTS * (end - begin) / timeline.seconds)))
        for begin, end in timeline.pieces
    ]
    bands = _bands(periods, gpus)
    if not any((gpu.key, column) in bands for gpu in gpus for column in SHOWN):
        gpus = ()  # none of them ever answered
    training = within(course, "training", "evaluation", "checkpoint")
    paused = within(course, "paused")
    figures = tuple(_figures(gpu, bands, view, training, paused) for gpu in gpus)
    return Measured(gpus, timeline, bands, figures)


def known(band: Band) -> bool:
    """Whether anything was measured."""
    return bool(np.isfinite(band.mean).any())


def _bands(periods: Sequence[Period], gpus: Iterable[SeenGpu]) -> dict[tuple[str, str], Band]:
    found = {
        (gpu.key, column): _joined([_cut(one, one.band(gpu.key, column)) for one in periods])
        for gpu in gpus
        for column in SHOWN
    }
    found |= {
        (HOST, name): _joined([_cut(one, one.host(name)) for one in periods]) for name in HOST_SHOWN
    }
    return {name: band for name, band in found.items() if known(band)}


def _cut(period: Period, band: Band) -> Band:
    """Only what lies in the period; what is just outside belongs to another attempt."""
    inside = (band.time >= period.begin) & (band.time <= period.end)
    return Band(band.time[inside], band.low[inside], band.mean[inside], band.high[inside])


def _joined(bands: Sequence[Band]) -> Band:
    """One after the other, with a break between two."""
    if len(bands) == 1:
        return bands[0]
    hole = np.array([np.nan])
    parts: list[tuple[Array, Array, Array, Array]] = []
    for band in bands:
        if len(band.time):
            parts += [
                (band.time, band.low, band.mean, band.high),
                (band.time[-1:], hole, hole, hole),
            ]
    if not parts:
        return bands[0]
    return Band(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def _last_sample(view: TelemetryView, gpus: Iterable[SeenGpu], begin: float, end: float) -> float:
    """When the last sample between two attempts was taken; `begin` when there is none."""
    last = begin
    for width in (end - begin, NEAR):  # a look at all of it, and a finer one at its end
        until = min(last + width, end)
        if until > begin:
            last = _last_in(view.period(max(last - width, begin), until), gpus, last, end)
    return last


def _last_in(period: Period, gpus: Iterable[SeenGpu], otherwise: float, end: float) -> float:
    bands = [period.host("cpu"), *(period.band(gpu.key, "utilisation") for gpu in gpus)]
    known = [band.time[np.isfinite(band.mean) & (band.time < end)] for band in bands]
    return max((float(each[-1]) for each in known if len(each)), default=otherwise)


def _figures(
    gpu: SeenGpu,
    bands: dict[tuple[str, str], Band],
    view: TelemetryView,
    training: Sequence[Stretch],
    paused: Sequence[Stretch],
) -> Figures:
    own = {name: bands[gpu.key, name] for name in SHOWN if (gpu.key, name) in bands}
    greatest = {name: _greatest(band) for name, band in own.items()}
    for name in (*TEMPERATURES, "power"):
        if name in greatest:
            greatest[name] = _exactly(view, gpu.key, name, greatest[name], own[name])
    counted = {name: _in_training(band, training, paused) for name, band in own.items()}
    means = {name: float(band.mean.mean()) for name, band in counted.items() if len(band)}
    return Figures(gpu, greatest, means, _slowed(counted.get("throttling")))


def throttled_share(mean: Array, high: Array) -> Array:
    """The share of each point's time in which the card was throttled at all, from the mean and the
    greatest of the bits that say why: exact as long as a point has one reason."""
    share: Array = np.minimum(mean / np.maximum(high, 1.0), 1.0)
    return share


def _greatest(band: Band) -> Greatest:
    at = int(np.nanargmax(band.high))
    return Greatest(float(band.high[at]), float(band.time[at]))


def _exactly(view: TelemetryView, key: str, column: str, found: Greatest, band: Band) -> Greatest:
    """When a greatest value was measured, which a summary tells only within its own width."""
    apart = np.diff(band.time)
    width = float(np.median(apart[apart > 0])) if (apart > 0).any() else 0.0
    near = view.period(found.time - width, found.time + width).band(key, column)
    if not known(near):
        return found
    exact = _greatest(near)
    return exact if exact.value >= found.value else found


def _in_training(band: Band, training: Sequence[Stretch], paused: Sequence[Stretch]) -> Band:
    """What was known while training; everything when that is not known to have begun."""
    known = np.isfinite(band.mean)
    inside = known & _inside(band.time, training) & ~_inside(band.time, paused)
    chosen = inside if inside.any() else known
    return Band(band.time[chosen], band.low[chosen], band.mean[chosen], band.high[chosen])


def _inside(
    times: Array, stretches: Sequence[Stretch]
) -> np.ndarray[tuple[int], np.dtype[np.bool]]:
    """Which moments lie in one of the stretches, which ascend and lie apart."""
    if not stretches:
        return np.zeros(len(times), dtype=np.bool)
    begins = np.array([one.begin for one in stretches])
    ends = np.array([one.end for one in stretches])
    at = np.searchsorted(begins, times, side="right") - 1
    return (at >= 0) & (times < ends[np.maximum(at, 0)])


def _slowed(throttling: Band | None) -> tuple[float, float]:
    """The shares of time throttled by heat and by power."""
    if throttling is None or not len(throttling):
        return 0.0, 0.0
    share = throttled_share(throttling.mean, throttling.high)
    bits = throttling.high.astype(np.int64)
    heat, power = (
        float(np.where(bits & bit > 0, share, 0.0).mean())
        for bit in (THROTTLED_BY_HEAT, THROTTLED_BY_POWER)
    )
    return heat, power
