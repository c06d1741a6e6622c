"""The types in which a GGUF file may hold its weights: their names, sizes, and who can make them.

Knows which tensors keep more bits than the rest. Does not quantise (`content.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, LlamaFileType

from deeptuner.errors import InputError
from deeptuner.words import message

Maker = Literal["gguf", "ollama", "llama.cpp"]


@dataclass(frozen=True, slots=True)
class GgufType:
    """A type by its name on the command line. `bits` is that of one weight, block scales included,
    over a usual model; `by` who writes it: `gguf` is this program."""

    name: str
    bits: float
    by: Maker


TYPES: Final[tuple[GgufType, ...]] = (
    GgufType("f32", 32, "gguf"),
    GgufType("f16", 16, "gguf"),
    GgufType("bf16", 16, "gguf"),
    GgufType("q8_0", 8.5, "gguf"),
    GgufType("q6_k", 6.57, "llama.cpp"),
    GgufType("q5_1", 6, "gguf"),
    GgufType("q5_k_m", 5.7, "llama.cpp"),
    GgufType("q5_0", 5.5, "gguf"),
    GgufType("q4_1", 5, "gguf"),
    GgufType("q4_k_m", 4.9, "ollama"),
    GgufType("q4_k_s", 4.6, "ollama"),
    GgufType("q4_0", 4.5, "gguf"),
    GgufType("q3_k_m", 3.9, "llama.cpp"),
    GgufType("q2_k", 3.2, "llama.cpp"),
)
WRITTEN: Final[tuple[str, ...]] = tuple(one.name for one in TYPES if one.by == "gguf")
DEFAULT: Final = "q8_0"

_FULL: Final = GGMLQuantizationType.F32
_FALLBACK: Final = GGMLQuantizationType.F16  # where rows do not divide into blocks
_TABLES: Final = ("token_embd.weight", "output.weight")  # words suffer most from few bits
# What routes, positions and short kernels are told in: small, and read as fp32 by llama.cpp.
_KEPT: Final = ("ffn_gate_inp", "position_embd", "token_types", "rope_f")


def check_type(name: str) -> str:
    """`name` in lower case. Raises InputError for a type that this program does not write."""
    if name.lower() in WRITTEN:
        return name.lower()
    raise InputError(
        message("engine.gguf.type", type=name, types=", ".join(WRITTEN)),
        where="--type",
    )


def file_type(name: str) -> int:
    """The number that stands in the file for the type of most tensors."""
    wanted = "ALL_F32" if name == "f32" else f"MOSTLY_{name.upper()}"
    return int(LlamaFileType[wanted])


def tensor_type(name: str, tensor: str, shape: Sequence[int]) -> GGMLQuantizationType:
    """The type of one tensor in a file of type `name`: vectors stay in fp32; tables of words have
    at least eight bits; rows that do not divide into blocks are written in fp16."""
    if len(shape) < 2 or any(part in tensor for part in _KEPT):
        return _FULL
    wanted = GGMLQuantizationType[name.upper()]
    if tensor in _TABLES and name.startswith(("q4", "q5")):
        wanted = GGMLQuantizationType.Q8_0
    block, _ = GGML_QUANT_SIZES[wanted]
    return wanted if shape[-1] % block == 0 else _FALLBACK


def size_in_bytes(shape: Sequence[int], kind: GGMLQuantizationType) -> int:
    """Bytes of a tensor without padding."""
    block, size = GGML_QUANT_SIZES[kind]
    count = 1
    for length in shape:
        count *= length
    return count // block * size
