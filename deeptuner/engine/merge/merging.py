"""A merge from start to end: check, make room, write tensor by tensor, whole or absent.

Knows the order of things. Does not know formulas (`formula.py`), nor which run is merged.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor

from deeptuner.engine.merge.adapter import ModuleUpdate, read_adapter
from deeptuner.engine.merge.base import check_base, read_base
from deeptuner.engine.merge.beyond import BeyondError
from deeptuner.engine.merge.companions import Weights, write_companions
from deeptuner.engine.merge.formula import CPU, Block, Change, NotFiniteError, changed
from deeptuner.engine.merge.four_bit import FourBit, rounded
from deeptuner.engine.merge.handing import check_memory, merged_by_peft
from deeptuner.engine.merge.matching import Matched, Output, match
from deeptuner.engine.merge.names import Names
from deeptuner.engine.merge.outline import outlines
from deeptuner.engine.merge.parallel import one_thread_each
from deeptuner.engine.merge.peak import forget_peak, peak_memory
from deeptuner.engine.merge.place import alone, check_place, check_room
from deeptuner.engine.merge.room import Room
from deeptuner.engine.merge.rows import DTYPES, as_bytes, differing
from deeptuner.engine.merge.tokens import new_tokens
from deeptuner.engine.merge.writer import Written, write_weights
from deeptuner.errors import ModelError
from deeptuner.files import Progress, telling_why, whole_folder
from deeptuner.runs.merge_mark import MergeMark, write_mark
from deeptuner.runs.models import ModelInfo, describe_model
from deeptuner.runs.weights import INDEX, read_weights
from deeptuner.words import Message, message


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What was made. `changed` counts tensors that differ from the base's.

    `by`: who merged, `deeptuner` tensor by tensor, or `peft` for the reason `why`. `seconds` are
    those of the merge without its proof; `peak_memory` is that of the process that merged, in
    bytes, None where the system does not tell. `vocabulary` is how many tokens the model has a row
    for where that is not as in the base, and `new_tokens` how many its tokenizer has from the
    adapter's.
    """

    output: Path
    tensors: int
    changed: int
    size_bytes: int
    untied: bool
    by: Literal["deeptuner", "peft"]
    seconds: float
    peak_memory: int | None
    onto: Literal["original", "nf4"]
    why: Message | None = None
    vocabulary: int | None = None
    new_tokens: int = 0

    def to_json(self) -> dict[str, Any]:
        why = self.why.to_json() if self.why else None
        return {**asdict(self), "output": str(self.output), "why": why}


@dataclass(frozen=True, slots=True)
class _Made:
    """What a merge has written to its folder."""

    by: Literal["deeptuner", "peft"]
    tensors: int
    changed: int
    untied: bool
    peak_memory: int | None
    vocabulary: int | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with the output's folder, the bytes of weights that takes, and why it is
    PEFT who does it."""

    work: Callable[[Path], _Made]
    need: int
    why: Message | None = None


def merge(
    model_dir: Path,
    adapter_dir: Path,
    output: Path,
    progress: Progress = lambda done, total: None,
    *,
    onto: FourBit | None = None,
    device: torch.device = CPU,
    overwrite: bool = False,
    prove: Callable[[Path], None] = lambda folder: None,
    mark: MergeMark | None = None,
) -> MergeReport:
    """Write the model in `model_dir` with the adapter in `adapter_dir` merged into it to `output`.

    With `onto`, the base's weights are first rounded to 4 bits as a QLoRA run did. `device` is
    where products are computed. `progress` is called with bytes done and all. Memory stays bounded
    by a block of rows, whatever the model's size; with `onto`, also by half a byte for each number
    of one tensor. What cannot be done so exactly is PEFT's to merge, with the model in memory, or
    refused. Until the end, `output` is as it was. `prove` is called with the finished folder before
    it becomes `output`, and may raise to keep it from that. `mark` is what the folder says of
    itself, the adapter's name if not given.

    Raises ModelError when model and adapter do not go together, InputError when `output` exists and
    is not to be replaced, or is no model that may be, RunError when there is no room or memory, or
    another merge writes to the same place.
    """
    info = describe_model(model_dir).require()
    check_base(info)
    output = output.resolve()
    check_place(output, (model_dir, adapter_dir), overwrite)
    begin = time.perf_counter()
    plan = _planned(model_dir, adapter_dir, info, onto, device, progress)
    with telling_why(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    with alone(output, plan.need):
        check_room(output, plan.need)
        with whole_folder(output, replace=overwrite) as folder:
            made = plan.work(folder)
            new = len(new_tokens(model_dir, adapter_dir, made.vocabulary or info.vocab_size))
            weights = Weights(made.untied, _main_dtype(folder), made.vocabulary, new > 0)
            write_companions(model_dir, adapter_dir, folder, weights)
            write_mark(folder, mark or MergeMark(adapter_dir.name))
            seconds = time.perf_counter() - begin
            prove(folder)
            size = read_weights(folder).size_bytes
    return MergeReport(
        output,
        made.tensors,
        made.changed,
        size,
        made.untied,
        made.by,
        round(seconds, 3),
        made.peak_memory,
        "original" if onto is None else "nf4",
        plan.why,
        made.vocabulary,
        new,
    )


def _planned(
    model_dir: Path,
    adapter_dir: Path,
    info: ModelInfo,
    onto: FourBit | None,
    device: torch.device,
    progress: Progress,
) -> _Plan:
    """Tensor by tensor, or by PEFT where that would not be exact. Raises ModelError when neither
    can be, RunError when PEFT has not the memory."""
    try:
        matched = _match(model_dir, adapter_dir, info, onto)
    except BeyondError as beyond:
        if onto is not None:
            fix = message("engine.merge.fix-beyond")
            raise ModelError(beyond.what, where=beyond.where, fix=fix) from None
        size = info.size_bytes
        check_memory(beyond, size)
        return _Plan(_by_peft(model_dir, adapter_dir, size, progress), size, beyond.what)
    need = sum(one.base.info.nbytes for one in matched.outputs)
    return _Plan(_streaming(matched, device, progress), need)


def _streaming(
    matched: Matched, device: torch.device, progress: Progress
) -> Callable[[Path], _Made]:
    def work(folder: Path) -> _Made:
        forget_peak()
        with one_thread_each():
            _write(folder, matched, device, progress)
        count = sum(1 for one in matched.outputs if one.change)
        sizes = len(matched.outputs), count
        return _Made("deeptuner", *sizes, matched.untied, peak_memory(), matched.vocabulary)

    return work


def _by_peft(
    model_dir: Path, adapter_dir: Path, size: int, progress: Progress
) -> Callable[[Path], _Made]:
    """PEFT's own merge; its config and tokenizer files make way for those from the base."""

    def work(folder: Path) -> _Made:
        progress(0, size)
        handed = merged_by_peft(model_dir, adapter_dir, folder)
        for path in folder.iterdir():
            if path.suffix != ".safetensors" and path.name != INDEX:
                path.unlink()
        count = differing(read_base(model_dir), read_base(folder))
        progress(size, size)
        tensors = sum(1 for _ in read_weights(folder).tensors())
        return _Made("peft", tensors, count, handed.untied, handed.peak_memory)

    return work


def _match(model_dir: Path, adapter_dir: Path, info: ModelInfo, onto: FourBit | None) -> Matched:
    known = outlines(info)  # first, so that the rest finds room in the memory that this took
    adapter = read_adapter(adapter_dir)
    base = read_base(model_dir)
    if onto is not None:
        base = rounded(base, onto, model_dir)
    return match(base, adapter, [Names(one, base) for one in known], model_dir)


def merged_tensors(
    model_dir: Path, adapter_dir: Path, onto: FourBit | None = None
) -> dict[str, Callable[[], Tensor]]:
    """What `merge` would write, by name: each tensor is computed when it is called for.

    Raises ModelError as `merge` does.
    """
    matched = _match(model_dir, adapter_dir, describe_model(model_dir).require(), onto)
    return {one.name: partial(_computed, one) for one in matched.outputs}


def _computed(output: Output) -> Tensor:
    info, room = output.base.info, Room()
    found = torch.empty(info.shape, dtype=DTYPES[info.dtype])
    content = as_bytes(found)
    for start, compute in _blocks(output):
        piece = compute(room)
        content[start : start + len(piece)] = piece
    return found


def _write(folder: Path, matched: Matched, device: torch.device, progress: Progress) -> None:
    total = sum(one.base.info.nbytes for one in matched.outputs)
    done = 0

    def wrote(count: int) -> None:
        nonlocal done
        done += count
        progress(done, total)

    write_weights(folder, (_written(one, device) for one in matched.outputs), wrote)


def _written(output: Output, device: torch.device) -> Written:
    info = output.base.info
    blocks = partial(_blocks, output, device)
    return Written(output.name, info.dtype, info.shape, info.nbytes, blocks)


def _blocks(output: Output, device: torch.device = CPU) -> Iterator[Block]:
    if output.change is None and not output.base.computed:
        return output.base.pieces()
    update = output.change or Change(ModuleUpdate(output.name))
    told = partial(_finite, output)
    blocks = changed(output.base, update, device)
    return ((start, partial(told, compute)) for start, compute in blocks)


def _finite(output: Output, compute: Callable[[Room], memoryview], room: Room) -> memoryview:
    try:
        return compute(room)
    except NotFiniteError:
        raise ModelError(
            message("engine.merge.overflow", name=output.name),
            where=str(output.base.file),
            fix=message("engine.merge.fix-overflow"),
        ) from None


def _main_dtype(folder: Path) -> str:
    size_of: Counter[str] = Counter()
    for _, info in read_weights(folder).tensors():
        size_of[info.dtype] += info.nbytes
    return size_of.most_common(1)[0][0]
