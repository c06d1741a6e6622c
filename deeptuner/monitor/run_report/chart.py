"""A chart as SVG, inside the page: lines by step or time, round numbers along the axes.

Knows shapes and where they go; colours and dashes are classes of the page's style, so that one
picture serves light, dark and print. Does not know what is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from markupsafe import Markup, escape

from deeptuner.monitor.report.curves import runs
from deeptuner.monitor.run_report.ticks import nice_step, plain, ticks
from deeptuner.monitor.series import Array, Curve, thinned

WIDTH, HEIGHT = 400.0, 190.0  # of the picture's own units; letters are 11 of them
LEFT, RIGHT, TOP, BOTTOM = 46.0, 8.0, 8.0, 20.0
BUCKETS: Final = 180  # of two points each: as many as are told apart on paper
OUTLIER: Final = 3.0  # times what 99 of 100 values stay under: such peaks go beyond the picture
MARKED: Final = 40  # points: more of them are not marked one by one

Label = Callable[[float, float], str]  # a value, and how far the ticks are apart


@dataclass(frozen=True, slots=True)
class Line:
    """One curve. `look` is a class of the page's style; `dots` marks each measured value."""

    curve: Curve
    look: str
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to places in the picture, and back to nowhere: what lies beyond is cut."""

    low: float
    high: float
    begin: float
    end: float

    def place(self, values: Array) -> Array:
        share = (np.clip(values, self.low, self.high) - self.low) / (self.high - self.low)
        found: Array = self.begin + share * (self.end - self.begin)
        return found


def chart(
    title: str,
    lines: Sequence[Line],
    *,
    label: Label = plain,
    across: Label = plain,
    span: tuple[float, float] | None = None,
    bottom: float | None = None,
    marks: Sequence[tuple[float, str]] | None = None,
    upright: Sequence[float] = (),
) -> Markup:
    """The chart of these lines, which have at least one known value; `title` is read out aloud.

    `span` is that of the axis across, else that of the curves. `bottom`: the least value that is
    always seen. `marks` are places across with their words, in place of round numbers; `upright`
    are places at which a dashed line stands.
    """
    low, high = span or _span([line.curve.x for line in lines])
    wide = Scale(low, high if high > low else low + 1, LEFT, WIDTH - RIGHT)
    tall = _tall([line.curve.y for line in lines], bottom)
    named = _named(wide, across) if marks is None else marks
    parts = [
        *(_level(tall, value, label) for value in ticks(tall.low, tall.high, 4)),
        *(_across(wide, place, words) for place, words in named if low <= place <= high),
        *(_upright(wide, place) for place in upright),
        *(_drawn(line, wide, tall) for line in lines),
    ]
    head = Markup('<svg viewBox="0 0 {:g} {:g}" role="img"><title>{}</title>')
    return head.format(WIDTH, HEIGHT, title) + Markup("").join(parts) + Markup("</svg>")


def _span(values: Sequence[Array]) -> tuple[float, float]:
    known = np.concatenate([each[np.isfinite(each)] for each in values])
    return float(known.min()), float(known.max())


def _tall(values: Sequence[Array], bottom: float | None) -> Scale:
    """Peaks far above nearly all values do not flatten everything else."""
    known = np.concatenate([each[np.isfinite(each)] for each in values])
    low, high = float(known.min()), float(known.max())
    if usual := _usual(known):
        high = 1.2 * usual
    low = low if bottom is None else min(low, bottom)
    if not low < high:
        low, high = low - (abs(low) / 2 or 1), high + (abs(high) / 2 or 1)
    air = 0.04 * (high - low)
    step = nice_step(high - low, 4)
    least = low if low == bottom else max(low - air, np.floor(low / step) * step)
    return Scale(float(least), high + air, HEIGHT - BOTTOM, TOP)


def beyond(curve: Curve) -> bool:
    """Whether the highest values of a curve have no room in the picture."""
    return _usual(curve.y[np.isfinite(curve.y)]) is not None


def _usual(known: Array) -> float | None:
    """What nearly all values stay under, where some lie far above it."""
    usual = float(np.quantile(known, 0.99))
    return usual if usual > 0 and float(known.max()) > OUTLIER * usual else None


def _named(wide: Scale, across: Label) -> list[tuple[float, str]]:
    found = ticks(wide.low, wide.high, 5)
    step = found[1] - found[0] if len(found) > 1 else 1.0
    return [(value, across(value, step)) for value in found]


def _level(tall: Scale, value: float, label: Label) -> Markup:
    y = float(tall.place(np.array([value]))[0])
    words = label(value, nice_step(tall.high - tall.low, 4))
    return Markup(
        '<path class="grid" d="M{:g} {:.1f}H{:g}"/><text x="{:g}" y="{:.1f}" class="y">{}</text>'
    ).format(LEFT, y, WIDTH - RIGHT, LEFT - 5, y + 4, words)


def _across(wide: Scale, place: float, words: str) -> Markup:
    x = float(wide.place(np.array([place]))[0])
    side = "s" if x < LEFT + 1 else "e" if x > WIDTH - RIGHT - 12 else "m"
    return Markup(
        '<path class="tick" d="M{:.1f} {:g}v4"/><text x="{:.1f}" y="{:g}" class="{}">{}</text>'
    ).format(x, HEIGHT - BOTTOM, x, HEIGHT - 4, side, words)


def _upright(wide: Scale, place: float) -> Markup:
    x = float(wide.place(np.array([place]))[0])
    return Markup('<path class="best" d="M{:.1f} {:g}V{:g}"/>').format(x, TOP, HEIGHT - BOTTOM)


def _drawn(line: Line, wide: Scale, tall: Scale) -> Markup:
    known = np.isfinite(line.curve.y) & np.isfinite(line.curve.x)
    paths = []
    for begin, end in runs(known):
        share = max(2, round(BUCKETS * (end - begin) / max(int(known.sum()), 1)))
        piece = thinned(Curve(line.curve.x[begin:end], line.curve.y[begin:end]), share)
        paths.append(_path(wide.place(piece.x), tall.place(piece.y)))
    drawn = Markup('<path class="line {}" d="{}"/>').format(line.look, "".join(paths))
    if not line.dots or known.sum() > MARKED:
        return drawn
    dots = zip(
        wide.place(line.curve.x[known]).tolist(),
        tall.place(line.curve.y[known]).tolist(),
        strict=True,
    )
    circle = Markup('<circle class="dot {}" cx="{:.1f}" cy="{:.1f}" r="2.6"/>')
    return drawn + Markup("").join(circle.format(line.look, x, y) for x, y in dots)


def _path(x: Array, y: Array) -> str:
    """A single point becomes a dot, by the round ends that lines have."""
    points = [f"{a:.1f} {b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    return str(escape("M" + ("L".join(points) if len(points) > 1 else f"{points[0]}h0")))
