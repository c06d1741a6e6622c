"""`deeptuner runs`: the runs of an experiment, newest last; or some of them compared."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.output import Output, duration
from deeptuner.errors import RunError
from deeptuner.runs.experiment import open_experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.outcome import Summary, summarise
from deeptuner.words import message, render

HEAD = ("run", "status", "step", "loss", "eval loss", "age")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--compare",
        nargs="+",
        metavar="RUN",
        help="two or more runs side by side: results, and the settings that differ",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    if arguments.compare:
        from deeptuner.cli.comparison import compare

        return compare(arguments.compare, arguments.folder, output)
    experiment = open_experiment(arguments.folder)
    found = [_summary(each, output) for each in experiment.runs()]
    summaries = [summary for summary in found if summary]
    text = table([HEAD, *(_row(summary) for summary in summaries)])
    output.result(
        {"folder": str(experiment.folder), "runs": [each.to_json() for each in summaries]},
        text if summaries else render(message("cli.no-runs")),
    )
    return 0


def _summary(run: RunFolder, output: Output) -> Summary | None:
    """One damaged run does not hide the others."""
    try:
        return summarise(run)
    except RunError as error:
        output.tell(message("cli.bad-run", run=run.name, why=render(error.what)))
        return None


def _row(summary: Summary) -> tuple[str, ...]:
    steps = f"{summary.step}/{summary.max_steps}" if summary.max_steps else str(summary.step or "")
    age = duration(time.time() - summary.created)
    losses = ("" if x is None else f"{x:.4f}" for x in (summary.loss, summary.eval_loss))
    return (summary.run, summary.status, steps, *losses, age)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as text, each column as wide as it needs."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join(lines)
