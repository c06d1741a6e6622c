"""`deeptuner runs`: the runs of an experiment, newest last."""

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


def run(arguments: argparse.Namespace, output: Output) -> int:
    experiment = open_experiment(arguments.folder)
    found = [_summary(each, output) for each in experiment.runs()]
    summaries = [summary for summary in found if summary]
    text = _table([_row(summary) for summary in summaries])
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


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[i]) for row in (HEAD, *rows)) for i in range(len(HEAD))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (HEAD, *rows)
    ]
    return "\n".join(lines)
