"""`deeptuner report RUN`: how warm and how busy each GPU was, as a picture and as tables.

Knows the command's arguments and words. What is measured and drawn, the monitor knows.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from deeptuner.cli.arguments import add_run, chosen_run
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.words import message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_run(parser)
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where the picture goes; else `GPU Report.png` in the run's folder",
    )
    parser.add_argument(
        "--csv",
        action="store_true",
        help="write tables too: means and maxima of every 10 seconds, and of the whole run",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    chosen = chosen_run(arguments)
    interrupt_when_told()
    from deeptuner.monitor.report.make import make_report

    report = make_report(chosen, arguments.output, csv=arguments.csv, telling=output.progress)
    done = render(message("monitor.report.done"))
    value = {**report.to_json(), "run": chosen.name, "message": done}
    lines = [*map(render, report.hottest), done]
    lines += [f"  {path}" for path in (report.picture, *report.rows)]
    output.result(value, "\n".join(lines))
    return 0
