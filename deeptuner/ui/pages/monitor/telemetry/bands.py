"""Bands as a screen shows them: fewer points, and pieces between the gaps.

Knows arrays only. Does not know what is measured, nor how it is drawn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from deeptuner.monitor.series import Array

if TYPE_CHECKING:
    from deeptuner.monitor.telemetry.view import Band


def within(band: Band, begin: float, end: float) -> Band:
    """The part from `begin` to `end`, and a point more at either side, so that lines go on."""
    first = max(int(np.searchsorted(band.time, begin)) - 1, 0)
    last = int(np.searchsorted(band.time, end, side="right")) + 1
    part = slice(first, last)
    return replace(
        band,
        time=band.time[part],
        low=band.low[part],
        mean=band.mean[part],
        high=band.high[part],
    )


def coarse(band: Band, most: int) -> Band:
    """With about `most` points at most: neighbours in time become one, from their least to their
    greatest value. What was a gap stays one."""
    if len(band.time) <= most:
        return band
    width = (band.time[-1] - band.time[0]) / most or 1.0
    missing = np.isnan(band.mean)
    bucket = np.floor((band.time - band.time[0]) / width)
    new = (np.diff(bucket) != 0) | (np.diff(missing) != 0)
    starts = np.concatenate([[0], np.flatnonzero(new) + 1])
    weights = np.add.reduceat(~missing, starts)
    with np.errstate(invalid="ignore"):
        mean = np.add.reduceat(np.where(missing, 0.0, band.mean), starts) / weights
    return replace(
        band,
        time=band.time[starts],
        low=np.fmin.reduceat(band.low, starts),
        mean=mean,
        high=np.fmax.reduceat(band.high, starts),
    )


def outline(band: Band) -> tuple[Array, Array]:
    """The edge around each piece of the band, as x and y with NaN between two pieces."""
    known = np.isfinite(band.low) & np.isfinite(band.high)
    edges = np.diff(np.concatenate([[0], known.astype(np.int8), [0]]))
    xs, ys = [np.empty(0)], [np.empty(0)]
    gap = np.array([np.nan])
    for first, last in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
        x, low, high = (values[first:last] for values in (band.time, band.low, band.high))
        xs += [x, x[::-1], gap]
        ys += [low, high[::-1], gap]
    return np.concatenate(xs), np.concatenate(ys)


def at(band: Band, time: float) -> tuple[float, float, float] | None:
    """The least, mean and greatest value at the point nearest to `time`; None in a gap."""
    nearest = nearest_time(band, time)
    if nearest is None:
        return None
    index = int(np.searchsorted(band.time, nearest))
    values = float(band.low[index]), float(band.mean[index]), float(band.high[index])
    return values if np.isfinite(values[1]) else None


def nearest_time(band: Band, time: float) -> float | None:
    """The time of the point nearest to one, None when there is no point."""
    if not len(band.time):
        return None
    right = int(np.searchsorted(band.time, time))
    near = [i for i in (right - 1, right) if 0 <= i < len(band.time)]
    return float(band.time[min(near, key=lambda i: abs(float(band.time[i]) - time))])
