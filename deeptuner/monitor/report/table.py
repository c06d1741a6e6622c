"""The table of maxima and means, a row for each GPU: as words, and drawn.

Knows columns and how numbers are written. Does not measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes

from deeptuner.monitor.report import style
from deeptuner.monitor.report.contents import sensor_word
from deeptuner.monitor.report.limits import gpu_name, total_memory
from deeptuner.monitor.report.measures import Figures
from deeptuner.monitor.report.timeline import Timeline, clock_words
from deeptuner.monitor.telemetry.columns import TEMPERATURES
from deeptuner.words import message, render

ROW: Final = 0.235  # inches
NONE: Final = "–"
FIRST: Final = 3.0  # inches of the first column; the others share the rest


@dataclass(frozen=True, slots=True)
class Column:
    """A heading of two lines, and a cell for each GPU."""

    title: str
    below: str
    cells: tuple[str, ...]


def columns(figures: Sequence[Figures], timeline: Timeline) -> list[Column]:
    """What was measured of any GPU; a quantity that none has is left out."""
    found = [
        Column(_word("head-gpu"), "", tuple(_named(one) for one in figures)),
        *(_temperature(name, figures) for name in TEMPERATURES),
        Column(
            _word("head-hottest"),
            _word("hottest-at"),
            tuple(_when(one, timeline) for one in figures),
        ),
        Column(
            _word("head-power"), _word("mean-max"), tuple(_both(one, "power") for one in figures)
        ),
        Column(
            _word("head-use"), _word("mean"), tuple(_mean(one, "utilisation") for one in figures)
        ),
        Column(_word("head-vram"), _word("max-of-total"), tuple(_memory(one) for one in figures)),
        Column(
            _word("head-throttled"), _word("heat-power"), tuple(_slowed(one) for one in figures)
        ),
    ]
    return [column for column in found if any(cell != NONE for cell in column.cells)]


def height(count: int) -> float:
    """Inches that a table of so many GPUs takes."""
    return ROW * (count + 1.9)


def draw_table(axes: Axes, table: Sequence[Column], inches: float, fit: Sequence[str]) -> None:
    """`inches` is the width; `fit` the names of the first column as the fonts can show them."""
    rows = len(fit)
    axes.set_axis_off()
    axes.set_xlim(0, inches)
    axes.set_ylim(rows, -1.9)
    wide = (inches - FIRST) / max(len(table) - 1, 1)
    for number, column in enumerate(table):
        x = FIRST + (number - 0.5) * wide if number else 0.0
        align = "center" if number else "left"
        axes.text(x, -1.35, column.title, fontsize=9, fontweight="semibold", ha=align, va="center")
        axes.text(x, -0.5, column.below, fontsize=8, color=style.QUIET, ha=align, va="center")
        for row, cell in enumerate(column.cells if number else fit):
            colour = style.TEXT if cell != NONE else style.QUIET
            if not number:
                axes.plot(
                    [0, 0.3], [row + 0.5, row + 0.5], linewidth=1.8,
                    color=style.COLOURS[row % len(style.COLOURS)],
                    linestyle=style.DASHES[row % len(style.DASHES)],
                )  # fmt: skip
            axes.text(
                x if number else 0.4,
                row + 0.5,
                cell,
                fontsize=9,
                color=colour,
                ha=align,
                va="center",
            )
    for row in range(rows + 1):
        axes.axhline(row, color=style.FRAME if not row else style.GRID, linewidth=0.7)


def _word(name: str) -> str:
    return render(message(f"monitor.report.{name}"))


def _named(one: Figures) -> str:
    name = f"{gpu_name(one.gpu)} {one.gpu.name}"
    return name if one.gpu.trains else render(message("monitor.report.not-used", gpu=name))


def _temperature(column: str, figures: Sequence[Figures]) -> Column:
    title = render(message("monitor.report.head-sensor", sensor=sensor_word(column).capitalize()))
    return Column(title, _word("mean-max"), tuple(_both(one, column) for one in figures))


def _both(one: Figures, column: str) -> str:
    if column not in one.greatest:
        return NONE
    return f"{one.means[column]:.0f} · {one.greatest[column].value:.0f}"


def _mean(one: Figures, column: str) -> str:
    return f"{one.means[column]:.0f}" if column in one.means else NONE


def _when(one: Figures, timeline: Timeline) -> str:
    return clock_words(timeline.elapsed(one.hottest[1].time)) if one.hottest else NONE


def _memory(one: Figures) -> str:
    if "vram_used" not in one.greatest:
        return NONE
    told = one.greatest.get("vram_total")
    total = total_memory(one.gpu, told.value if told else None)
    most = one.greatest["vram_used"].value / 1024
    return f"{most:.1f} of {total:.1f}" if total else f"{most:.1f}"


def _slowed(one: Figures) -> str:
    if "throttling" not in one.greatest:
        return NONE
    return " · ".join(f"{_share(share)} %" for share in one.slowed)


def _share(share: float) -> str:
    return "< 1" if 0 < share < 0.01 else f"{100 * share:.0f}"
