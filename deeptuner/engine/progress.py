"""How fast training goes and when it will be done.

Knows durations only. Does not know what is timed, nor who is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import fmean
from time import monotonic
from typing import Final

RECENT: Final = 50  # steps that the speed is averaged over
ENOUGH: Final = 3  # steps before a first guess; the very first is left out, it warms up


class Clock:
    """Times steps apart from what interrupts them (evaluations, saves), and guesses what is left.

    An evaluation that has not happened yet is guessed to take as long as `steps_per_evaluation`
    steps, so that the first guess is not far off in runs that evaluate rarely.
    """

    def __init__(self, steps_per_evaluation: float = 0.0) -> None:
        self._steps: deque[float] = deque(maxlen=RECENT)
        self._spent: dict[str, float] = {}  # the latest duration of each kind of interruption
        self._guess = steps_per_evaluation
        self._last = monotonic()
        self._aside = 0.0
        self._seen = 0

    def start(self) -> None:
        """The first step begins now."""
        self._last, self._aside = monotonic(), 0.0

    def step_done(self) -> float:
        """Seconds that the step which ends now took, without what interrupted it."""
        now = monotonic()
        seconds = max(now - self._last - self._aside, 1e-9)
        self._last, self._aside = now, 0.0
        self._seen += 1
        if self._seen > 1:
            self._steps.append(seconds)
        return seconds

    @contextmanager
    def aside(self, kind: str) -> Iterator[None]:
        """Time something that is no part of a step: `evaluating`, `saving`."""
        began = monotonic()
        try:
            yield
        finally:
            self._spent[kind] = monotonic() - began
            self._aside += self._spent[kind]

    def seconds_left(self, steps: int, evaluations: int, saves: int) -> float | None:
        """The guess for what is still to do; None while too few steps were seen."""
        if len(self._steps) < ENOUGH:
            return None
        step = fmean(self._steps)
        evaluation = self._spent.get("evaluating", step * self._guess)
        return steps * step + evaluations * evaluation + saves * self._spent.get("saving", 0.0)
