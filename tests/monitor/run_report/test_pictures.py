"""Round numbers, and charts as SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.run_report.chart import HEIGHT, WIDTH, Line, beyond, chart
from deeptuner.monitor.run_report.ticks import count, nice_step, plain, short, ticks
from deeptuner.monitor.series import Curve

numbers = st.floats(-1e9, 1e9, allow_nan=False, width=32)
values = st.lists(st.one_of(numbers, st.just(float("nan"))), min_size=1, max_size=500)


@given(numbers, st.floats(1e-6, 1e9), st.integers(2, 8))
def test_ticks_are_round_even_and_inside(low: float, span: float, most: int) -> None:
    high = low + span
    found = ticks(low, high, most)
    slack = 1e-6 * max(abs(low), abs(high), span)
    assert 1 <= len(found) <= most + 1
    assert all(low - slack <= value <= high + slack for value in found)
    if len(found) > 2:
        step = nice_step(high - low, most)
        assert np.allclose(np.diff(found), step, atol=slack)
        assert f"{step:e}"[:3] in {"1.0", "2.0", "2.5", "5.0"}


@pytest.mark.parametrize(
    ("value", "step", "words"),
    [
        (2.5, 2.5, "2.5"),
        (5.0, 2.5, "5.0"),
        (1000, 500, "1,000"),
        (0.25, 0.25, "0.25"),
        (2e-5, 1e-5, "2e-5"),
        (3e6, 1e6, "3e6"),
    ],
)
def test_a_tick_has_the_digits_it_needs(value: float, step: float, words: str) -> None:
    assert plain(value, step) == words


def test_steps_and_small_numbers() -> None:
    assert [count(12_000, 1000), count(2_500_000, 500_000), short(0)] == ["12,000", "2.5M", "0"]


@given(values, st.booleans())
def test_any_curve_stays_inside_the_picture(y: list[float], dots: bool) -> None:
    curve = Curve(np.arange(len(y), dtype=float), np.array(y))
    if not np.isfinite(curve.y).any():
        return
    root = ET.fromstring(chart("a < b", [Line(curve, "train", dots=dots)]))
    assert root.findtext("title") == "a < b"
    line = next(one for one in root.iter("path") if one.get("class") == "line train")
    points = re.findall(r"([\d.-]+) ([\d.-]+)", line.get("d", ""))
    assert points
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in points)
    assert "nan" not in ET.tostring(root, encoding="unicode")


def test_a_gap_breaks_the_line_and_many_points_are_few() -> None:
    y = np.sin(np.arange(50_000) / 900)
    y[20_000:21_000] = np.nan
    picture = chart("x", [Line(Curve(np.arange(50_000.0), y), "train")])
    path = next(
        one for one in ET.fromstring(picture).iter("path") if one.get("class") == "line train"
    )
    assert path.get("d", "").count("M") == 2
    assert len(picture) < 12_000


def test_one_peak_does_not_flatten_everything() -> None:
    y = np.ones(1000) + np.arange(1000) / 1000
    y[500] = 1000.0
    curve = Curve(np.arange(1000.0), y)
    assert beyond(curve)
    assert not beyond(Curve(curve.x, np.minimum(y, 2)))
    words = [one.text for one in ET.fromstring(chart("x", [Line(curve, "a")])).iter("text")]
    assert "2.0" in words
    assert "1,000.0" not in words
