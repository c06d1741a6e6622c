"""A merge from start to end: check, make room, write tensor by tensor, whole or absent.

Knows the order of things. Does not know formulas (`formula.py`), nor which run is merged.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from torch import Tensor, uint8

from deeptuner.engine.merge.adapter import read_adapter
from deeptuner.engine.merge.base import check_base, read_base
from deeptuner.engine.merge.companions import write_companions
from deeptuner.engine.merge.formula import NotFiniteError, changed
from deeptuner.engine.merge.matching import Matched, Output, match
from deeptuner.engine.merge.parallel import one_thread_each
from deeptuner.engine.merge.writer import Written, write_weights
from deeptuner.errors import InputError, ModelError, RunError
from deeptuner.files import PART, Progress, telling_why, whole_folder
from deeptuner.runs.models import ModelInfo, describe_model
from deeptuner.runs.weights import read_weights
from deeptuner.words import message

RANDOM: Final = 8  # characters that make the name of an unfinished folder its own
SPARE: Final = 64_000_000  # bytes for config and tokenizer, and a little air


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What was made. `changed` counts tensors that differ from the base's."""

    output: Path
    tensors: int
    changed: int
    size_bytes: int
    untied: bool

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "output": str(self.output)}


def merge(
    model_dir: Path,
    adapter_dir: Path,
    output: Path,
    progress: Progress = lambda done, total: None,
    *,
    overwrite: bool = False,
    prove: Callable[[Path], None] = lambda folder: None,
) -> MergeReport:
    """Write the model in `model_dir` with the adapter in `adapter_dir` merged into it to `output`.

    `progress` is called with bytes done and all. Memory stays bounded by a block of rows, whatever
    the model's size. Raises ModelError when model and adapter do not go together, InputError when
    `output` exists and is not to be replaced, RunError when there is no room or another merge
    writes to the same place. Until the end, `output` is as it was. `prove` is called with the
    finished folder before it becomes `output`, and may raise to keep it from that.
    """
    info = describe_model(model_dir).require()
    check_base(info)
    if output.exists() and not overwrite:
        raise InputError(
            message("engine.merge.exists"),
            where=str(output),
            fix=message("engine.merge.fix-exists"),
        )
    matched = _match(model_dir, adapter_dir, info)
    with telling_why(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    with _alone(output):
        _check_room(output, matched)
        with one_thread_each(), whole_folder(output, replace=overwrite) as folder:
            _write(folder, matched, progress)
            dtype = _main_dtype(matched)
            write_companions(model_dir, adapter_dir, folder, untied=matched.untied, dtype=dtype)
            prove(folder)
            size = sum(header.size for header in read_weights(folder).files)
    count = sum(1 for one in matched.outputs if one.change)
    return MergeReport(output, len(matched.outputs), count, size, matched.untied)


def _match(model_dir: Path, adapter_dir: Path, info: ModelInfo) -> Matched:
    adapter = read_adapter(adapter_dir)
    return match(read_base(model_dir), adapter, _ties(info), model_dir)


def _ties(info: ModelInfo) -> Mapping[str, str]:
    """Tensors that the architecture may share: its head's name to its embedding's."""
    import transformers

    architecture = getattr(transformers, info.architecture or "", None)
    found = getattr(architecture, "_tied_weights_keys", None)
    return found if isinstance(found, dict) else {}


def _write(folder: Path, matched: Matched, progress: Progress) -> None:
    total = sum(one.base.info.nbytes for one in matched.outputs)
    done = 0

    def wrote(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    write_weights(folder, (_written(one) for one in matched.outputs), wrote)


def _written(output: Output) -> Written:
    info = output.base.info
    return Written(output.name, info.dtype, info.shape, info.nbytes, lambda: _content(output))


def _content(output: Output) -> Iterable[bytearray | memoryview]:
    if output.change is None:
        return output.base.content()
    return _changed_content(output)


def _changed_content(output: Output) -> Iterator[memoryview]:
    assert output.change is not None
    try:
        for block in changed(output.base, output.change):
            yield _bytes(block)
    except NotFiniteError:
        raise ModelError(
            message("engine.merge.overflow", name=output.name),
            where=str(output.base.file),
            fix=message("engine.merge.fix-overflow"),
        ) from None


def _bytes(block: Tensor) -> memoryview:
    return block.contiguous().view(-1).view(uint8).numpy().data


def _main_dtype(matched: Matched) -> str:
    size_of: Counter[str] = Counter()
    for one in matched.outputs:
        size_of[one.base.info.dtype] += one.base.info.nbytes
    return size_of.most_common(1)[0][0]


def _check_room(output: Path, matched: Matched) -> None:
    need = sum(one.base.info.nbytes for one in matched.outputs) + SPARE
    free = shutil.disk_usage(output.parent).free
    if free < need:
        raise RunError(
            message("engine.merge.no-room", need=_gigabytes(need), free=_gigabytes(free)),
            where=str(output.parent),
            fix=message("common.free-space"),
        )


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f}"


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """One merge at a time into a folder; what a killed one left behind is cleared away."""
    handle = os.open(output.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(message("engine.merge.busy"), where=str(output.parent)) from None
        for left in output.parent.iterdir():
            if left.name.startswith(PART) and left.name[len(PART) + RANDOM :] == output.name:
                shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(handle)
