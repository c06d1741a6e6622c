"""Curves for a picture: no more points than it has dots across, gaps left open.

Knows arrays and the axis of time. Does not know what is measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from deeptuner.monitor.report.timeline import Timeline
from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.view import Band

ACROSS: Final = 900  # buckets over the whole axis


@dataclass(frozen=True, slots=True)
class Line:
    """A curve by place on the axis; NaN where it is broken."""

    x: Array
    low: Array
    mean: Array
    high: Array


def line(band: Band, timeline: Timeline) -> Line:
    """The band on the axis, summed up where it has more points than can be told apart."""
    x = timeline.places(band.time)
    if len(x) <= 2 * ACROSS:
        return Line(x, band.low, band.mean, band.high)
    bucket = np.minimum((x / timeline.length * ACROSS).astype(np.int64), ACROSS - 1)
    starts = np.flatnonzero(np.diff(bucket, prepend=-1))
    known = np.isfinite(band.mean)
    counts = np.add.reduceat(known.astype(np.float64), starts)
    sums = np.add.reduceat(np.where(known, band.mean, 0.0), starts)
    middle = np.add.reduceat(x, starts) / np.diff(np.append(starts, len(x)))
    with np.errstate(invalid="ignore"):
        mean = np.where(counts > 0, sums / counts, np.nan)
    low = np.fmin.reduceat(band.low, starts)
    high = np.fmax.reduceat(band.high, starts)
    return Line(middle, low, mean, high)


def runs(chosen: np.ndarray[tuple[int], np.dtype[np.bool]]) -> list[tuple[int, int]]:
    """From which to before which index a condition holds, each time that it does."""
    edges = np.flatnonzero(np.diff(chosen.astype(np.int8), prepend=0, append=0))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
