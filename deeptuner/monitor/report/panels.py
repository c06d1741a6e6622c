"""One panel of the report: curves of a quantity, its limits, what the run was doing behind them.

Knows matplotlib's axes. Does not know which panels there are, nor where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from deeptuner.monitor.report import style
from deeptuner.monitor.report.course import Doing, Stretch
from deeptuner.monitor.report.curves import Line, runs
from deeptuner.monitor.report.limits import Limit
from deeptuner.monitor.report.measures import throttled_share
from deeptuner.monitor.report.timeline import Timeline, length_words
from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.columns import (
    THROTTLED_BY_HEAT,
    THROTTLED_BY_POWER,
    THROTTLED_OTHERWISE,
)
from deeptuner.words import message, render

LEAST_SHADED: Final = 0.004  # of the axis: what is narrower is only seen in the lane
LEAST_IN_LANE: Final = 0.0012  # of the axis: about two dots
WORDS: Final = 0.16  # of the axis: what a break's words take at most
LETTERS: Final = 0.145  # inches from one label at the end of a curve to the next
FEW: Final = 4  # curves: more of them are drawn thinner, without their lowest and highest
LANE_ORDER: Final[tuple[Doing, ...]] = ("training", "loading", "evaluation", "checkpoint", "paused")
SHARES: Final = (0.0, 0.3, 0.65, 1.0)  # of a dot's time throttled: it is the stronger drawn
REASONS: Final = (  # bits of throttling, the weightiest last, with colour and word
    (THROTTLED_OTHERWISE, style.OTHERWISE, "otherwise"),
    (THROTTLED_BY_POWER, style.POWER, "by-power"),
    (THROTTLED_BY_HEAT, style.HEAT, "by-heat"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One curve of a panel: its name at the end, and which colour and dash it has."""

    name: str
    line: Line
    place: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a panel shows. `bounds`: the least range of its scale, where it is not the data's."""

    title: str
    unit: str
    height: float
    curves: tuple[Drawn, ...]
    limits: tuple[Limit, ...] = ()
    bounds: tuple[float | None, float | None] = (None, None)


def draw_panel(axes: Axes, content: Content, timeline: Timeline, height: float) -> None:
    """Draw everything but what the run was doing. `height` in inches."""
    dress(axes, timeline)
    axes.set_title(
        f"{content.title}  [{content.unit}]", loc="left", fontsize=9.5, pad=4, fontweight="semibold"
    )
    low, high = _scale(content, height)
    axes.set_ylim(low, high)
    axes.yaxis.set_major_locator(
        MaxNLocator(nbins=max(3, int(height * 3)), steps=[1, 2, 2.5, 5, 10])
    )
    for curve in content.curves:
        _draw_curve(axes, curve, len(content.curves))
    _draw_limits(axes, content.limits, LETTERS / height * (high - low))
    _label_ends(axes, content.curves, timeline, LETTERS / height * (high - low))


def dress(axes: Axes, timeline: Timeline) -> None:
    axes.set_xlim(0, timeline.length)
    axes.set_axisbelow(True)
    axes.grid(True, color=style.GRID, linewidth=0.7)
    axes.tick_params(length=0, pad=4)
    marks = timeline.marks()
    axes.set_xticks([mark.place for mark in marks], [mark.label for mark in marks])
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def shade(axes: Axes, stretches: Sequence[Stretch], timeline: Timeline) -> None:
    """What the run was doing, where it took long enough to be seen, and the breaks."""
    least = LEAST_SHADED * timeline.length
    for doing in ("loading", "evaluation", "checkpoint", "paused"):
        places = _places(stretches, doing, timeline)
        _bars(axes, doing, [(a, b - a) for a, b in places if b - a >= least], light=True)
    draw_breaks(axes, timeline)


def draw_lane(axes: Axes, stretches: Sequence[Stretch], timeline: Timeline) -> None:
    """What the run was doing, in one bar; even what took a moment only."""
    axes.set_xlim(0, timeline.length)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    _label_breaks(axes, timeline)
    least = LEAST_IN_LANE * timeline.length
    for doing in LANE_ORDER:
        places = _places(stretches, doing, timeline)
        _bars(axes, doing, [(a, max(b - a, least)) for a, b in places])
    draw_breaks(axes, timeline)


def draw_breaks(axes: Axes, timeline: Timeline) -> None:
    for each in timeline.breaks():
        axes.axvspan(
            each.begin, each.end, facecolor="#f4f5f8", edgecolor=style.FRAME,
            hatch="xxxx", linewidth=0, zorder=2.5,
        )  # fmt: skip
        axes.axvline(each.end, color=style.TEXT, linewidth=0.9, zorder=2.6)


def _label_breaks(axes: Axes, timeline: Timeline) -> None:
    """How long each break was, above the lane, where there is room for the words."""
    free = 0.0
    for each in timeline.breaks():
        if each.end >= free:
            words = message("monitor.report.resumed", length=length_words(each.seconds))
            at = min(each.end, (1 - WORDS) * timeline.length)
            axes.text(at, 1.15, render(words), fontsize=8, color=style.QUIET, va="bottom")
            free = at + WORDS * timeline.length


def draw_throttling(axes: Axes, lanes: Sequence[tuple[str, Line]], timeline: Timeline) -> None:
    """A lane for each GPU, filled where it was throttled; the lane's colour says why."""
    dress(axes, timeline)
    axes.grid(False, axis="y")
    axes.set_ylim(len(lanes), 0)
    axes.set_yticks([i + 0.5 for i in range(len(lanes))], [name for name, _ in lanes])
    least = LEAST_IN_LANE * timeline.length
    for row, (_, line) in enumerate(lanes):
        bits = np.nan_to_num(np.ceil(line.high)).astype(np.int64)
        share = np.nan_to_num(throttled_share(line.mean, line.high))
        for bit, colour, _ in REASONS:
            for low, high in pairwise(SHARES):
                chosen = (bits & bit > 0) & (share > low) & (share <= high)
                spans = [
                    (line.x[a], max(line.x[min(b, len(line.x) - 1)] - line.x[a], least))
                    for a, b in runs(chosen)
                ]
                axes.broken_barh(
                    spans, (row + 0.12, 0.76), facecolors=colour, alpha=high, linewidth=0
                )


def _places(
    stretches: Sequence[Stretch], doing: Doing, timeline: Timeline
) -> list[tuple[float, float]]:
    chosen = [one for one in stretches if one.doing == doing]
    begins = timeline.places([one.begin for one in chosen])
    ends = timeline.places([one.end for one in chosen])
    return [(float(a), float(b)) for a, b in zip(begins, ends, strict=True)]


def _bars(
    axes: Axes, doing: Doing, spans: Sequence[tuple[float, float]], *, light: bool = False
) -> None:
    low, high = axes.get_ylim()
    paused = doing == "paused"
    if spans:
        axes.broken_barh(
            spans,
            (low, high - low),
            facecolors=style.DOING_COLOURS[doing],
            alpha=style.SHADE if light and not paused else 1.0,
            hatch=style.HATCH if paused else None,
            edgecolor=style.FRAME if paused else "none",
            linewidth=0,
            zorder=0.5 if light else 1.0 + LANE_ORDER.index(doing) / 10,
        )


def _scale(content: Content, height: float) -> tuple[float, float]:
    """The range of the scale: the data, the limits with their words, and a little room."""
    limits = [limit.value for limit in content.limits]
    lows = [float(np.nanmin(curve.line.low)) for curve in content.curves]
    highs = [float(np.nanmax(curve.line.high)) for curve in content.curves]
    least, most = content.bounds
    low = min(*lows, *limits, *highs) if least is None else least
    high = max(*highs, *limits, low) if most is None else most
    if most is not None:
        return low, high
    room = max(0.05 * (high - low), 0.5)
    words = 1.25 * LETTERS / height * (high - low + room)
    above = max(max(highs) + room, *(limit + words for limit in limits)) if limits else high + room
    return (low - room if least is None else low), above


def _draw_curve(axes: Axes, curve: Drawn, count: int) -> None:
    colour = style.COLOURS[curve.place % len(style.COLOURS)]
    line = curve.line
    few = count <= FEW
    if few and _wide(line):
        axes.fill_between(line.x, line.low, line.high, color=colour, alpha=0.16, linewidth=0)
    axes.plot(
        line.x,
        line.mean,
        color=colour,
        linestyle=style.DASHES[curve.place % len(style.DASHES)],
        linewidth=1.3 if few else 1.1,
        zorder=2 + 0.01 * curve.place,
    )


def _draw_limits(axes: Axes, limits: Sequence[Limit], apart: float) -> None:
    """Lines with their words above; below where another's words would be in the way."""
    ascending = sorted(limits, key=lambda limit: limit.value)
    for limit, above in zip_longest(ascending, ascending[1:]):
        colour = style.CRITICAL if limit.kind == "critical" else style.QUIET
        dash = (0, (6, 3)) if limit.kind == "critical" else (0, (1.5, 2.5))
        axes.axhline(limit.value, color=colour, linestyle=dash, linewidth=1.0, zorder=1.9)
        below = above is not None and above.value - limit.value < 0.95 * apart
        axes.annotate(
            limit.words,
            (0, limit.value),
            (4, -2.5 if below else 2.5),
            textcoords="offset points",
            ha="left",
            va="top" if below else "bottom",
            fontsize=7.5,
            color=colour,
            bbox={"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.6},
            zorder=3,
        )


def _label_ends(axes: Axes, curves: Sequence[Drawn], timeline: Timeline, apart: float) -> None:
    """Each curve's name beside its end, moved as far as needed to be read."""
    low, high = axes.get_ylim()
    wanted = sorted(((_usual(each.line.mean), each) for each in curves), key=lambda one: one[0])
    places = _spread([value for value, _ in wanted], apart, low, high)
    for place, (_, curve) in zip(places, wanted, strict=True):
        colour = style.COLOURS[curve.place % len(style.COLOURS)]
        axes.text(1.006 * timeline.length, place, curve.name, fontsize=8, color=colour, va="center")


def shaded(content: Content) -> bool:
    """Whether lowest and highest values are seen around the curves."""
    return len(content.curves) <= FEW and any(_wide(each.line) for each in content.curves)


def _wide(line: Line) -> bool:
    return bool((line.high > line.low).any())


def _usual(values: Array) -> float:
    """Where a curve mostly is in its last third: it often falls at the very end."""
    known = values[np.isfinite(values)]
    return float(np.median(known[-max(len(known) // 3, 1) :]))


def _spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """The nearest places to those wanted, ascending, that lie `apart` and between low and high."""
    places: list[float] = []
    for value in wanted:
        places.append(max(value, places[-1] + apart) if places else max(value, low + apart / 2))
    over = places[-1] - (high - apart / 2)
    ceiling = high - apart / 2
    for i in range(len(places) - 1, -1, -1) if over > 0 else ():
        places[i] = min(places[i], ceiling)
        ceiling = places[i] - apart
    return places
