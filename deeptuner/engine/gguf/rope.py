"""Rotary position embeddings: transformers' settings as llama.cpp's keys and tensors.

Knows the kinds of scaling and their formulas. Sources: transformers' modeling_rope_utils, the
papers of YaRN (arXiv:2309.00071) and LongRoPE (arXiv:2402.13753), and Meta's Llama 3.1.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from deeptuner.errors import ModelError
from deeptuner.words import message

FREQUENCIES: Final = "rope_freqs.weight"
LONG: Final = "rope_factors_long.weight"
SHORT: Final = "rope_factors_short.weight"


@dataclass(frozen=True, slots=True)
class Rope:
    """`keys` as they stand in the file after `<architecture>.rope.`; `tensors` of fp32 numbers."""

    keys: dict[str, Any] = field(default_factory=dict)
    tensors: dict[str, tuple[float, ...]] = field(default_factory=dict)


def rope(config: Any, dimensions: int) -> Rope:
    """What a model's config says of rotation. `dimensions`: how many numbers of a head rotate.

    Raises ModelError for a kind of scaling that llama.cpp does not know.
    """
    given = getattr(config, "rope_parameters", None) or {}
    whole = given.get("full_attention", given)
    local = given.get("sliding_attention", {})
    keys: dict[str, Any] = {"dimension_count": dimensions}
    if whole.get("rope_theta"):
        keys["freq_base"] = float(whole["rope_theta"])
    if local.get("rope_theta"):
        keys["freq_base_swa"] = float(local["rope_theta"])
    if local.get("rope_type", "default") != "default":
        raise _unknown(f"{local['rope_type']} (sliding_attention)")
    scaled = _scaled(config, whole, dimensions)
    return Rope(keys | scaled.keys, scaled.tensors)


def _scaled(config: Any, given: Mapping[str, Any], dimensions: int) -> Rope:
    match given.get("rope_type", "default"):
        case "default":
            return Rope()
        case "linear":
            return Rope({"scaling.type": "linear", "scaling.factor": float(given["factor"])})
        case "dynamic":  # nothing changes up to the length of training
            return Rope()
        case "llama3":
            return Rope(tensors={FREQUENCIES: _llama3(given, dimensions)})
        case "yarn":
            return Rope(_yarn(config, given))
        case "longrope" | "su":
            return _longrope(config, given, dimensions)
        case kind:
            raise _unknown(str(kind))


def _llama3(given: Mapping[str, Any], dimensions: int) -> tuple[float, ...]:
    """By how much each frequency is slowed: slow ones by `factor`, fast ones not at all."""
    factor, trained = float(given["factor"]), given["original_max_position_embeddings"]
    low, high = float(given["low_freq_factor"]), float(given["high_freq_factor"])
    slowed = []
    for number in range(0, dimensions, 2):
        wave = 2 * math.pi * given["rope_theta"] ** (number / dimensions)
        share = min(1.0, max(0.0, (trained / wave - low) / (high - low)))
        slowed.append(1 / ((1 - share) / factor + share))
    return tuple(slowed)


def _yarn(config: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    factor = float(given["factor"])
    usual = 1 + 0.1 * math.log(factor) if factor > 1 else 1.0  # llama.cpp multiplies by this itself
    wanted = given.get("attention_factor")
    if wanted is None and given.get("mscale") and given.get("mscale_all_dim"):
        wanted = _mscale(factor, given["mscale"]) / _mscale(factor, given["mscale_all_dim"])
    trained = given.get("original_max_position_embeddings") or config.max_position_embeddings
    keys: dict[str, Any] = {
        "scaling.type": "yarn",
        "scaling.factor": factor,
        "scaling.original_context_length": int(trained),
    }
    if wanted is not None:
        keys["scaling.attn_factor"] = float(wanted) / usual
    for name in ("beta_fast", "beta_slow"):
        if given.get(name) is not None:
            keys[f"scaling.yarn_{name}"] = float(given[name])
    if given.get("truncate") is False:
        raise _unknown("yarn (truncate: false)")
    return keys


def _mscale(factor: float, scale: float) -> float:
    return 0.1 * scale * math.log(factor) + 1 if factor > 1 else 1.0


def _longrope(config: Any, given: Mapping[str, Any], dimensions: int) -> Rope:
    """A factor for each frequency, one list up to the length of training and one beyond it."""
    trained = int(
        given.get("original_max_position_embeddings")
        or getattr(config, "original_max_position_embeddings", None)
        or config.max_position_embeddings
    )
    factor = given.get("factor") or config.max_position_embeddings / trained
    attention = given.get("attention_factor")
    if attention is None:
        attention = math.sqrt(1 + math.log(factor) / math.log(trained)) if factor > 1 else 1.0
    lists = {LONG: given["long_factor"], SHORT: given["short_factor"]}
    if any(len(numbers) != dimensions // 2 for numbers in lists.values()):
        raise _unknown("longrope (factors)")
    keys = {
        "scaling.type": "longrope",
        "scaling.attn_factor": float(attention),
        "scaling.original_context_length": trained,
    }
    return Rope(keys, {name: tuple(map(float, numbers)) for name, numbers in lists.items()})


def _unknown(kind: str) -> ModelError:
    return ModelError(message("engine.gguf.rope", kind=kind), where="config.json: rope_parameters")
