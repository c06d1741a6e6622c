"""The words above the panels: which run, of which model, when, how long.

Knows the run's settings. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from deeptuner.errors import DeepTunerError
from deeptuner.monitor.report.course import Attempt
from deeptuner.monitor.report.measures import Measured
from deeptuner.monitor.report.timeline import length_words
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.load import load_config
from deeptuner.settings.sections.config import Config
from deeptuner.words import Message, message, render

METHODS = {"lora": "LoRA", "qlora": "QLoRA", "full": "full fine-tuning"}


@dataclass(frozen=True, slots=True)
class Heading:
    """Title, what the report is about, and a note when there is one."""

    title: str
    about: str
    note: str = ""


def settings_of(run: RunFolder) -> Config | None:
    """The run's settings; None when they cannot be read, which a report can do without."""
    try:
        return load_config(run.settings_file)
    except (DeepTunerError, OSError):
        return None


def heading(
    run: RunFolder,
    config: Config | None,
    course: Sequence[Attempt],
    measured: Measured,
    problem: Message | None,
) -> Heading:
    """`problem` says why there is no telemetry of a GPU."""
    begin, end = measured.timeline.pieces[0][0], measured.timeline.pieces[-1][1]
    parts = [
        *_model(config),
        render(message("monitor.report.date", begin=_moment(begin), end=_moment(end))),
        render(message("monitor.report.trained", length=length_words(measured.timeline.seconds))),
    ]
    if len(course) > 1:
        parts.append(render(message("monitor.report.attempts", count=len(course) - 1)))
    title = render(message("monitor.report.title", run=run.name))
    return Heading(title, "   ·   ".join(parts), _note(measured, problem))


def _model(config: Config | None) -> list[str]:
    if config is None or not config.model.path:
        return []
    method = METHODS.get(config.method.kind, config.method.kind)
    return [PurePath(config.model.path).name, method]


def _note(measured: Measured, problem: Message | None) -> str:
    if measured.gpus:
        return ""
    if problem is None:
        return render(message("monitor.report.no-gpu"))
    return render(message("monitor.report.why-no-gpu", why=render(problem)))


def _moment(time: float) -> str:
    return datetime.fromtimestamp(time).astimezone().strftime("%Y-%m-%d %H:%M")
