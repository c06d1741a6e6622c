"""Which type each tensor gets in a file of llama.cpp's mixed types, by llama.cpp's own rules.

Knows names and places of tensors. Does not quantise: llama.cpp does. Only to say beforehand how
large a file will be. Source: https://github.com/ggml-org/llama.cpp, src/llama-quant.cpp.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gguf import GGML_QUANT_SIZES
from gguf import GGMLQuantizationType as Kind

from deeptuner.engine.gguf.types import tensor_type

MIXED: Final[Mapping[str, Kind]] = {  # most tensors of a file of this type
    "q2_k": Kind.Q2_K,
    "q3_k_m": Kind.Q3_K,
    "q4_k_s": Kind.Q4_K,
    "q4_k_m": Kind.Q4_K,
    "q5_k_m": Kind.Q5_K,
    "q6_k": Kind.Q6_K,
}
# Where rows do not divide into blocks of 256.
_INSTEAD: Final[Mapping[Kind, Kind]] = {
    Kind.Q2_K: Kind.Q4_0,
    Kind.Q3_K: Kind.Q4_0,
    Kind.Q4_K: Kind.Q5_0,
    Kind.Q5_K: Kind.Q5_1,
    Kind.Q6_K: Kind.Q8_0,
}
_MANY_HEADS: Final = 4  # that share a key
_MIXTRAL: Final = 8  # experts
_OF_70B: Final = 80  # layers
_VALUES: Final = ("attn_v", "attn_qkv")
_LAYER: Final = re.compile(r"blk\.(\d+)\.(\w+)\.weight")
_ATTENTION_OUT: Final[Mapping[str, Kind]] = {"q2_k": Kind.Q3_K, "q3_k_m": Kind.Q4_K}


@dataclass(frozen=True, slots=True)
class Build:
    """What the rules ask of a model. `sharing`: how many heads share a key; `head`: the name of
    the tensor that makes words of the last layer's output."""

    layers: int
    experts: int
    sharing: int
    head: str


def mixed_type(name: str, tensor: str, shape: Sequence[int], build: Build) -> Kind:
    """The type of one tensor in a file of type `name`, one of `MIXED`."""
    kept = tensor_type("f16", tensor, shape)
    if kept is Kind.F32:
        return kept
    wanted = _wanted(name, tensor, build)
    for kind in (wanted, _INSTEAD.get(wanted, wanted)):
        block, _ = GGML_QUANT_SIZES[kind]
        if shape[-1] % block == 0:
            return kind
    return Kind.F16


def _wanted(name: str, tensor: str, build: Build) -> Kind:
    if tensor == build.head:
        return Kind.Q6_K
    found = _LAYER.fullmatch(tensor)
    if found is None:
        return MIXED[name]
    layer, part = int(found[1]), found[2]
    if build.experts == _MIXTRAL and part in (*_VALUES, "attn_k"):
        return Kind.Q8_0
    if part in _VALUES:
        kind = _values(name, layer, build)
        large = build.layers == _OF_70B and build.sharing > 1
        return Kind.Q5_K if large and kind in (Kind.Q3_K, Kind.Q4_K) else kind
    match part:
        case "attn_output" if build.experts == _MIXTRAL and name not in ("q5_k_m", "q6_k"):
            return Kind.Q5_K
        case "attn_output":
            return _ATTENTION_OUT.get(name, MIXED[name])
        case "ffn_down" | "ffn_down_exps" | "ffn_down_shexp":
            return _down(name, layer, build)
    return MIXED[name]


def _values(name: str, layer: int, build: Build) -> Kind:
    match name:
        case "q2_k":
            return Kind.Q4_K if build.sharing >= _MANY_HEADS else Kind.Q3_K
        case "q3_k_m":
            return Kind.Q5_K if layer < 2 else Kind.Q4_K
        case "q4_k_s":
            return Kind.Q5_K if layer < 4 else Kind.Q4_K
        case "q4_k_m" | "q5_k_m" if _more_bits(layer, build.layers):
            return Kind.Q6_K
    return MIXED[name]


def _down(name: str, layer: int, build: Build) -> Kind:
    match name:
        case "q2_k":
            return Kind.Q3_K
        case "q3_k_m":
            return Kind.Q5_K if layer < build.layers // 16 else Kind.Q4_K
        case "q4_k_s":
            return Kind.Q5_K if layer < build.layers // 8 else Kind.Q4_K
        case "q4_k_m" | "q5_k_m" if _more_bits(layer, build.layers):
            return Kind.Q6_K
    return MIXED[name]


def _more_bits(layer: int, layers: int) -> bool:
    """The first and last eighth of the layers, and every third between."""
    return layer < layers // 8 or layer >= 7 * layers // 8 or (layer - layers // 8) % 3 == 2
