"""Round numbers along an axis, and how they are written.

Knows numbers alone. Does not draw.
"""

from __future__ import annotations

import math
from typing import Final

NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 2.5, 5 × 10ⁿ of which at most `most` fit into `span`, which is positive
    (after Heckbert, Nice Numbers for Graph Labels, in Graphics Gems, 1990)."""
    rough = span / most
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(nice * unit for nice in NICE if nice * unit >= rough * (1 - 1e-9))


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from `low` to `high`, ascending. There is at least one where `low` < `high`."""
    if not low < high:
        return [low]
    step = nice_step(high - low, most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)] or [low]


def plain(value: float, step: float) -> str:
    """A tick's label, with as many digits behind the point as ticks `step` apart need."""
    if value and (abs(value) >= 1e6 or step < 1e-4):
        return short(value)
    digits = next((n for n in range(5) if math.isclose(step * 10**n, round(step * 10**n))), 4)
    return f"{value:,.{digits}f}"


def short(value: float) -> str:
    """`1e-4`, `2.5e6`: the shortest form of numbers that are very small or very large."""
    if value == 0:
        return "0"
    digits, exponent = f"{value:.1e}".split("e")
    return f"{float(digits):g}e{int(exponent)}"


def count(value: float, step: float) -> str:
    """A number of steps: `12,000`, and `1.2M` where there are a million."""
    if abs(value) >= 1e6 or step >= 1e6:
        return f"{value / 1e6:g}M"
    return f"{value:,.0f}" if step >= 1 else f"{value:g}"
