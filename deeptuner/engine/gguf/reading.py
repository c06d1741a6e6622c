"""The head of a GGUF file: what it says of itself, and where its tensors lie.

Knows the file form, version 3. Reads no tensor. Independent of what wrote the file, so that a file
can be checked by it. Form: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from gguf import GGML_QUANT_SIZES, GGMLQuantizationType

from deeptuner.errors import ModelError
from deeptuner.words import message

MAGIC: Final = b"GGUF"
VERSION: Final = 3
ALIGNMENT: Final = 32
_NUMBERS: Final = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?"} | {
    10: "Q",
    11: "q",
    12: "d",
}
_STRING: Final = 8
_ARRAY: Final = 9
_LONGEST: Final = 1 << 32  # bytes or entries; more is a damaged file


@dataclass(frozen=True, slots=True)
class Held:
    """A tensor in the file: its shape (outermost first), type, and place after the head."""

    shape: tuple[int, ...]
    kind: GGMLQuantizationType
    start: int

    @property
    def nbytes(self) -> int:
        block, size = GGML_QUANT_SIZES[self.kind]
        return math.prod(self.shape) // block * size


@dataclass(frozen=True, slots=True)
class GgufHead:
    """`keys` and `tensors` by name; `data_start` and `size` in bytes."""

    keys: Mapping[str, Any]
    tensors: Mapping[str, Held]
    data_start: int
    size: int


def read_gguf(path: Path) -> GgufHead:
    """Raises ModelError when the file is none, or torn."""
    try:
        with path.open("rb") as file:
            return _head(file, path.stat().st_size)
    except (struct.error, ValueError, KeyError, OSError) as error:
        raise ModelError(
            message("engine.gguf.damaged", detail=str(error) or type(error).__name__),
            where=str(path),
        ) from None


def _head(file: BinaryIO, size: int) -> GgufHead:
    if file.read(4) != MAGIC:
        raise ValueError("not a GGUF file")
    version, tensor_count, key_count = _unpack(file, "IQQ")
    if version != VERSION:
        raise ValueError(f"version {version}")
    keys = {}
    for _ in range(key_count):
        name = _string(file)
        (kind,) = _unpack(file, "I")
        keys[name] = _value(file, kind)
    tensors = {}
    for _ in range(tensor_count):
        name = _string(file)
        (dimensions,) = _unpack(file, "I")
        lengths = _unpack(file, f"{dimensions}Q")
        number, start = _unpack(file, "IQ")
        tensors[name] = Held(tuple(reversed(lengths)), GGMLQuantizationType(number), start)
    alignment = keys.get("general.alignment", ALIGNMENT)
    data_start = -(-file.tell() // alignment) * alignment
    end = max((one.start + one.nbytes for one in tensors.values()), default=0)
    if data_start + end > size:
        raise ValueError(f"{data_start + end - size} bytes are missing at the end")
    return GgufHead(keys, tensors, data_start, size)


def _value(file: BinaryIO, kind: int) -> Any:
    if kind == _STRING:
        return _string(file)
    if kind != _ARRAY:
        return _unpack(file, _NUMBERS[kind])[0]
    inner, count = _unpack(file, "IQ")
    if count > _LONGEST:
        raise ValueError("an array is too long")
    if inner in (_STRING, _ARRAY):
        return [_value(file, inner) for _ in range(count)]
    return list(_unpack(file, f"{count}{_NUMBERS[inner]}"))


def _string(file: BinaryIO) -> str:
    (length,) = _unpack(file, "Q")
    if length > _LONGEST:
        raise ValueError("a text is too long")
    return file.read(length).decode()


def _unpack(file: BinaryIO, form: str) -> tuple[Any, ...]:
    packed = struct.Struct(f"<{form}")
    return packed.unpack(file.read(packed.size))
