"""`deeptuner export RUN|DIR --to ollama`: a Modelfile with its proof, and the model in Ollama.

Knows the command's arguments and words. What an export is, the engine knows.
"""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from deeptuner.cli.arguments import add_folder, chosen_run
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import RunError
from deeptuner.words import message, render

if TYPE_CHECKING:
    from deeptuner.engine.ollama.exporting import Export, ExportTask


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN|DIR", help="a run, or the folder of a whole model")
    add_folder(parser)
    parser.add_argument("--to", choices=("ollama",), required=True, help="for which program")
    parser.add_argument("--name", metavar="NAME", help="what the model is called there")
    parser.add_argument(
        "--create", action="store_true", help="create the model in the Ollama of this machine"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to; else export/<run> in the experiment"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace a Modelfile that is already there"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    interrupt_when_told()
    from deeptuner.engine.ollama.exporting import export

    done = export(_task(arguments), overwrite=arguments.overwrite)
    if arguments.create:
        _create(done, output)
    output.result({**done.to_json(), "created": arguments.create}, _text(done, arguments.create))
    return 0


def _task(arguments: argparse.Namespace) -> ExportTask:
    from deeptuner.engine.ollama.exporting import task_of_folder, task_of_run

    folder = Path(arguments.run)
    if (folder / "config.json").is_file():
        return task_of_folder(folder, arguments.output, arguments.name)
    return task_of_run(chosen_run(arguments), arguments.output, arguments.name)


def _create(done: Export, output: Output) -> None:
    from deeptuner.engine.ollama.exporting import create
    from deeptuner.engine.ollama.names import address
    from deeptuner.engine.ollama.rest import Ollama

    ollama = Ollama(address(os.environ))
    try:
        ollama.version()  # nothing is sent to what does not answer
    except RunError:
        first, second = done.commands
        output.tell(message("cli.export.by-hand", first=first, second=second))
        raise
    sending = render(message("cli.export.sending"))
    told = partial(output.progress, sending)
    statuses = create(done, ollama, lambda sent, total: told(sent // 10**6, total // 10**6))
    for status in statuses:
        if status.total is not None:
            output.progress(status.text, status.done or 0, status.total)
        else:
            output.event({"status": status.text}, message("cli.export.status", text=status.text))


def _text(done: Export, created: bool) -> str:
    from deeptuner.engine.ollama.derive import Derived

    found = done.conversation
    lines = [render(message("cli.export.written", file=str(done.modelfile)))]
    if isinstance(found, Derived):
        same = sum(one.same for one in found.checks)
        lines.append(render(message("cli.export.proven", same=same, count=len(found.checks))))
        lines += [render(note) for note in found.notes]
    else:
        lines.append(render(message("cli.export.no-template", why=render(found.why))))
    if created:
        lines.append(render(message("cli.export.created", name=done.task.name)))
        return "\n".join([*lines, f"  {done.commands[1]}"])
    lines.append(render(message("cli.export.type")))
    return "\n".join([*lines, *(f"  {command}" for command in done.commands)])
