"""Runs side by side, as text and as JSON: what `deeptuner runs --compare` prints.

Knows how a result is written. What is compared, the monitor knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from deeptuner.cli.commands.runs import table
from deeptuner.cli.output import Output, duration
from deeptuner.errors import InputError
from deeptuner.monitor.comparing import RESULTS, Compared, Kind, differing, read_compared
from deeptuner.runs.experiment import find_run
from deeptuner.settings.catalog import spec_by_path
from deeptuner.settings.text import text_of
from deeptuner.words import Message, message, render

NONE: Final = "–"


def compare(names: Sequence[str], folder: Path | None, output: Output) -> int:
    """Compare the runs of these names. Raises InputError when there are fewer than two of them."""
    found = list(dict.fromkeys(find_run(name, folder) for name in names))
    if len(found) < 2:
        raise InputError(message("monitor.comparing.two"))
    runs = [read_compared(run) for run in found]
    for run in runs:
        if run.problem:
            output.tell(run.problem.what)
    output.result(_json(runs), _text(runs))
    return 0


def _json(runs: Sequence[Compared]) -> dict[str, Any]:
    results = [
        {name: _plain(value) for name, value in run.results.items()} | {"run": run.name}
        for run in runs
    ]
    settings = [
        {
            "path": path,
            "title": spec_by_path()[path].title,
            "values": [run.settings.get(path) for run in runs],
        }
        for path in differing(runs)
    ]
    return {"runs": results, "settings": settings}


def _text(runs: Sequence[Compared]) -> str:
    head = ["", *(run.name for run in runs)]
    results = [
        [render(message(f"monitor.comparing.{name}")), *(_cell(run, name, kind) for run in runs)]
        for name, kind in RESULTS.items()
        if any(name in run.results for run in runs)
    ]
    settings = [[path, *(_setting(run, path) for run in runs)] for path in differing(runs)]
    if not settings:
        same = render(message("monitor.comparing.same"))
        return f"{table([head, *results])}\n\n{same}"
    title = [render(message("monitor.comparing.settings")), *("" for _ in runs)]
    return table([head, *results, ["" for _ in head], title, *settings])


def _cell(run: Compared, name: str, kind: Kind) -> str:
    value = run.results.get(name)
    if value is None:
        return NONE
    if isinstance(value, Message):
        return render(value)
    if isinstance(value, str):
        return value
    match kind:
        case "seconds":
            return duration(value)
        case "loss":
            return f"{value:.4f}"
        case "celsius":
            return f"{value:.0f} °C"
        case _:
            return f"{value:,.0f}"


def _setting(run: Compared, path: str) -> str:
    return text_of(spec_by_path()[path], run.settings[path]) if run.settings else NONE


def _plain(value: float | str | Message) -> Any:
    return value.to_json() if isinstance(value, Message) else value
