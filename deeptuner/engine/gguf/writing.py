"""A GGUF file from start to end: check, make room, write tensor by tensor, read back; whole or
absent.

Knows the order of things and the file's general keys. Does not know architectures, tokenizers, nor
runs.
"""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
from gguf import GGML_QUANT_VERSION, MODEL_ARCH_NAMES, GGUFWriter

from deeptuner.engine.gguf.content import Planned
from deeptuner.engine.gguf.metadata import (
    architecture_of,
    check_config,
    keys_of,
    notes_of,
    read_config,
    rotation,
)
from deeptuner.engine.gguf.plan import EMBEDDING, plan
from deeptuner.engine.gguf.reading import ALIGNMENT, read_gguf
from deeptuner.engine.gguf.types import check_type, file_type
from deeptuner.engine.gguf.vocabulary import Vocabulary, read_vocabulary
from deeptuner.engine.merge.base import check_base, read_base
from deeptuner.engine.merge.parallel import one_thread_each, team
from deeptuner.errors import EngineError, InputError, RunError
from deeptuner.files import Progress, is_part_of, require_place, telling_why, whole_file
from deeptuner.runs.adding import SPARE
from deeptuner.runs.models import describe_model
from deeptuner.words import Message, message
from deeptuner.words.sizes import size_of

_NUMBERS: Final = np.dtype(np.float32)  # anything but packed bytes; each tensor's type is told
PHI3: Final = "phi-3"  # llama.cpp learns from the name that tokens swallow blanks


@dataclass(frozen=True, slots=True)
class GgufReport:
    """What was written. `notes` tell what comes out otherwise in llama.cpp than in training."""

    file: Path
    type: str
    tensors: int
    size_bytes: int
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """All that the file will hold."""

    arch: str
    keys: Mapping[str, Any]
    tensors: Sequence[Planned]
    notes: tuple[Message, ...]

    @property
    def nbytes(self) -> int:
        return sum(one.nbytes for one in self.tensors)


def write_gguf(
    model_dir: Path,
    file: Path,
    kind: str,
    progress: Progress = lambda done, total: None,
    *,
    name: str | None = None,
    overwrite: bool = False,
) -> GgufReport:
    """Write the whole model in `model_dir` as one GGUF file of type `kind` (see `types.WRITTEN`).

    `progress` is called with bytes done and all; `name` is what the file calls the model. Memory
    stays bounded by a block of rows. Raises ModelError where llama.cpp could not run the model, or
    would run it otherwise; InputError for a type that is not written, a file that is there or a
    name that is too long; RunError when there is no room or nothing may be written there. Until
    the end, `file` is as it was.
    """
    kind = check_type(kind)
    require_place(file)
    if file.exists() and not overwrite:
        raise InputError(
            message("engine.gguf.exists"), where=str(file), fix=message("engine.gguf.fix-exists")
        )
    prepared = _prepare(model_dir, kind, name or model_dir.name)
    _require_room(file.parent, prepared.nbytes)
    with telling_why(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    _clear(file)
    with one_thread_each(), whole_file(file) as part, _held(part):
        _write(part, prepared, progress)
        _check(part, prepared)
        size = part.stat().st_size
    return GgufReport(file, kind, len(prepared.tensors), size, prepared.notes)


def _require_room(folder: Path, size: int) -> None:
    """Before there is such a folder, so that an export without room leaves none behind."""
    with telling_why(folder):
        there = next(one for one in (folder, *folder.parents) if one.exists())
        need, free = size + SPARE, shutil.disk_usage(there).free
    if free < need:
        raise RunError(
            message("engine.gguf.no-room", need=size_of(need), free=size_of(free)),
            where=str(there),
            fix=message("common.free-space"),
        )


def _prepare(model_dir: Path, kind: str, name: str) -> _Prepared:
    architecture = architecture_of(model_dir)
    check_base(describe_model(model_dir))
    config = read_config(model_dir)
    check_config(architecture, config, model_dir)
    turning = rotation(architecture, config)
    base = read_base(model_dir)
    tensors = plan(architecture, config, base, turning, kind, model_dir)
    rows = next(one.shape[0] for one in tensors if one.name == EMBEDDING)
    vocabulary = read_vocabulary(model_dir, rows)
    keys = {
        "general.type": "model",
        "general.name": _name(name, vocabulary),
        "general.file_type": file_type(kind),
        "general.quantization_version": GGML_QUANT_VERSION,
        **keys_of(architecture, config, turning, rows),
        **vocabulary.keys,
    }
    notes = (*notes_of(architecture, config), *vocabulary.notes)
    return _Prepared(MODEL_ARCH_NAMES[architecture.arch], keys, tensors, notes)


def _name(name: str, vocabulary: Vocabulary) -> str:
    """Only models whose tokens swallow blanks may be called so that llama.cpp thinks they do."""
    plain = name.replace("phi3", "phi 3").replace("phi-3", "phi 3")
    plain = plain.replace("Phi3", "Phi 3").replace("Phi-3", "Phi 3").replace("PHI", "Phi ")
    return f"{PHI3} {plain}" if vocabulary.strips else plain


def _clear(file: Path) -> None:
    """Take away what a killed export left behind; what another one still writes is held by it."""
    for left in [one for one in file.parent.iterdir() if is_part_of(one, file)]:
        with contextlib.suppress(OSError), _held(left):
            left.unlink()


@contextmanager
def _held(part: Path) -> Iterator[None]:
    """Within this, the file is known to be written. Raises BlockingIOError when it is already."""
    handle = os.open(part, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _write(part: Path, prepared: _Prepared, progress: Progress) -> None:
    _write_head(part, prepared)
    total, done = prepared.nbytes, 0
    with part.open("ab") as file, team() as workers:
        _pad(file)
        for tensor in prepared.tensors:
            start = file.tell()
            for block in workers.in_order(tensor.blocks()):
                file.write(block)
                done += len(block)
                progress(done, total)
            written = file.tell() - start
            assert written == tensor.nbytes, f"{tensor.name}: {written}, not {tensor.nbytes} bytes"
            _pad(file)


def _pad(file: BinaryIO) -> None:
    file.write(bytes(-file.tell() % ALIGNMENT))


def _write_head(part: Path, prepared: _Prepared) -> None:
    writer = GGUFWriter(None, prepared.arch)
    for key, value in prepared.keys.items():
        _add(writer, key, value)
    for tensor in prepared.tensors:
        writer.add_tensor_info(tensor.name, tensor.shape, _NUMBERS, tensor.nbytes, tensor.kind)
    with _closed(writer):
        writer.write_header_to_file(part)
        writer.write_kv_data_to_file()
        writer.write_ti_data_to_file()


@contextmanager
def _closed(writer: GGUFWriter) -> Iterator[None]:
    try:
        yield
    finally:
        writer.close()


def _add(writer: GGUFWriter, key: str, value: Any) -> None:
    match value:
        case bool():
            writer.add_bool(key, value)
        case int():
            writer.add_uint32(key, value)
        case float():
            writer.add_float32(key, value)
        case str():
            writer.add_string(key, value)
        case _:
            writer.add_array(key, value)


def _check(part: Path, prepared: _Prepared) -> None:
    """Read back: every tensor with its shape and type, every key with its value."""
    head = read_gguf(part)
    tensors = {one.name: (one.shape, one.kind) for one in prepared.tensors}
    keys = {"general.architecture": prepared.arch, **prepared.keys}
    same = (
        {name: (held.shape, held.kind) for name, held in head.tensors.items()} == tensors
        and head.keys.keys() == keys.keys()
        and all(_equal(head.keys[key], value) for key, value in keys.items())
    )
    if not same:
        raise EngineError(message("engine.gguf.read-back"), where=str(part))


def _equal(read: Any, meant: Any) -> bool:
    """Numbers with a point are written in 32 bits."""
    if isinstance(meant, float):
        return math.isclose(read, meant, rel_tol=1e-6)
    if isinstance(meant, list | tuple) and meant and isinstance(meant[0], float):
        return len(read) == len(meant) and all(map(_equal, read, meant))
    return bool(read == meant)
