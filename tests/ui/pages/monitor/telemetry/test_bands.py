"""Bands with fewer points say the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.telemetry.view import Band
from deeptuner.ui.pages.monitor.telemetry import bands


@st.composite
def some_bands(draw: st.DrawFn) -> Band:
    steps = draw(st.lists(st.floats(0.5, 30.0), min_size=1, max_size=60))
    value = st.floats(-50, 200) | st.just(float("nan"))
    mean = np.array(draw(st.lists(value, min_size=len(steps), max_size=len(steps))))
    spread = draw(st.floats(0, 5))
    return Band(np.cumsum(steps), mean - spread, mean, mean + spread)


@given(some_bands(), st.integers(2, 40))
def test_a_coarse_band_keeps_the_extremes_and_the_gaps(band: Band, most: int) -> None:
    coarse = bands.coarse(band, most)
    known = np.isfinite(band.mean)
    assert np.isfinite(coarse.mean).any() == known.any()
    if known.any():
        assert np.nanmin(coarse.low) == np.nanmin(band.low)
        assert np.nanmax(coarse.high) == np.nanmax(band.high)
    pieces = np.flatnonzero(np.diff(np.concatenate([[0], known.astype(int)])) == 1)
    kept = np.isfinite(coarse.mean).astype(int)
    assert np.sum(np.diff(np.concatenate([[0], kept])) == 1) == len(pieces), "no gap is closed"
    assert (np.diff(coarse.time) > 0).all()


@given(some_bands(), st.integers(2, 40))
def test_without_gaps_it_has_few_points(band: Band, most: int) -> None:
    filled = Band(band.time, *(np.nan_to_num(part) for part in (band.low, band.mean, band.high)))
    assert len(bands.coarse(filled, most).time) <= most + 1


def test_means_are_means() -> None:
    time = np.arange(100.0)
    band = Band(time, time, time, time)
    assert bands.coarse(band, 10).mean[0] == np.mean(np.arange(10))


@given(some_bands())
def test_the_outline_goes_around_each_piece(band: Band) -> None:
    x, y = bands.outline(band)
    known = np.isfinite(band.mean)
    assert np.isfinite(x).sum() == 2 * known.sum()
    assert np.isnan(x).sum() == np.sum(np.diff(np.concatenate([[0], known.astype(int)])) == 1)
    assert (np.isnan(x) == np.isnan(y)).all()


def test_a_value_is_read_at_the_nearest_point_and_not_in_a_gap() -> None:
    nan = float("nan")
    mean = np.array([1.0, nan, 3.0])
    band = Band(np.array([0.0, 10.0, 20.0]), mean - 1, mean, mean + 1)
    assert bands.at(band, 2.0) == (0.0, 1.0, 2.0)
    assert bands.at(band, 9.0) is None
    assert bands.at(band, 99.0) == (2.0, 3.0, 4.0)
    empty = np.empty(0)
    assert bands.at(Band(empty, empty, empty, empty), 1.0) is None
