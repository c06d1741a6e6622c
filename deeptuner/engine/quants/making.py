"""The GGUF file of a model in any type that can be made here: the one that is there, or a new one.

Knows who makes a type, and that mixed types are made of a file in 16 or 32 bits. Does not know how
either is done (`engine/gguf/`, `llama_quantize.py`), nor Ollama.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deeptuner.engine.export_record import is_noted, mark_of, note_file
from deeptuner.engine.export_task import ExportTask
from deeptuner.engine.gguf import TYPES, WRITTEN, write_gguf
from deeptuner.engine.gguf.exporting import export_gguf, gguf_file
from deeptuner.engine.quants import llama_quantize
from deeptuner.engine.quants.sizes import Sizes
from deeptuner.errors import InputError
from deeptuner.files import PART, Progress, require_name, telling_why
from deeptuner.runs.adding import require_room
from deeptuner.runs.models import describe_model
from deeptuner.words import Message, message

Phases = Callable[[str, int, int], None]  # (engine.quants.writing or .quantising, done, total)
_STORED: Final = {"float16": "f16", "bfloat16": "bf16"}  # anything else is kept in f32


@dataclass(frozen=True, slots=True)
class Made:
    """A model's GGUF file. `reused`: it was there already."""

    file: Path
    type: str
    size_bytes: int
    reused: bool
    notes: tuple[Message, ...] = ()


def known_type(name: str) -> str:
    """`name` in lower case. Raises InputError for a type that nobody makes."""
    kinds = [one.name for one in TYPES]
    if name.lower() not in kinds:
        raise InputError(
            message("engine.quants.unknown", type=name, types=", ".join(kinds)), where="--type"
        )
    return name.lower()


def plain_type(model_dir: Path) -> str:
    """The type that holds the model's weights just as they are."""
    return _STORED.get(describe_model(model_dir).dtype or "", "f32")


def make_gguf(task: ExportTask, kind: str, progress: Phases, *, overwrite: bool = False) -> Made:
    """The model in the type `kind`, in `task.output`; made unless it is there.

    `progress` counts bytes written, then tensors quantised. Raises InputError where nobody here
    makes the type, or another file lies in the place; else as `write_gguf` and `quantise` do.
    """
    file, mark = gguf_file(task, kind), mark_of(task.model_dir)
    require_name(file)
    if is_noted(file, kind, mark):
        return Made(file, kind, file.stat().st_size, reused=True)
    if kind in WRITTEN:
        report = export_gguf(task, kind, _writing(progress), overwrite=overwrite)
        return Made(report.file, kind, report.size_bytes, reused=False, notes=report.notes)
    program = require_program(kind)
    if file.exists() and not overwrite:
        raise InputError(
            message("engine.gguf.exists"), where=str(file), fix=message("engine.gguf.fix-exists")
        )
    notes = _quantise(program, task, file, kind, progress)
    note_file(file, kind, mark)
    return Made(file, kind, file.stat().st_size, reused=False, notes=notes)


def require_program(kind: str) -> Path:
    """llama-quantize, to make the type `kind`. Raises InputError where it is not here."""
    program = llama_quantize.find(os.environ)
    if program is None:
        raise InputError(
            message("engine.quants.needs-llama", type=kind),
            where="--type",
            fix=message("engine.quants.get-llama", variable=llama_quantize.VARIABLE),
        )
    return program


def _quantise(
    program: Path, task: ExportTask, file: Path, kind: str, progress: Phases
) -> tuple[Message, ...]:
    """From the file with the weights as they are: the one that is there, or one for the purpose."""
    plain, sizes = plain_type(task.model_dir), Sizes(task.model_dir)
    with telling_why(task.output):
        task.output.mkdir(parents=True, exist_ok=True)
    require_room(task.output, sizes.bytes_of(plain) + sizes.bytes_of(kind))
    with tempfile.TemporaryDirectory(prefix=PART, dir=task.output) as folder:
        source = gguf_file(task, plain)
        notes: tuple[Message, ...] = ()
        if not is_noted(source, plain, mark_of(task.model_dir)):
            source = Path(folder) / source.name
            notes = write_gguf(
                task.model_dir, source, plain, _writing(progress), name=task.name
            ).notes
        llama_quantize.quantise(
            program,
            source,
            file,
            kind,
            lambda done, total: progress("engine.quants.quantising", done, total),
        )
    return notes


def _writing(progress: Phases) -> Progress:
    return lambda done, total: progress("engine.quants.writing", done, total)
