"""The header of a safetensors file: names, types and shapes of its tensors, without their content.

Knows the file form (8 bytes with the header's length, the header as JSON, then the data) and
refuses files that are torn, too large in the head, or that lie about their content. Does not read
tensors, and does not know which file of a model holds what (see `weights.py`).
Form: https://github.com/huggingface/safetensors#format
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.errors import ModelError
from deeptuner.words import Message, message

LENGTH_BYTES: Final = 8
MAX_HEADER: Final = 100_000_000  # bytes; the limit that the format itself sets
BITS: Final = {
    "BOOL": 8,
    "U8": 8,
    "I8": 8,
    "U16": 16,
    "I16": 16,
    "U32": 32,
    "I32": 32,
    "U64": 64,
    "I64": 64,
    "F4": 4,
    "F6_E2M3": 6,
    "F6_E3M2": 6,
    "F8_E5M2": 8,
    "F8_E4M3": 8,
    "F8_E8M0": 8,
    "F8_E4M3FNUZ": 8,
    "F8_E5M2FNUZ": 8,
    "F16": 16,
    "BF16": 16,
    "F32": 32,
    "F64": 64,
    "C64": 64,
}


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One tensor: its type, its shape, and where its bytes lie after the header."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int

    @property
    def count(self) -> int:
        return math.prod(self.shape)

    @property
    def nbytes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Header:
    """What a safetensors file says about itself. `size` is that of the whole file, in bytes."""

    path: Path
    tensors: Mapping[str, TensorInfo]
    metadata: Mapping[str, str]
    size: int


def read_header(path: Path) -> Header:
    """The header of `path`. Raises ModelError when the file is torn or not what it claims to be."""
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            length = _header_length(file.read(LENGTH_BYTES), size, path)
            raw = file.read(length)
    except OSError as error:
        raise _refused(
            path, "runs.models.unreadable", detail=error.strerror or str(error)
        ) from None
    if len(raw) < length:
        raise _torn(path)
    tensors, metadata = parse_header(raw, path)
    _check_layout(tensors, size - LENGTH_BYTES - length, path)
    return Header(path, tensors, metadata, size)


def parse_header(raw: bytes, path: Path) -> tuple[dict[str, TensorInfo], dict[str, str]]:
    """Tensors and metadata of a header's JSON. Raises ModelError when it is not one."""
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise _damaged(path) from None
    if not isinstance(value, dict):
        raise _damaged(path)
    metadata = value.pop("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(v, str) for v in metadata.values()):
        raise _damaged(path)
    return {name: _tensor(entry, path) for name, entry in value.items()}, metadata


def _header_length(start: bytes, size: int, path: Path) -> int:
    if len(start) < LENGTH_BYTES:
        raise _torn(path)
    length = int.from_bytes(start, "little")
    if length > MAX_HEADER:
        raise _damaged(path)
    if LENGTH_BYTES + length > size:
        raise _torn(path)
    return length


def _tensor(entry: Any, path: Path) -> TensorInfo:
    match entry:
        case {"dtype": str(dtype), "shape": list(shape), "data_offsets": [start, end]}:
            if dtype in BITS and all(_whole(number) for number in (*shape, start, end)):
                info = TensorInfo(dtype, tuple(shape), start, end)
                if info.nbytes * 8 == info.count * BITS[dtype]:
                    return info
    raise _damaged(path)


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 0


def _check_layout(tensors: Mapping[str, TensorInfo], data_bytes: int, path: Path) -> None:
    """The tensors must fill the rest of the file exactly: no hole, no overlap, nothing missing."""
    spans = sorted((info.start, info.end) for info in tensors.values())
    if spans and (spans[0][0] != 0 or any(a[1] != b[0] for a, b in pairwise(spans))):
        raise _damaged(path)
    expected = spans[-1][1] if spans else 0
    if data_bytes < expected:
        raise _torn(path)
    if data_bytes > expected:
        raise _damaged(path)


def _torn(path: Path) -> ModelError:
    return _refused(path, "runs.models.torn")


def _damaged(path: Path) -> ModelError:
    return _refused(path, "runs.models.damaged")


def _refused(path: Path, what: str, **gaps: str) -> ModelError:
    said: Message = message(what, file=path.name, **gaps)
    return ModelError(said, where=str(path), fix=message("runs.models.get-again"))
