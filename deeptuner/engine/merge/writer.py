"""Safetensors files written block by block, in shards with an index.

Knows the file form and Hugging Face's names. Blocks are computed and written in any order, by
several threads, so that nothing large is ever held; what is written goes to the disk meanwhile.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

import orjson

from deeptuner.engine.merge.parallel import Team, team
from deeptuner.engine.merge.room import Room
from deeptuner.files import write_json
from deeptuner.runs.weights import INDEX, SINGLE

SHARD: Final = 5_000_000_000  # bytes in one file, unless a single tensor is larger
ALIGNMENT: Final = 8

FLUSHED: Final = 128_000_000  # bytes after which the disk is told to begin

Block = tuple[int, Callable[[Room], memoryview]]


@dataclass(frozen=True, slots=True)
class Written:
    """A tensor to be written. `dtype` in the words of safetensors.

    `blocks` gives all its bytes: for each block the first byte's place in the tensor, and what
    computes them, in any order. They need to hold only until the same thread computes the next.
    """

    name: str
    dtype: str
    shape: tuple[int, ...]
    nbytes: int
    blocks: Callable[[], Iterable[Block]]


def write_weights(
    folder: Path, tensors: Iterable[Written], progress: Callable[[int], None], shard: int = SHARD
) -> None:
    """`model.safetensors`, or numbered shards with an index. `progress` gets bytes just written."""
    shards = list(_shards(sorted(tensors, key=_order), shard))
    names = [_name(number, len(shards)) for number in range(1, len(shards) + 1)]
    with team() as workers:
        room = Room()
        for name, held in zip(names, shards, strict=True):
            _write(folder / name, held, workers, room, progress)
    if len(shards) > 1:
        weight_map = {
            one.name: name for name, held in zip(names, shards, strict=True) for one in held
        }
        total = sum(one.nbytes for held in shards for one in held)
        metadata = {"total_size": total}
        write_json(folder / INDEX, {"metadata": metadata, "weight_map": weight_map})


def _order(tensor: Written) -> tuple[int, str]:
    """Wide types first, so that each tensor lies aligned to its type."""
    return -(tensor.nbytes // max(1, math.prod(tensor.shape))), tensor.name


def _name(number: int, count: int) -> str:
    return SINGLE if count == 1 else f"model-{number:05}-of-{count:05}.safetensors"


def _shards(tensors: Iterable[Written], limit: int) -> Iterator[list[Written]]:
    held: list[Written] = []
    size = 0
    for tensor in tensors:
        if held and size + tensor.nbytes > limit:
            yield held
            held, size = [], 0
        held.append(tensor)
        size += tensor.nbytes
    yield held


def _write(
    path: Path,
    tensors: Sequence[Written],
    workers: Team,
    room: Room,
    progress: Callable[[int], None],
) -> None:
    header = _header(tensors)
    total = sum(tensor.nbytes for tensor in tensors)
    done = 0
    with path.open("wb", buffering=0) as file, _flushed(file.fileno()) as flush:
        file.write(header)
        for count in workers.in_order(_tasks(file.fileno(), tensors, len(header), room)):
            done += count
            progress(count)
            flush(count)
    assert done == total, f"{path.name}: {done} bytes instead of {total}"


def _tasks(
    handle: int, tensors: Sequence[Written], start: int, room: Room
) -> Iterator[Callable[[], int]]:
    turn = Lock()
    for tensor in tensors:
        for place, compute in tensor.blocks():
            yield partial(_put, handle, start + place, partial(compute, room), turn)
        start += tensor.nbytes


def _put(handle: int, start: int, compute: Callable[[], memoryview], turn: Lock) -> int:
    """One writes at a time: the system lets only one into a file, and the others wait busily."""
    view = compute()
    done = 0
    with turn:
        while done < len(view):
            done += os.pwrite(handle, view[done:], start + done)
    return done


@contextmanager
def _flushed(handle: int) -> Iterator[Callable[[int], None]]:
    """What is told of bytes written, and has the disk take them while more are computed.

    All that waits for the disk at the end otherwise.
    """
    written = 0
    with ThreadPoolExecutor(1, "flush") as thread:
        running: list[Future[None]] = []

        def wrote(count: int) -> None:
            nonlocal written
            written += count
            if written > FLUSHED and all(one.done() for one in running):
                written = 0
                running[:] = [thread.submit(os.fsync, handle)]

        yield wrote
        for one in running:
            one.result()


def _header(tensors: Sequence[Written]) -> bytes:
    """Eight bytes of length, then JSON, filled up with spaces."""
    value: dict[str, object] = {"__metadata__": {"format": "pt"}}
    start = 0
    for tensor in tensors:
        end = start + tensor.nbytes
        value[tensor.name] = {
            "dtype": tensor.dtype,
            "shape": list(tensor.shape),
            "data_offsets": [start, end],
        }
        start = end
    raw = orjson.dumps(value)
    raw += b" " * (-len(raw) % ALIGNMENT)
    return len(raw).to_bytes(8, "little") + raw
