"""Sizes on disk and in memory as sentences tell them. Decimal, as disks are sold."""

from __future__ import annotations

from typing import Final

UNITS: Final = ("B", "kB", "MB", "GB", "TB")


def size_of(count: float) -> str:
    """Bytes in the unit that suits them: `1.2 GB`, `85 kB`."""
    power = 0
    while count >= 999.5 and power < len(UNITS) - 1:
        count, power = count / 1000, power + 1
    return f"{count:.{0 if power < 2 else 1}f} {UNITS[power]}"
