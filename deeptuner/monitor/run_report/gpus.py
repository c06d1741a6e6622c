"""What the GPUs (or, without one, the computer) went through: a table and two small charts.

Knows which quantities a page has room for; `GPU Report.png` shows all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from deeptuner.monitor.report.limits import gpu_name, total_memory
from deeptuner.monitor.report.measures import HOST, Figures, Measured
from deeptuner.monitor.report.timeline import Timeline, clock_words
from deeptuner.monitor.run_report.chart import Line, chart
from deeptuner.monitor.run_report.curves import Figure, Key
from deeptuner.monitor.run_report.head import say
from deeptuner.monitor.series import Curve
from deeptuner.words import message, render

LOOKS: Final = 8  # colours there are
NONE: Final = "–"
GIB: Final = 1 / 1024  # of a MiB
MARKS: Final = 5  # along the time of a small chart


@dataclass(frozen=True, slots=True)
class Row:
    """One GPU: its look, its name, a cell for each heading."""

    look: str
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gpus:
    """The table, empty without a GPU, and the charts."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    charts: tuple[Figure, ...]


def gpus(measured: Measured) -> Gpus:
    columns = _columns(measured.figures, measured.timeline)
    rows = [
        Row(_look(place), _name(one), tuple(cells[place] for _, cells in columns))
        for place, one in enumerate(measured.figures)
    ]
    charts = (*_of_gpus(measured), *(() if measured.gpus else _of_host(measured)))
    return Gpus(tuple(title for title, _ in columns), tuple(rows), charts)


def _columns(all_: Sequence[Figures], timeline: Timeline) -> list[tuple[str, list[str]]]:
    """Headings with a cell for each GPU; what none of them told is left out."""
    found = [
        (say("gpu-hottest"), [_hottest(one, timeline) for one in all_]),
        (say("gpu-temperature"), [_temperature(one) for one in all_]),
        (say("gpu-power"), [_power(one) for one in all_]),
        (say("gpu-use"), [_mean(one, "utilisation", " %") for one in all_]),
        (say("gpu-memory"), [_memory(one) for one in all_]),
        (say("gpu-throttled"), [_slowed(one) for one in all_]),
    ]
    return [column for column in found if any(cell != NONE for cell in column[1])]


def _name(one: Figures) -> str:
    name = f"{gpu_name(one.gpu)} {one.gpu.name}"
    return name if one.gpu.trains else render(message("monitor.report.not-used", gpu=name))


def _hottest(one: Figures, timeline: Timeline) -> str:
    if one.hottest is None:
        return NONE
    column, greatest = one.hottest
    return say(
        "gpu-hottest-cell",
        value=f"{greatest.value:.0f}",
        sensor=render(message(f"monitor.report.{column.removeprefix('temperature_')}")),
        time=clock_words(timeline.elapsed(greatest.time)),
    )


def _temperature(one: Figures) -> str:
    """The mean of the sensor that was hottest."""
    return _mean(one, one.hottest[0], " °C") if one.hottest else NONE


def _power(one: Figures) -> str:
    if "power" not in one.greatest:
        return NONE
    return f"{one.means.get('power', 0):.0f} / {one.greatest['power'].value:.0f} W"


def _mean(one: Figures, column: str, unit: str) -> str:
    return f"{one.means[column]:.0f}{unit}" if column in one.means else NONE


def _memory(one: Figures) -> str:
    if "vram_used" not in one.greatest:
        return NONE
    told = one.greatest.get("vram_total")
    total = total_memory(one.gpu, told.value if told else None)
    most = f"{one.greatest['vram_used'].value * GIB:.1f}"
    return f"{most} / {total:.1f} GB" if total else f"{most} GB"


def _slowed(one: Figures) -> str:
    if "throttling" not in one.greatest:
        return NONE
    heat, power = (f"{100 * share:.0f} %" for share in one.slowed)
    return say("gpu-throttled-cell", heat=heat, power=power)


def _of_gpus(measured: Measured) -> Iterator[Figure]:
    """Of each GPU the sensor that was hottest, power and use."""
    hottest = {one.gpu.key: one.hottest[0] for one in measured.figures if one.hottest}
    yield from _figure("temperature", measured, hottest)
    yield from _figure("power", measured, {gpu.key: "power" for gpu in measured.gpus})
    yield from _figure("use", measured, {gpu.key: "utilisation" for gpu in measured.gpus}, 0.0)


def _of_host(measured: Measured) -> Iterator[Figure]:
    yield from _figure("cpu", measured, {HOST: "cpu"}, 0.0)
    yield from _figure("ram", measured, {HOST: "ram_used"}, 0.0, GIB)


def _figure(
    name: str,
    measured: Measured,
    columns: Mapping[str, str],
    bottom: float | None = None,
    factor: float = 1.0,
) -> Iterator[Figure]:
    """A chart of one quantity, by the keys of who measured it, times `factor`."""
    timeline = measured.timeline
    names = [(gpu.key, gpu_name(gpu)) for gpu in measured.gpus] or [(HOST, "")]
    lines, keys = [], []
    for place, (owner, who) in enumerate(names):
        band = measured.bands.get((owner, columns.get(owner, "")))
        if band is not None:
            curve = Curve(timeline.places(band.time), band.mean * factor)
            lines.append(Line(curve, _look(place)))
            keys.append(Key(_look(place), who))
    if lines:
        title = say(f"chart-{name}")
        marks = [(mark.place, mark.label) for mark in timeline.marks()]
        span = (0.0, timeline.length)
        picture = chart(title, lines, span=span, bottom=bottom, marks=_few(marks))
        yield Figure(title, picture, tuple(keys) if measured.gpus else ())


def _few(marks: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """As many as a small chart has room for."""
    return marks[:: -(-len(marks) // MARKS)] if marks else marks


def _look(place: int) -> str:
    return f"g{place % LOOKS}"
