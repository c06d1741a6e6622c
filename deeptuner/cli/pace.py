"""How often progress is told, and the time left.

Knows amounts and a clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from deeptuner.cli.output import Output

MEGABYTE: Final = 10**6
LARGE: Final = 10 * MEGABYTE  # bytes; fractions of a megabyte do not matter from there on


class Pace:
    """Progress not more often than a reader can see, with the time left from the speed so far."""

    EVERY: Final = 0.25  # seconds

    def __init__(self, tell: Callable[[int, int, float | None], None]) -> None:
        self._tell = tell
        self._began: tuple[float, int] | None = None
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        began, first = self._began = self._began or (now, done)
        if now - self._last < self.EVERY and done < total:
            return
        self._last = now
        speed = (done - first) / (now - began) if now > began else 0.0
        self._tell(done, total, (total - done) / speed if speed else None)


def told_in(output: Output, phase: str) -> Callable[[int, int, float | None], None]:
    """Tells a command's output of bytes, in megabytes as `merge` does."""
    phase = phase if output.json else f"{phase} (MB)"

    def tell(done: int, total: int, seconds_left: float | None) -> None:
        digits = 3 if total < LARGE else 0
        far, whole = (round(size / MEGABYTE, digits) for size in (done, total))
        output.progress(phase, far, whole, seconds_left=seconds_left)

    return tell
