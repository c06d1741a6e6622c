"""Where the rows of a stored tensor go in a GGUF file, where that is not simply one for one.

Knows the layouts of heads and experts in Hugging Face's checkpoints and in llama.cpp. Does not know
which architecture needs which (`architectures.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from deeptuner.engine.gguf.content import Piece, as_matrix, reordered, whole
from deeptuner.engine.merge.rows import Stored

_EXPERT: Final = re.compile(r"(.+\.experts)\.(\d+)\.(w1|w2|w3|gate_proj|up_proj|down_proj)\.weight")
_FUSED: Final = re.compile(r"(.+\.experts)\.(gate_up_proj|down_proj)(\.weight)?")

Rows = tuple[tuple[int, ...], tuple[Piece, ...]]  # a shape, and the rows that fill it


def plain(stored: Stored) -> Rows:
    """As it is; lengths of one vanish, as a router with one output is a vector to llama.cpp."""
    shape = tuple(length for length in stored.shape if length != 1) or (1,)
    return shape, whole(stored)


def paired(stored: Stored, heads: int) -> Rows:
    """Rows of queries or keys, so that the two numbers that rotate together lie side by side.

    transformers turns number i of a head with number i + size/2; llama.cpp, for some
    architectures, with its neighbour.
    """
    size = stored.shape[0] // heads
    order = [side + number for number in range(size // 2) for side in (0, size // 2)]
    groups = [[head * size + row for row in order] for head in range(heads)]
    return stored.shape, reordered(stored, groups)


def split_by_kind(stored: Stored, heads: int, kv_heads: int | None = None) -> Rows:
    """Fused queries, keys and values that lie head by head: all queries first, then the others.

    With `kv_heads`, several queries share a key and a value (Falcon); else each head has its own
    three (GPT-NeoX, BLOOM).
    """
    groups = kv_heads or heads
    queries = heads // groups
    size = stored.shape[0] // (groups * (queries + 2))
    places = [
        range((group * (queries + 2) + part) * size, (group * (queries + 2) + part + 1) * size)
        for parts in (range(queries), (queries,), (queries + 1,))
        for group in range(groups)
        for part in parts
    ]
    return stored.shape, reordered(stored, places)


def turned(stored: Stored) -> Rows:
    """A matrix with columns as rows: GPT-2 keeps its layers as input × output."""
    if len(stored.shape) != 2:
        return plain(stored)
    rows, columns = stored.shape
    return (columns, rows), (Piece(stored, 0, rows, transposed=True),)


def gather_experts(tensors: Mapping[str, Stored]) -> tuple[dict[str, Stored], dict[str, Rows]]:
    """The tensors that are no expert's, and those of experts stacked: expert × rows × columns.

    Knows a tensor for each expert, and one for all with gate and up projections in it.
    """
    rest: dict[str, Stored] = {}
    single: dict[str, dict[int, Stored]] = {}
    stacked: dict[str, Rows] = {}
    for name, stored in tensors.items():
        if found := _EXPERT.fullmatch(name):
            single.setdefault(f"{found[1]}.{found[3]}", {})[int(found[2])] = stored
        elif (found := _FUSED.fullmatch(name)) and len(stored.shape) == 3:
            stacked |= _unfused(found[1], found[2], stored)
        else:
            rest[name] = stored
    for name, experts in single.items():
        ordered = [experts[number] for number in sorted(experts)]
        shape = (len(ordered), *ordered[0].shape)
        stacked[name] = shape, tuple(piece for one in ordered for piece in whole(one))
    return rest, stacked


def _unfused(prefix: str, kind: str, stored: Stored) -> dict[str, Rows]:
    if kind == "down_proj":
        return {f"{prefix}.down_proj": (stored.shape, whole(stored))}
    experts, both, columns = stored.shape
    half, matrix = both // 2, as_matrix(stored)
    shape = (experts, half, columns)
    return {
        f"{prefix}.{name}": (
            shape,
            tuple(
                Piece(matrix, expert * both + start, expert * both + start + half)
                for expert in range(experts)
            ),
        )
        for name, start in (("gate_proj", 0), ("up_proj", half))
    }
