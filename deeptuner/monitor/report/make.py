"""Making the report: read, draw, write.

Knows the order of the work and where the files go. What is drawn, and how, its neighbours know.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg

from deeptuner.errors import InputError, RunError
from deeptuner.files import write_bytes
from deeptuner.home import expanded
from deeptuner.monitor.report import style
from deeptuner.monitor.report.contents import contents, sensor_word
from deeptuner.monitor.report.course import Attempt, read_course
from deeptuner.monitor.report.fonts import lettering
from deeptuner.monitor.report.heading import heading, settings_of
from deeptuner.monitor.report.limits import gpu_name
from deeptuner.monitor.report.measures import Figures, Measured, measure
from deeptuner.monitor.report.page import draw_page
from deeptuner.monitor.report.rows import row_files
from deeptuner.monitor.report.timeline import clock_words
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.folder import RunFolder
from deeptuner.words import Message, message, render

NAME: Final = "GPU Report.png"
SIGNATURE: Final = b"DeepTuner GPU report"  # in the picture's own words about itself
HEAD: Final = 4096  # bytes in which it is looked for
STEPS: Final = 3

Telling = Callable[[str, int, int], None]  # what is done, done, of


@dataclass(frozen=True, slots=True)
class Report:
    """What was written, and the figures of the table."""

    picture: Path
    rows: tuple[Path, ...]
    seconds: float
    figures: tuple[Figures, ...]
    hottest: tuple[Message, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "picture": str(self.picture),
            "rows": [str(path) for path in self.rows],
            "seconds": round(self.seconds, 1),
            "gpus": [_figures_json(one) for one in self.figures],
        }


def make_report(
    run: RunFolder,
    output: Path | None = None,
    *,
    csv: bool = False,
    telling: Telling = lambda *_: None,
) -> Report:
    """Write the report of a run as `GPU Report.png` into its folder, or to `output`.

    With `csv`, two tables beside it: the figures, and everything over time. Raises RunError when
    nothing was recorded, InputError when something else is in the report's place.
    """
    picture = _place(run, output)
    telling(render(message("monitor.report.reading")), 0, STEPS)
    course = read_course(run)
    view = TelemetryView(run)
    view.refresh()
    if view.span is None:
        raise nothing_to_report(run, view.problem)
    measured = measure(view, course)
    telling(render(message("monitor.report.drawing")), 1, STEPS)
    content = _draw(run, course, measured, view.problem)
    telling(render(message("monitor.report.writing")), 2, STEPS)
    write_bytes(picture, content)
    rows = row_files(picture, view, measured, course) if csv else ()
    telling(render(message("monitor.report.writing")), STEPS, STEPS)
    hottest = tuple(_hottest(one, measured) for one in measured.figures)
    return Report(picture, rows, measured.timeline.seconds, measured.figures, hottest)


def nothing_to_report(run: RunFolder, problem: Message | None) -> RunError:
    """The error of a run without any telemetry: why, when that is known, and what to do."""
    return RunError(
        problem or message("monitor.report.none", run=run.name),
        where=str(run.path),
        fix=message("monitor.report.none-fix"),
    )


def _draw(
    run: RunFolder, course: tuple[Attempt, ...], measured: Measured, problem: Message | None
) -> bytes:
    # It tells of every weight that a fallback font lacks.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    config = settings_of(run)
    panels = contents(measured, config)
    if not panels:
        raise nothing_to_report(run, problem)
    words = heading(run, config, course, measured, problem)
    names = [gpu.name for gpu in measured.gpus]
    letters = lettering([words.title, words.about, words.note, *names])
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever style the person gave matplotlib
        mpl.rcParams.update(style.rc(letters.families))
        figure = draw_page(words, panels, measured, course, letters)
        picture = io.BytesIO()
        FigureCanvasAgg(figure)
        figure.savefig(
            picture,
            format="png",
            metadata={"Software": SIGNATURE.decode()},
            pil_kwargs={"compress_level": 4},
        )
    return picture.getvalue()


def _place(run: RunFolder, output: Path | None) -> Path:
    """Where the picture goes; nothing but an older report is ever replaced."""
    if output is None:
        picture = run.path / NAME
    else:
        picture = expanded(output).absolute()
        if picture.suffix.lower() != ".png":
            raise _refusal("not-png", picture)
        if not picture.parent.is_dir():
            raise _refusal("no-folder", picture)
    if picture.exists() and not is_report(picture):
        raise _refusal("taken", picture)
    return picture


def is_report(path: Path) -> bool:
    """Whether a file is a report that this program made."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return SIGNATURE in file.read(HEAD)


def _refusal(name: str, path: Path) -> InputError:
    fix = message(f"monitor.report.{name}-fix")
    return InputError(message(f"monitor.report.{name}"), where=str(path), fix=fix)


def _hottest(one: Figures, measured: Measured) -> Message:
    name = f"{gpu_name(one.gpu)} {one.gpu.name}"
    if one.hottest is None:
        return message("monitor.report.no-sensor", gpu=name)
    column, greatest = one.hottest
    return message(
        "monitor.report.sensor",
        gpu=name,
        value=f"{greatest.value:.0f}",
        sensor=sensor_word(column),
        time=clock_words(measured.timeline.elapsed(greatest.time)),
    )


def _figures_json(one: Figures) -> Mapping[str, Any]:
    heat, power = one.slowed
    return {
        "gpu": gpu_name(one.gpu),
        "key": one.gpu.key,
        "name": one.gpu.name,
        "max": {name: each.value for name, each in one.greatest.items()},
        "max_time": {name: each.time for name, each in one.greatest.items()},
        "mean": {name: round(value, 2) for name, value in one.means.items()},
        "throttled_by_heat": round(heat, 4),
        "throttled_by_power": round(power, 4),
    }
