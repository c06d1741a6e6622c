"""The axis of time: seconds of training, with the breaks between attempts cut short.

Knows which moments are shown where, and where an axis is marked. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from deeptuner.monitor.series import Array

MINUTE: Final = 60.0
HOUR: Final = 3600.0
DAY: Final = 86400.0
BREAK: Final = 0.02  # of the whole axis: the most that a break takes
MOST_MARKS: Final = 12
STEPS: Final = tuple(
    count * unit
    for unit, counts in (
        (1.0, (1, 2, 5, 10, 15, 30)),
        (MINUTE, (1, 2, 5, 10, 15, 30)),
        (HOUR, (1, 2, 3, 6, 12)),
        (DAY, (1, 2, 5, 10, 20, 50, 100)),
    )
    for count in counts
)


@dataclass(frozen=True, slots=True)
class Break:
    """A break between two attempts: from where to where on the axis, and its real seconds."""

    begin: float
    end: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `place` on the axis."""

    place: float
    label: str


class Timeline:
    """`pieces` are what is shown, from and to in Unix seconds, ascending and apart.

    A place on the axis is in seconds since the start: those of the pieces, and a little for each
    break between two.
    """

    def __init__(self, pieces: Sequence[tuple[float, float]]) -> None:
        self.pieces = tuple(pieces)
        self.seconds = sum(end - begin for begin, end in pieces)
        self._times: Array = np.array(pieces, dtype=np.float64).reshape(-1)
        lengths = np.diff(self._times)
        shown = lengths.copy()
        shown[1::2] = np.minimum(lengths[1::2], BREAK * self.seconds)
        self._places = np.concatenate([[0.0], np.cumsum(shown)])
        lengths[1::2] = 0.0
        self._elapsed = np.concatenate([[0.0], np.cumsum(lengths)])

    @property
    def length(self) -> float:
        """Where the axis ends."""
        return float(self._places[-1])

    def places(self, times: Array | Sequence[float]) -> Array:
        """Where Unix times are shown; what lies outside is shown at the nearer end."""
        found: Array = np.interp(np.asarray(times), self._times, self._places)
        return found

    def elapsed(self, time: float) -> float:
        """The seconds of training before a Unix time."""
        return float(np.interp(time, self._times, self._elapsed))

    def breaks(self) -> list[Break]:
        return [
            Break(float(self._places[2 * i + 1]), float(self._places[2 * i + 2]), after - before)
            for i, ((_, before), (after, _)) in enumerate(pairwise(self.pieces))
        ]

    def marks(self) -> list[Mark]:
        """Round numbers of seconds, minutes, hours or days of training."""
        step = next((one for one in STEPS if self.seconds / one <= MOST_MARKS), STEPS[-1])
        at = np.arange(0.0, self.seconds + 1e-6, step)
        places = np.interp(at, self._elapsed, self._places)
        return [
            Mark(float(place), mark_words(float(seconds), step, self.seconds))
            for place, seconds in zip(places, at, strict=True)
        ]


def mark_words(seconds: float, step: float, whole: float) -> str:
    """A mark's label, in the unit that the marks are apart in: 0:30, 15 min, 2:30 h, 3 h, 2 d."""
    if step < MINUTE:
        return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
    if whole <= HOUR:
        return f"{seconds / MINUTE:.0f} min"
    if step < HOUR:
        return f"{int(seconds // HOUR)}:{int(seconds % HOUR // MINUTE):02d} h"
    days, hours = int(seconds // DAY), int(seconds % DAY // HOUR)
    if not days or whole <= 2 * DAY:
        return f"{seconds / HOUR:.0f} h"
    return f"{days} d {hours} h" if hours else f"{days} d"


def clock_words(seconds: float) -> str:
    """An exact time since the start: 2:05, 1:02:05 or 3 d 01:02:05, in minutes, hours, days."""
    days, rest = divmod(round(seconds), int(DAY))
    hours, rest = divmod(rest, int(HOUR))
    minutes, left = divmod(rest, int(MINUTE))
    if days:
        return f"{days} d {hours:02d}:{minutes:02d}:{left:02d}"
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def length_words(seconds: float) -> str:
    """A length of time with its unit: 42 s, 3 min 5 s, 2 h 10 min, 3 d 4 h."""
    whole = round(seconds)
    for unit, name, below, below_name in (
        (DAY, "d", HOUR, "h"),
        (HOUR, "h", MINUTE, "min"),
        (MINUTE, "min", 1.0, "s"),
    ):
        if whole >= unit:
            more = int(whole % unit // below)
            return f"{int(whole // unit)} {name}" + (f" {more} {below_name}" if more else "")
    return f"{whole} s"
