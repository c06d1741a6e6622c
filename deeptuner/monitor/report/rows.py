"""The report as tables for a spreadsheet: the figures of each GPU, and everything over time.

Knows the two files' columns. Measures nothing itself.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from deeptuner.errors import InputError
from deeptuner.files import write_text
from deeptuner.monitor.report.course import Attempt, within
from deeptuner.monitor.report.limits import gpu_name
from deeptuner.monitor.report.measures import Figures, Measured
from deeptuner.monitor.report.timeline import Timeline
from deeptuner.monitor.series import Array
from deeptuner.monitor.telemetry.columns import GPU_COLUMNS, TEMPERATURES, Column
from deeptuner.monitor.telemetry.view import Period, SeenGpu, TelemetryView
from deeptuner.words import message

WIDTH: Final = 10.0  # seconds that a row sums up
AT_ONCE: Final = 6 * 3600.0  # seconds that are read together
HEAD: Final = ("time", "seconds of training", "phase", "gpu")
SUMMARY_HEAD: Final = ("gpu", "name", "quantity", "unit", "mean in training", "max", "time of max")
MAXIMA: Final = frozenset((*TEMPERATURES, "power"))  # those of which the greatest value matters


def row_files(
    picture: Path, view: TelemetryView, measured: Measured, course: Sequence[Attempt]
) -> tuple[Path, ...]:
    """Write `<picture>.csv`, 10 s means and maxima of each GPU, and `<picture> summary.csv`.

    Returns their paths. Raises InputError when another file is in the way.
    """
    over_time = picture.with_suffix(".csv")
    summary = picture.with_name(f"{picture.stem} summary.csv")
    for path, first in ((over_time, HEAD[0]), (summary, SUMMARY_HEAD[0])):
        _refuse_others(path, first)
    write_text(over_time, _text(_over_time(view, measured, course)))
    write_text(summary, _text(_summary(measured.figures)))
    return over_time, summary


def _refuse_others(path: Path, first: str) -> None:
    """Raise InputError when a file is there that does not begin as ours do."""
    if not path.exists():
        return
    if path.is_file():
        with path.open("rb") as file:
            if file.read(len(first) + 1) == f"{first},".encode():
                return
    raise InputError(
        message("monitor.report.taken"),
        where=str(path),
        fix=message("monitor.report.taken-fix"),
    )


def _summary(figures: Iterable[Figures]) -> Iterator[Sequence[object]]:
    yield SUMMARY_HEAD
    for one in figures:
        for column in GPU_COLUMNS:
            if (most := one.greatest.get(column.name)) and column.name != "throttling":
                mean = one.means.get(column.name)
                yield (
                    *(gpu_name(one.gpu), one.gpu.name, column.name, column.unit),
                    *("" if mean is None else f"{mean:.1f}", f"{most.value:g}", _moment(most.time)),
                )


def _over_time(
    view: TelemetryView, measured: Measured, course: Sequence[Attempt]
) -> Iterator[Sequence[object]]:
    columns = [column for column in GPU_COLUMNS if measured.of(column.name)]
    yield (*HEAD, *(title for column in columns for title in _titles(column)))
    moments = _Moments(course, measured.timeline)
    for begin, end in measured.timeline.pieces:
        for start in np.arange(begin // WIDTH * WIDTH, end, AT_ONCE):
            period = view.period(start, min(start + AT_ONCE, end), round(AT_ONCE / WIDTH))
            for gpu in measured.gpus:
                yield from _rows(period, gpu, columns, moments)


def _titles(column: Column) -> Iterator[str]:
    unit = f" [{column.unit}]" if column.unit else ""
    greatest = ("max",) if column.name in MAXIMA else ()
    return (f"{column.name} {what}{unit}" for what in ("mean", *greatest))


class _Moments:
    """The first cells of a row by the time at which it begins: the same for all GPUs."""

    def __init__(self, course: Sequence[Attempt], timeline: Timeline) -> None:
        self._timeline = timeline
        self._paused = within(course, "paused")
        self._phases = within(course, "loading", "training", "evaluation", "checkpoint")
        self._begins = [phase.begin for phase in self._phases]
        self._known: dict[float, tuple[str, float, str]] = {}

    def at(self, begin: float) -> tuple[str, float, str]:
        """When it is, after how many seconds of training, and what the run was doing."""
        if begin not in self._known:
            middle = begin + WIDTH / 2
            elapsed = round(self._timeline.elapsed(middle), 1)
            self._known[begin] = (_moment(begin), elapsed, self._doing(middle))
        return self._known[begin]

    def _doing(self, time: float) -> str:
        if any(pause.begin <= time < pause.end for pause in self._paused):
            return "paused"
        place = bisect_right(self._begins, time) - 1
        phase = self._phases[place] if place >= 0 else None
        return phase.doing if phase and time < phase.end else ""


def _rows(
    period: Period, gpu: SeenGpu, columns: Sequence[Column], moments: _Moments
) -> Iterator[Sequence[object]]:
    """A GPU's rows of a period, those that hold anything."""
    time = period.band(gpu.key, columns[0].name).time if columns else np.empty(0)
    inside = np.flatnonzero((time >= period.begin) & (time < period.end))
    if not len(inside):
        return
    bucket = np.floor(time[inside] / WIDTH)
    first = np.flatnonzero(np.diff(bucket, prepend=-1.0))
    cells: list[list[str]] = []
    for column in columns:
        band = period.band(gpu.key, column.name)
        cells.append(_texts(_means(band.mean[inside], first)))
        if column.name in MAXIMA:
            cells.append(_texts(np.fmax.reduceat(band.high[inside], first)))
    begins = bucket[first] * WIDTH
    for begin, *row in zip(begins.tolist(), *cells, strict=True):
        if any(row):
            yield (*moments.at(begin), gpu_name(gpu), *row)


def _means(values: Array, first: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Array:
    known = np.isfinite(values)
    counts = np.add.reduceat(known.astype(np.float64), first)
    sums = np.add.reduceat(np.where(known, values, 0.0), first)
    with np.errstate(invalid="ignore"):
        return np.asarray(sums / counts)


def _texts(values: Array) -> list[str]:
    return ["" if value != value else f"{value:.1f}" for value in values.tolist()]


def _moment(time: float) -> str:
    return datetime.fromtimestamp(time).astimezone().isoformat(timespec="seconds")


def _text(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
