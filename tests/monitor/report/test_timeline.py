"""The axis of time, with breaks cut short."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.monitor.report.timeline import (
    BREAK,
    MOST_MARKS,
    Timeline,
    clock_words,
    length_words,
)

lengths = st.lists(st.floats(1, 1e6), min_size=1, max_size=15)


def pieces(given_lengths: list[float]) -> list[tuple[float, float]]:
    """Every other length is a break."""
    at, found = 1e9, []
    for number, length in enumerate(given_lengths):
        if number % 2 == 0:
            found.append((at, at + length))
        at += length
    return found


@given(lengths)
def test_time_goes_forward_and_a_break_takes_little(given_lengths: list[float]) -> None:
    line = Timeline(pieces(given_lengths))
    times = [time for piece in line.pieces for time in piece]
    places = line.places(times)
    assert all(a <= b for a, b in pairwise(places))
    assert places[-1] == pytest.approx(line.length)
    for each in line.breaks():
        assert each.end - each.begin <= BREAK * line.seconds * (1 + 1e-9)
        assert each.end - each.begin <= each.seconds * (1 + 1e-6)
    assert line.elapsed(times[-1]) == pytest.approx(line.seconds)


@given(lengths)
def test_the_axis_is_marked_with_few_different_words(given_lengths: list[float]) -> None:
    line = Timeline(pieces(given_lengths))
    marks = line.marks()
    assert 1 <= len(marks) <= MOST_MARKS + 1
    assert len({mark.label for mark in marks}) == len(marks)
    assert all(0 <= mark.place <= line.length + 1e-6 for mark in marks)


@pytest.mark.parametrize(
    ("seconds", "labels"),
    [
        (20, ["0:00", "0:02", "0:04"]),
        (180, ["0:00", "0:15", "0:30"]),
        (1800, ["0 min", "5 min", "10 min"]),
        (3 * 3600, ["0:00 h", "0:15 h", "0:30 h"]),
        (20 * 3600, ["0 h", "2 h", "4 h"]),
        (3 * 86400, ["0 h", "6 h", "12 h"]),
        (20 * 86400, ["0 h", "2 d", "4 d"]),
    ],
)
def test_the_marks_fit_the_length(seconds: float, labels: list[str]) -> None:
    assert [mark.label for mark in Timeline([(0, seconds)]).marks()][:3] == labels


def test_a_day_into_a_run_of_days_is_said_as_such() -> None:
    labels = [mark.label for mark in Timeline([(0, 3 * 86400)]).marks()]
    assert labels[4:7] == ["1 d", "1 d 6 h", "1 d 12 h"]


def test_marks_count_training_and_not_the_break() -> None:
    line = Timeline([(0, 60), (100_000, 100_060)])
    last = line.marks()[-1]
    assert last.label == "2:00"
    assert last.place == line.length
    assert line.elapsed(50_000) == 60
    assert [each.seconds for each in line.breaks()] == [99_940]


def test_times_in_words() -> None:
    assert [clock_words(t) for t in (5, 125, 3725, 262_925)] == [
        "0:05",
        "2:05",
        "1:02:05",
        "3 d 01:02:05",
    ]
    assert [length_words(t) for t in (42, 180, 185, 7800, 3 * 86400 + 4 * 3600)] == [
        "42 s",
        "3 min",
        "3 min 5 s",
        "2 h 10 min",
        "3 d 4 h",
    ]
