"""`deeptuner export RUN|DIR --types`: the types that the model can be exported in, and their cost.

Knows the command's words. Sizes and losses, the engine knows.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from deeptuner.cli.exports.chosen import chosen_model
from deeptuner.cli.output import Output
from deeptuner.errors import InputError, RunError
from deeptuner.words import message, render
from deeptuner.words.sizes import size_of

if TYPE_CHECKING:
    from deeptuner.engine.export_task import ExportTask
    from deeptuner.engine.quants.measured import Losses
    from deeptuner.engine.quants.offered import Offered

KNOCK_SECONDS: Final = 2.0  # to wait for an Ollama that may not be there


def run(arguments: argparse.Namespace, output: Output) -> int:
    from deeptuner.engine.gguf import DEFAULT
    from deeptuner.engine.quants.measured import kept_losses
    from deeptuner.engine.quants.offered import offered

    task = chosen_model(arguments)
    ollama = _ollama()
    losses = _measure(task, output) if arguments.measure else None
    losses = losses or kept_losses(task.output, task.model_dir)
    types = offered(task.model_dir, os.environ, ollama=ollama["version"] is not None, losses=losses)
    value = {
        "model": str(task.model_dir),
        "types": [one.to_json() for one in types],
        "default": DEFAULT,
        "ollama": ollama,
        "measured": _measured(losses),
    }
    output.result(value, "\n".join([*map(_line, types), *_told(losses)]))
    return 0


def _ollama() -> dict[str, Any]:
    """Which Ollama answers here, and where it was looked for."""
    from deeptuner.engine.ollama.names import address
    from deeptuner.engine.ollama.rest import Ollama

    try:
        where = address(os.environ)
    except InputError:
        return {"version": None, "address": os.environ.get("OLLAMA_HOST")}
    try:
        return {"version": Ollama(where, KNOCK_SECONDS).require(), "address": str(where)}
    except RunError:
        return {"version": None, "address": str(where)}


def _measure(task: ExportTask, output: Output) -> Losses:
    from deeptuner.engine.gguf import WRITTEN
    from deeptuner.engine.proof.rows import held_out, sample_rows
    from deeptuner.engine.quants.losses import ROWS, TOKENS, measure
    from deeptuner.engine.quants.measured import keep_losses
    from deeptuner.engine.quants.sizes import Sizes

    Sizes(task.model_dir)  # a model that no file can hold has no types to measure
    rows = (
        held_out(task.run, task.model_dir, ROWS, TOKENS)
        if task.run
        else sample_rows(task.model_dir)
    )
    said = render(message("cli.export.measuring"))
    losses = measure(
        task.model_dir, rows, WRITTEN, lambda done, total: output.progress(said, done, total)
    )
    keep_losses(task.output, task.model_dir, losses)
    return losses


def _measured(losses: Losses | None) -> dict[str, Any] | None:
    if losses is None:
        return None
    return {name: value for name, value in asdict(losses).items() if name != "by_type"}


def _line(one: Offered) -> str:
    size = size_of(one.bytes) if one.bytes is not None else "–"
    loss = f"{one.loss:.4f}" if one.loss is not None else "–"
    why = render(one.why) if one.why else ""
    return f"{one.name:8}{size:>14}{loss:>10}  {one.by:10} {why}".rstrip()


def _told(losses: Losses | None) -> list[str]:
    if losses is None:
        return []
    more = {"rows": losses.rows, "tokens": losses.tokens, "stored": f"{losses.stored:.4f}"}
    return [render(message(f"cli.export.measured-{losses.source}", **more))]
