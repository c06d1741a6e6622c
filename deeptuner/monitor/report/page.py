"""The whole picture: title, legend, panels one below the other, table.

Knows where each part stands, in inches from the top. Does not know what is in a panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from deeptuner.monitor.report import style, table
from deeptuner.monitor.report.contents import throttled
from deeptuner.monitor.report.course import Attempt, Doing
from deeptuner.monitor.report.curves import Line
from deeptuner.monitor.report.fonts import Lettering
from deeptuner.monitor.report.heading import Heading
from deeptuner.monitor.report.limits import gpu_name
from deeptuner.monitor.report.measures import Measured
from deeptuner.monitor.report.panels import (
    LANE_ORDER,
    REASONS,
    Content,
    draw_lane,
    draw_panel,
    draw_throttling,
    shade,
    shaded,
)
from deeptuner.words import message, render

TITLE: Final = 0.62  # inches
NOTE: Final = 0.26
LEGEND: Final = 0.3
LANE: Final = 0.17
BREAK_WORDS: Final = 0.14  # above the lane
BETWEEN: Final = 0.42  # from one panel to the next, with its title
MARKS: Final = 0.5  # below the lowest panel: marks of the time and what they are
FOOT: Final = 0.25
THROTTLED: Final = 0.15  # a GPU's lane
IN_A_ROW: Final = 8  # GPUs of the legend


def draw_page(
    heading: Heading,
    panels: Sequence[Content],
    measured: Measured,
    course: Sequence[Attempt],
    letters: Lettering,
) -> Figure:
    """The report as a figure, as high as what is in it needs."""
    lanes = throttled(measured)
    height = _height(heading, panels, measured, len(lanes))
    page = _Page(Figure(figsize=(style.WIDTH, height), dpi=style.DOTS, facecolor="white"), height)
    _draw_heading(page, heading, letters)
    stretches = [each for attempt in course for each in attempt.stretches]
    there = {each.doing for each in stretches}
    _legends(page, measured, [doing for doing in LANE_ORDER if doing in there], letters)
    if stretches:
        page.skip(BREAK_WORDS if measured.timeline.breaks() else 0)
        draw_lane(page.axes(LANE), stretches, measured.timeline)
    drawn = []
    for content in panels:
        page.skip(BETWEEN)
        axes = page.axes(content.height)
        draw_panel(axes, content, measured.timeline, content.height)
        drawn.append(axes)
    if lanes:
        page.skip(BETWEEN)
        drawn.append(axes := page.axes(THROTTLED * len(lanes)))
        draw_throttling(axes, lanes, measured.timeline)
        _throttling_title(axes, lanes)
    for axes in drawn:
        shade(axes, stretches, measured.timeline)
        axes.tick_params(labelbottom=axes is drawn[-1])
    _time_words(drawn[-1], measured)
    page.skip(MARKS)
    _draw_table(page, measured, letters, any(shaded(each) for each in panels))
    return page.figure


class _Page:
    """A figure that is filled from the top."""

    def __init__(self, figure: Figure, height: float) -> None:
        self.figure = figure
        self._height = height
        self._at = style.TOP

    def skip(self, inches: float) -> None:
        self._at += inches

    def axes(self, inches: float) -> Axes:
        """Axes over the panels' width, so high."""
        self._at += inches
        wide = 1 - (style.LEFT + style.RIGHT) / style.WIDTH
        box = (style.LEFT / style.WIDTH, 1 - self._at / self._height, wide, inches / self._height)
        return self.figure.add_axes(box)

    def text(self, words: str, inches: float, **more: Any) -> None:
        """A line of text in a row so high."""
        left, middle = style.LEFT / style.WIDTH, 1 - (self._at + inches / 2) / self._height
        self.figure.text(left, middle, words, va="center", **more)
        self._at += inches

    def legend(self, handles: Sequence[Any], inches: float, columns: int) -> None:
        self.figure.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(style.LEFT / style.WIDTH, 1 - self._at / self._height),
            ncols=columns,
            frameon=False,
            borderaxespad=0,
            borderpad=0,
            handlelength=2.8,
            columnspacing=1.8,
            fontsize=9,
        )
        self._at += inches


def _height(heading: Heading, panels: Sequence[Content], measured: Measured, lanes: int) -> float:
    rows = -(-len(measured.gpus) // IN_A_ROW)
    return (
        style.TOP
        + TITLE
        + NOTE * (1 + bool(heading.note))
        + LEGEND * (rows + 1)
        + LANE
        + (BREAK_WORDS if measured.timeline.breaks() else 0)
        + sum(panel.height + BETWEEN for panel in panels)
        + (lanes * THROTTLED + BETWEEN if lanes else 0)
        + MARKS
        + (table.height(len(measured.gpus)) + FOOT if measured.gpus else 0)
        + style.BOTTOM
    )


def _draw_heading(page: _Page, heading: Heading, letters: Lettering) -> None:
    title = letters.fit(heading.title)
    size = 17 if len(title) < 90 else 17 * 90 / len(title)
    page.text(title, TITLE - 0.2, fontsize=max(size, 7), fontweight="semibold")
    page.text(letters.fit(heading.about), NOTE, fontsize=9.5, color=style.QUIET)
    if heading.note:
        page.text(letters.fit(heading.note), NOTE, fontsize=9.5)
    page.skip(0.2)


def _legends(page: _Page, measured: Measured, doing: Sequence[Doing], letters: Lettering) -> None:
    if len(measured.gpus) > 1:
        handles = [
            Line2D(
                [],
                [],
                linewidth=1.8,
                label=gpu_name(gpu),
                color=style.COLOURS[place % len(style.COLOURS)],
                linestyle=style.DASHES[place % len(style.DASHES)],
            )
            for place, gpu in enumerate(measured.gpus)
        ]
        rows = -(-len(handles) // IN_A_ROW)
        page.legend(handles, LEGEND * rows, min(len(handles), IN_A_ROW))
    patches = [
        Patch(
            facecolor=style.DOING_COLOURS[one],
            edgecolor=style.FRAME,
            linewidth=0.5,
            hatch=style.HATCH if one == "paused" else None,
            label=render(message(f"monitor.report.{one}")),
        )
        for one in doing
    ]
    if measured.timeline.breaks():
        words = render(message("monitor.report.break"))
        patches.append(
            Patch(
                facecolor="#f4f5f8", edgecolor=style.FRAME, linewidth=0.5, hatch="xxxx", label=words
            )
        )
    if patches:
        page.legend(patches, LEGEND, len(patches))


def _throttling_title(axes: Axes, lanes: Sequence[tuple[str, Line]]) -> None:
    """Says which colours there are of those that a lane may have."""
    words = render(message("monitor.report.throttled"))
    axes.set_title(words, loc="left", fontsize=9.5, pad=4, fontweight="semibold")
    found = np.concatenate([np.nan_to_num(np.ceil(line.high)) for _, line in lanes])
    bits = int(np.bitwise_or.reduce(found.astype(np.int64)))
    handles = [
        Patch(facecolor=colour, label=render(message(f"monitor.report.{name}")))
        for bit, colour, name in REASONS
        if bits & bit
    ]
    axes.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0.08, 1.0),
        ncols=3,
        frameon=False,
        fontsize=8.5,
        borderaxespad=0.2,
        handlelength=1.2,
        columnspacing=1.4,
    )


def _time_words(axes: Axes, measured: Measured) -> None:
    words = "time" if measured.timeline.breaks() else "time-simple"
    axes.set_xlabel(render(message(f"monitor.report.{words}")), fontsize=8.5, loc="left")


def _draw_table(page: _Page, measured: Measured, letters: Lettering, bands: bool) -> None:
    if not measured.gpus:
        return
    cells = table.columns(measured.figures, measured.timeline)
    count = len(measured.figures)
    names = [letters.fit(name) for name in cells[0].cells]
    table.draw_table(
        page.axes(table.height(count)), cells, style.WIDTH - style.LEFT - style.RIGHT, names
    )
    sentence = "monitor.report.note-means" if bands else "monitor.report.note-means-only"
    page.skip(0.04)
    page.text(render(message(sentence)), FOOT, fontsize=8.5, color=style.QUIET)
