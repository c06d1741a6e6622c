"""Safetensors files written tensor by tensor, in shards with an index.

Knows the file form and Hugging Face's names. The content comes as pieces of bytes, so that nothing
large is ever held.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from deeptuner.files import write_json
from deeptuner.runs.weights import INDEX, SINGLE

SHARD: Final = 5_000_000_000  # bytes in one file, unless a single tensor is larger
ALIGNMENT: Final = 8

Content = Callable[[], Iterable[bytes | bytearray | memoryview]]


@dataclass(frozen=True, slots=True)
class Written:
    """A tensor to be written. `dtype` in the words of safetensors; `content` gives its bytes."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    nbytes: int
    content: Content


def write_weights(
    folder: Path, tensors: Iterable[Written], progress: Callable[[int], None], shard: int = SHARD
) -> None:
    """`model.safetensors`, or numbered shards with an index. `progress` gets bytes just written."""
    shards = list(_shards(sorted(tensors, key=_order), shard))
    names = [_name(number, len(shards)) for number in range(1, len(shards) + 1)]
    for name, held in zip(names, shards, strict=True):
        _write(folder / name, held, progress)
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


def _write(path: Path, tensors: Sequence[Written], progress: Callable[[int], None]) -> None:
    with path.open("wb") as file:
        file.write(_header(tensors))
        for tensor in tensors:
            done = 0
            for piece in tensor.content():
                file.write(piece)
                done += len(piece)
                progress(len(piece))
            assert done == tensor.nbytes, f"{tensor.name}: {done} bytes instead of {tensor.nbytes}"


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
