"""`deeptuner merge RUN`: the run's adapter merged into its model, ready to be used anywhere.

Knows the command's arguments and words. What merging is, the engine knows.
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
        "--checkpoint", type=int, metavar="N", help="merge the checkpoint of step N, not the best"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to; else merge/<run> in the experiment"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace a merged model that is already there"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    chosen = chosen_run(arguments)
    interrupt_when_told()
    from deeptuner.engine.merge import merge, merge_task

    task = merge_task(chosen, arguments.checkpoint, arguments.output)
    merging = render(message("cli.merge.merging"))
    report = merge(
        task.model_dir,
        task.adapter_dir,
        task.output,
        lambda done, total: output.progress(merging, done // 10**6, total // 10**6),
        overwrite=arguments.overwrite,
    )
    done = render(message("cli.merge.done"))
    value = {**report.to_json(), "run": chosen.name, "message": done}
    output.result(value, f"{done}\n  {report.output}")
    return 0
