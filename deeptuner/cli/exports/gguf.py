"""`deeptuner export RUN|DIR --to gguf`: a whole model as one GGUF file.

Knows the command's words. How a file is written, the engine knows.
"""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from deeptuner.cli.exports.chosen import chosen_model
from deeptuner.cli.exports.making import making
from deeptuner.cli.output import Output
from deeptuner.words import message, render
from deeptuner.words.sizes import size_of

if TYPE_CHECKING:
    from deeptuner.engine.export_task import ExportTask
    from deeptuner.engine.gguf import GgufReport


def run(arguments: argparse.Namespace, output: Output) -> int:
    from deeptuner.engine.gguf import DEFAULT, WRITTEN

    task = chosen_model(arguments)
    done = _made(task, (arguments.type or DEFAULT).lower(), arguments.overwrite, output)
    value = {
        "to": "gguf",
        "name": task.name,
        "model": str(task.model_dir),
        "file": str(done.file),
        "type": done.type,
        "bytes": done.size_bytes,
        "tensors": done.tensors,
        "read_back": True,
        "types": list(WRITTEN),
        "notes": [note.to_json() for note in done.notes],
    }
    size = size_of(done.size_bytes)
    said = message("cli.export.wrote-gguf", file=str(done.file), size=size, tensors=done.tensors)
    output.result(value, "\n".join([render(said), *map(render, done.notes)]))
    return 0


def _made(task: ExportTask, kind: str, overwrite: bool, output: Output) -> GgufReport:
    """Written by us, or a mixed type by llama.cpp where it is here; read back in any case."""
    from deeptuner.engine.gguf import GgufReport
    from deeptuner.engine.gguf.exporting import export_gguf
    from deeptuner.engine.gguf.reading import read_gguf
    from deeptuner.engine.quants.k_types import MIXED
    from deeptuner.engine.quants.making import make_gguf

    if kind not in MIXED:
        told = partial(making(output), "engine.quants.writing")
        return export_gguf(task, kind, told, overwrite=overwrite)
    made = make_gguf(task, kind, making(output), overwrite=overwrite)
    tensors = len(read_gguf(made.file).tensors)
    return GgufReport(made.file, made.type, tensors, made.size_bytes, made.notes)
