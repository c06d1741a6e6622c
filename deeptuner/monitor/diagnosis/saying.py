"""Numbers and sentences of a diagnosis.

Knows how losses, steps and rates are written. The sentences stand in
`words/english/monitor_diagnosis.py`.
"""

from __future__ import annotations

import math
from typing import Any

from deeptuner.words import Message, message


def said(name: str, **gaps: Any) -> Message:
    return message(f"monitor.diagnosis.{name}", **gaps)


def loss(value: float) -> str:
    """Four significant digits, at most four behind the point."""
    size = abs(value)
    if not math.isfinite(value):
        return "?"
    if size >= 1000:
        return f"{value:.3g}"
    return f"{value:.{max(0, min(4, 3 - math.floor(math.log10(size)))) if size else 0}f}"


def step(value: float) -> int:
    return round(float(value))


def share(value: float) -> str:
    """A share as a percentage, without its sign."""
    return f"{100 * abs(value):.0f}" if math.isfinite(value) else "?"


def percent(now: float, before: float) -> str:
    """By how many per cent something changed: from 1 to 1.06 is +6.0."""
    ratio = now / before if before else math.inf
    return f"{100 * (ratio - 1):+.1f}" if math.isfinite(ratio) else "?"


def rate(value: float) -> str:
    """As a person writes it: 2e-4 rather than 0.0002."""
    if value >= 0.01 or value <= 0:
        return f"{value:g}"
    digits, exponent = f"{value:.2e}".split("e")
    return f"{float(digits):g}e{int(exponent)}"


def number(value: float) -> str:
    """A plain number, of which only the size matters."""
    if not math.isfinite(value):
        return "?"
    return f"{value:.0f}" if value >= 3 else f"{value:.1f}"
