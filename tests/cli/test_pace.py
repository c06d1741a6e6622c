"""Progress is told now and then, with the time left, and always at the end."""

from __future__ import annotations

import pytest

from deeptuner.cli import pace
from deeptuner.cli.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pace, "time", made)
    return made


def test_the_time_left_follows_from_what_came_since_it_began(clock: Clock) -> None:
    told: list[tuple[int, int, float | None]] = []
    tell = Pace(lambda *now: told.append(now))
    tell(500, 1000)  # was there from an earlier try
    clock.now += 10
    tell(600, 1000)
    assert told == [(500, 1000, None), (600, 1000, 40.0)]


def test_not_every_byte_is_told_but_the_last(clock: Clock) -> None:
    told: list[int] = []
    tell = Pace(lambda done, total, left: told.append(done))
    for done in range(101):
        tell(done, 100)
        clock.now += 0.01
    assert told[-1] == 100
    assert len(told) < 10
