"""An axis of time since the start of a run.

Knows round times, from seconds to days, and how they are written. Does not know what was measured.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDateTime, QLocale

from deeptuner.ui.format import duration
from deeptuner.ui.pages.monitor.charts.axes import Axis
from deeptuner.ui.theme.fonts import scaled
from deeptuner.ui.translation import tr

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
ROUND: Final = (
    *(1.0, 2.0, 5.0, 10.0, 15.0, 30.0),
    *(MINUTE * n for n in (1, 2, 5, 10, 15, 30)),
    *(HOUR * n for n in (1, 2, 3, 6, 12)),
    *(DAY * n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
)
APART = 74  # pixels between two times


class TimeAxis(Axis):
    """Seconds since the start, as a person counts them."""

    def __init__(self) -> None:
        super().__init__("bottom", write_time)

    def tickSpacing(  # noqa: N802 - pyqtgraph's name
        self, least: float, greatest: float, length: float
    ) -> list[tuple[float, float]]:
        wanted = (greatest - least) * scaled(APART) / max(length, 1.0)
        return [(next((step for step in ROUND if step >= wanted), ROUND[-1]), 0.0)]


def write_time(seconds: float, spacing: float) -> str:
    """`0:30`, `25 min`, `1:25 h`, `12 h`, `3 d`; as exact as times stand apart."""
    if seconds < 0:
        return ""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if spacing < MINUTE:
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    if spacing >= DAY:
        return tr("{days} d", days=whole // 86400)
    if spacing >= HOUR or (hours and not minutes):
        return tr("{hours} h", hours=hours)
    if not hours:
        return tr("{minutes} min", minutes=minutes)
    return tr("{time} h", time=f"{hours}:{minutes:02}")


def clock_words(time: float, *, seconds: bool = True) -> str:
    """A Unix time as a clock shows it, with its day: `21 Nov 14:22:05`."""
    at = QDateTime.fromSecsSinceEpoch(int(time))
    day = QLocale().toString(at.date(), tr("d MMM"))
    return f"{day} {QLocale().toString(at.time(), 'HH:mm:ss' if seconds else 'HH:mm')}"


def since_words(seconds: float) -> str:
    """How long after the start: `+ 1 h 05 min`."""
    return tr("+ {time}", time=duration(seconds))
