"""`deeptuner report RUN`: how warm and how busy each GPU was, as a picture and as tables; or the
whole run as a page.

Knows the command's arguments and words. What is measured, drawn and told, the monitor knows.
"""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from deeptuner.cli.arguments import add_run, chosen_run
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.files import require_place
from deeptuner.home import expanded
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_run(parser)
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where it goes; else `GPU Report.png` or `Run Report.html` in the run's folder",
    )
    parser.add_argument(
        "--html",
        action="store_true",
        help="a page about the whole run instead: curves, diagnosis, answers, GPUs, settings",
    )
    parser.add_argument(
        "--language",
        default="en",
        metavar="L",
        help="of the page: en (as it is without this) or zh_TW",
    )
    parser.add_argument(
        "--csv",
        action="store_true",
        help="write tables too: means and maxima of every 10 seconds, and of the whole run",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    chosen = chosen_run(arguments)
    interrupt_when_told()
    if arguments.output is not None:
        require_place(expanded(arguments.output))  # before everything is read
    if arguments.html:
        return _page(chosen, arguments, output)
    from deeptuner.monitor.report.make import make_report

    report = make_report(chosen, arguments.output, csv=arguments.csv, telling=output.progress)
    done = render(message("monitor.report.done"))
    value = {**report.to_json(), "run": chosen.name, "message": done}
    lines = [*map(render, report.hottest), done]
    lines += [f"  {path}" for path in (report.picture, *report.rows)]
    lines.append(render(message("cli.report.html", run=shlex.quote(str(arguments.run)))))
    output.result(value, "\n".join(lines))
    return 0


def _page(run: RunFolder, arguments: argparse.Namespace, output: Output) -> int:
    if arguments.csv:
        raise InputError(message("cli.report.csv-html"))
    from deeptuner.monitor.run_report.make import make_page

    page = make_page(run, arguments.output, speak=arguments.language, telling=output.progress)
    done = render(message("monitor.page.done"))
    output.result({"page": str(page), "run": run.name, "message": done}, f"{done}\n  {page}")
    return 0
