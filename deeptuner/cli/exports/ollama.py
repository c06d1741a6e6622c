"""`deeptuner export RUN|DIR --to ollama`: a Modelfile with its proof, and the model in Ollama.

Knows the command's words. What an export is, the engine knows.
"""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from deeptuner.cli.exports.chosen import chosen_model
from deeptuner.cli.exports.making import making, megabytes
from deeptuner.cli.output import Output
from deeptuner.errors import RunError
from deeptuner.words import message, render
from deeptuner.words.sizes import size_of

if TYPE_CHECKING:
    from deeptuner.engine.export_task import ExportTask
    from deeptuner.engine.ollama.exporting import Export
    from deeptuner.engine.ollama.live import Live
    from deeptuner.engine.ollama.rest import Ollama


def run(arguments: argparse.Namespace, output: Output) -> int:
    from deeptuner.engine.ollama.exporting import export
    from deeptuner.engine.ollama.source import choose

    task = chosen_model(arguments)
    if arguments.delete:
        return _delete(task, arguments, output)
    source = choose(task, arguments.start, arguments.type)
    if arguments.create:
        _check_before(task, overwrite=arguments.overwrite)
    done = export(task, source, making(output), overwrite=arguments.overwrite)
    value: dict[str, Any] = {**done.to_json(), "created": arguments.create}
    live = None
    if arguments.create:
        ollama = _ollama_for(done, output)
        _create(done, ollama, output, overwrite=arguments.overwrite)
        live = _try(done, ollama, output)
        value["live"] = live.to_json() if live else None
    output.result(value, "\n".join(_lines(done, arguments.create, live)))
    return 0


def _delete(task: ExportTask, arguments: argparse.Namespace, output: Output) -> int:
    from deeptuner.engine.ollama.exporting import delete_created

    name = delete_created(task, _ollama(), arguments.name)
    value = {"to": "ollama", "name": name, "deleted": True}
    output.result(value, render(message("cli.export.deleted", name=name)))
    return 0


def _ollama() -> Ollama:
    """The Ollama of this machine."""
    from deeptuner.engine.ollama.names import address
    from deeptuner.engine.ollama.rest import Ollama

    return Ollama(address(os.environ))


def _check_before(task: ExportTask, *, overwrite: bool) -> None:
    """Writing the file may take many minutes: what Ollama would refuse then, it is asked first.
    Where none answers, the files are written for when there is one."""
    from deeptuner.engine.ollama.exporting import check_name_free

    if overwrite:
        return
    ollama = _ollama()
    try:
        ollama.require()
    except RunError:
        return
    check_name_free(ollama, task.name)


def _ollama_for(done: Export, output: Output) -> Ollama:
    """Ollama as it is by now; where there is none, what to type by hand is told."""
    ollama = _ollama()
    try:
        ollama.require()  # nothing is sent to what does not answer
    except RunError:
        first, second = done.commands
        output.tell(message("cli.export.by-hand", first=first, second=second))
        raise
    return ollama


def _create(done: Export, ollama: Ollama, output: Output, *, overwrite: bool) -> None:
    from deeptuner.engine.ollama.exporting import check_name_free, create

    if not overwrite:
        check_name_free(ollama, done.task.name)
    told = partial(output.progress, render(message("cli.export.sending")))
    statuses = create(done, ollama, lambda sent, total: told(megabytes(sent), megabytes(total)))
    for status in statuses:
        if status.total is not None:
            output.progress(status.text, status.done or 0, status.total)
        else:
            output.event({"status": status.text}, message("cli.export.status", text=status.text))


def _try(done: Export, ollama: Ollama, output: Output) -> Live | None:
    """An extra check, which fails nothing: the model is there."""
    from deeptuner.engine.ollama.exporting import try_live

    told = partial(output.progress, render(message("cli.export.trying")))
    try:
        return try_live(done.task, ollama, told)
    except RunError as error:
        output.tell(message("cli.export.not-tried", why=render(error.what)))
        return None


def _lines(done: Export, created: bool, live: Live | None) -> list[str]:
    from deeptuner.engine.ollama.derive import Derived

    found = done.conversation
    lines = [render(message("cli.export.written", file=str(done.modelfile)))]
    if done.made:
        how = "reused" if done.made.reused else "made"
        size = size_of(done.made.size_bytes)
        lines.append(render(message(f"cli.export.file-{how}", file=str(done.made.file), size=size)))
    if isinstance(found, Derived):
        same = sum(one.same for one in found.checks)
        lines.append(render(message("cli.export.proven", same=same, count=len(found.checks))))
    else:
        lines.append(render(message("cli.export.no-template", why=render(found.why))))
    lines += [render(note) for note in done.notes]
    if not created:
        lines.append(render(message("cli.export.type")))
        return [*lines, *(f"  {command}" for command in done.commands)]
    lines += _live_lines(live)
    lines.append(render(message("cli.export.created", name=done.task.name)))
    return [*lines, f"  {done.commands[1]}"]


def _live_lines(live: Live | None) -> list[str]:
    if live is None:
        return []
    if not live.different:
        return [render(message("cli.export.live-same", count=live.count))]
    return [render(message("cli.export.live-differs", cases=", ".join(live.different)))]
