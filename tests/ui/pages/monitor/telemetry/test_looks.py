"""Lines are told apart without colours, and times are written as people say them."""

from __future__ import annotations

import pytest

from deeptuner.ui.pages.monitor.telemetry.looks import look
from deeptuner.ui.pages.monitor.telemetry.time_axis import TimeAxis, write_time


def test_no_two_gpus_look_the_same() -> None:
    looks = [look(number) for number in range(16)]
    assert len(set(looks)) == 16
    assert len({one.dashes for one in looks[:6]}) == 6, "the first six differ without colour"


@pytest.mark.parametrize(
    ("seconds", "spacing", "words"),
    [
        (0, 10, "0:00"),
        (90, 30, "1:30"),
        (3700, 10, "1:01:40"),
        (1500, 300, "25 min"),
        (5100, 300, "1:25 h"),
        (7200, 1800, "2 h"),
        (43200, 21600, "12 h"),
        (259200, 86400, "3 d"),
        (-5, 10, ""),
    ],
)
def test_times_are_written_as_exactly_as_they_stand_apart(
    seconds: float, spacing: float, words: str
) -> None:
    assert write_time(seconds, spacing) == words


def test_an_axis_has_round_times_with_room_for_each(qapp: object) -> None:
    axis = TimeAxis()
    for span in (10, 60, 600, 3600, 86400, 30 * 86400):
        ((step, _),) = axis.tickSpacing(0, span, 600)
        assert span / step <= 600 / 70
        assert span / step >= 1
