"""Numbers, sizes, times and paths as a person reads them, in their language.

Knows units and how much of a number matters. Does not know what is measured.
"""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale

from deeptuner.ui.translation import tr

NOTHING = "–"
MINUTE, HOUR, DAY = 60, 3600, 86400


def whole(value: float) -> str:
    """`1,240,000`."""
    return QLocale().toString(round(value))


def number(value: float | None, digits: int = 3) -> str:
    """A measurement with `digits` significant digits, in scientific form when very small or large:
    `0.861`, `8.96e-5`."""
    if value is None or value != value:
        return NOTHING
    if value == 0:
        return "0"
    if not 1e-3 <= abs(value) < 1e6:
        return scientific(value, digits)
    power = int(f"{value:.{digits - 1}e}".partition("e")[2])
    return QLocale().toString(float(value), "f", max(0, digits - 1 - power))


def scientific(value: float, digits: int = 3) -> str:
    """`8.96e-5`, without zeros that say nothing."""
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    plain = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{plain.replace('.', QLocale().decimalPoint())}e{int(exponent)}"


def count(value: float) -> str:
    """Parameters, tokens: `1.24 B`, `11.3 M`, `7,240`."""
    for size, unit in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        if abs(value) >= size * 0.9995:
            return f"{number(value / size)} {unit}"
    return whole(value)


def percent(share: float, digits: int = 1) -> str:
    """`0.547` → `54.7 %`."""
    return f"{QLocale().toString(share * 100, 'f', digits)} %"


def disk_size(size: float) -> str:
    """Bytes on a disk, decimal: `1.2 GB`."""
    return _size(size, 1000, ("B", "kB", "MB", "GB", "TB"))


def memory_size(size: float) -> str:
    """Bytes of memory; 1 GB is 1024³ here, as GPUs are sold."""
    return _size(size, 1024, ("B", "KB", "MB", "GB", "TB"))


def _size(size: float, base: int, units: tuple[str, ...]) -> str:
    power = 0
    while abs(size) >= base * 0.9995 and power < len(units) - 1:
        size, power = size / base, power + 1
    digits = 0 if power < 2 else 1
    return f"{QLocale().toString(float(size), 'f', digits)} {units[power]}"


def duration(seconds: float | None) -> str:
    """`42 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`; – when nobody knows."""
    if seconds is None or seconds != seconds or seconds == float("inf"):
        return NOTHING
    left = max(0, round(seconds))
    if left < MINUTE:
        return tr("{seconds} s", seconds=left)
    if left < HOUR:
        minutes, rest = divmod(left, MINUTE)
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=f"{rest:02d}")
    if left < DAY:
        hours, rest = divmod(left, HOUR)
        return tr("{hours} h {minutes} min", hours=hours, minutes=f"{rest // MINUTE:02d}")
    days, rest = divmod(left, DAY)
    return tr("{days} d {hours} h", days=days, hours=rest // HOUR)


def moment(then: float, now: float | None = None) -> str:
    """A time as near as it matters: `14:02` today, `Yesterday 14:02`, `12 Nov`, `12 Nov 2025`."""
    at = QDateTime.fromSecsSinceEpoch(int(then))
    today = QDateTime.fromSecsSinceEpoch(int(time.time() if now is None else now)).date()
    days = at.date().daysTo(today)
    clock = QLocale().toString(at.time(), "HH:mm")
    if days == 0:
        return clock
    if days == 1:
        return tr("Yesterday {clock}", clock=clock)
    same_year = at.date().year() == today.year()
    return QLocale().toString(at.date(), tr("d MMM") if same_year else tr("d MMM yyyy"))


def short_path(path: Path | str) -> str:
    """A path with `~` for the person's home."""
    text, home = str(path), str(Path.home())
    return "~" + text[len(home) :] if text == home or text.startswith(home + "/") else text
