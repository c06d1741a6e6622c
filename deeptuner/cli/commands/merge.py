"""`deeptuner merge RUN`: the run's adapter merged into its model, ready to be used anywhere.

Knows the command's arguments and words. What merging and proving are, the engine knows.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deeptuner.cli.arguments import add_folder, chosen_run
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message, render

if TYPE_CHECKING:
    from deeptuner.engine.merge import MergeTask


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "run", nargs="?", metavar="RUN", help="a run's name, a part of it, its path, or `last`"
    )
    add_folder(parser)
    parser.add_argument(
        "--checkpoint",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="merge the checkpoint of step N, not the best; may be given several times",
    )
    parser.add_argument(
        "--adapter", type=Path, metavar="DIR", help="merge this adapter instead of a run's"
    )
    parser.add_argument(
        "--base", metavar="MODEL", help="the model that --adapter was trained on: folder or name"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to; else merge/<run> in the experiment"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace a merged model that is already there"
    )
    parser.add_argument(
        "--no-proof",
        action="store_true",
        help="do not compare the merged model with the model and its adapter",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    _check(arguments)
    chosen = chosen_run(arguments) if arguments.run else None
    interrupt_when_told()
    from deeptuner.engine.merge import adapter_task, merge_tasks

    if chosen is None:
        given = (arguments.adapter, arguments.base, arguments.output, arguments.folder)
        tasks = [adapter_task(*given)]
    else:
        tasks = merge_tasks(chosen, arguments.checkpoint, arguments.output)
    values = [_merged(task, chosen, arguments, output) for task in tasks]
    done = render(message("cli.merge.done"))
    lines = [done, *(line for value in values for line in _lines(value))]
    named = {"run": chosen.name} if chosen else {}
    more = {"all": values} if len(values) > 1 else {}
    output.result({**values[-1], **more, **named, "message": done}, "\n".join(lines))
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """Raises InputError unless exactly one thing is named, with what goes with it."""
    if bool(arguments.run) == bool(arguments.adapter):
        raise InputError(message("cli.merge.which"))
    if bool(arguments.adapter) != bool(arguments.base):
        raise InputError(message("cli.merge.which" if arguments.adapter else "cli.merge.of-run"))
    if arguments.adapter and arguments.checkpoint:
        raise InputError(message("cli.merge.of-run"))


def _merged(
    task: MergeTask, run: RunFolder | None, arguments: argparse.Namespace, output: Output
) -> dict[str, Any]:
    from deeptuner.engine.merge import merge
    from deeptuner.engine.proof import Proving

    proving = Proving(
        task.model_dir,
        task.adapter_dir,
        task.output,
        run,
        lambda done, total: output.progress(
            _said("engine.proof.proving"), done, total, unit="rows"
        ),
    )
    report = merge(
        task.model_dir,
        task.adapter_dir,
        task.output,
        lambda done, total: output.progress(
            _said("cli.merge.merging"), done // 10**6, total // 10**6
        ),
        overwrite=arguments.overwrite,
        prove=(lambda folder: None) if arguments.no_proof else proving,
    )
    return {**report.to_json(), **proving.finished()}


def _lines(value: dict[str, Any]) -> list[str]:
    return [f"  {value['output']}", *(f"  {line}" for line in value["proof_lines"])]


def _said(key: str) -> str:
    return render(message(key))
