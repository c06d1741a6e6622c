"""Tiny models of every architecture that is written as GGUF, in variants that matter there.

Their weights are larger than freshly made ones, so that attention and positions show in the logits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import torch
import transformers

from tests.support.families import EXPERTS, GEMMA, LLAMA, TOKENS
from tests.support.gguf_tokenizers import make_byte_level

SMALL: Final = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4}
_SCALED: Final = {"rope_theta": 5000.0, "factor": 4.0}
_TRAINED: Final = {"original_max_position_embeddings": 32}


@dataclass(frozen=True, slots=True)
class Variant:
    """`family`: the names in transformers without Config and ForCausalLM. `sharp`: by how much
    weights are multiplied; less where llama.cpp rounds GELU to 16 bits."""

    family: str
    settings: dict[str, Any] = field(default_factory=dict)
    sharp: float = 6.0
    config: str = ""
    model: str = ""


def _rope(kind: str, **more: Any) -> dict[str, Any]:
    return {"rope_parameters": {"rope_type": kind, **more}}


_LONGROPE: Final = _rope(
    "longrope",
    rope_theta=10000.0,
    short_factor=[1.0, 1.1, 1.3, 1.7],
    long_factor=[1.5, 2.0, 3.0, 4.0],
)
_GEMMA: Final = {**GEMMA, "query_pre_attn_scalar": 8, "sliding_window": 8}
_TWO_ROPES: Final = {
    "rope_parameters": {
        "full_attention": {"rope_type": "linear", "rope_theta": 100000.0, "factor": 8.0},
        "sliding_attention": {"rope_type": "default", "rope_theta": 7000.0},
    }
}
VARIANTS: Final[dict[str, Variant]] = {
    "llama": Variant("Llama", LLAMA),
    "llama-tied-biases": Variant(
        "Llama",
        {**LLAMA, "attention_bias": True, "mlp_bias": True, "tie_word_embeddings": True},
    ),
    "llama-wide-heads": Variant("Llama", {**LLAMA, "head_dim": 16}),
    "llama-3.1": Variant(
        "Llama",
        {
            **LLAMA,
            **_rope("llama3", low_freq_factor=1.0, high_freq_factor=4.0, **_SCALED, **_TRAINED),
        },
    ),
    "llama-linear": Variant("Llama", {**LLAMA, **_rope("linear", **_SCALED)}),
    "mistral": Variant("Mistral", LLAMA),
    "mixtral": Variant("Mixtral", {**EXPERTS, "num_local_experts": 4}),
    "qwen2": Variant("Qwen2", {**LLAMA, "tie_word_embeddings": True}),
    "qwen2-yarn": Variant("Qwen2", {**LLAMA, **_rope("yarn", **_SCALED, **_TRAINED)}),
    "qwen2-moe": Variant(
        "Qwen2Moe",
        {
            **EXPERTS,
            "num_experts": 4,
            "moe_intermediate_size": 16,
            "shared_expert_intermediate_size": 32,
        },
    ),
    "qwen3": Variant("Qwen3", {**LLAMA, "head_dim": 8}),
    "qwen3-yarn": Variant(
        "Qwen3",
        {
            **LLAMA,
            "head_dim": 8,
            **_rope(
                "yarn", attention_factor=1.3, beta_fast=16.0, beta_slow=2.0, **_SCALED, **_TRAINED
            ),
        },
    ),
    "qwen3-moe": Variant(
        "Qwen3Moe",
        {
            **EXPERTS,
            "head_dim": 8,
            "num_experts": 4,
            "moe_intermediate_size": 16,
            "norm_topk_prob": True,
        },
    ),
    "gemma": Variant("Gemma", {**LLAMA, "head_dim": 8}, sharp=3),
    "gemma2": Variant("Gemma2", {**_GEMMA, "num_hidden_layers": 4}, sharp=2.5),
    "gemma3": Variant(
        "Gemma3", {**_GEMMA, **_TWO_ROPES, "num_hidden_layers": 7}, 2, "Gemma3TextConfig"
    ),
    "gemma3-own-layers": Variant(
        "Gemma3",
        {
            **_GEMMA,
            "num_hidden_layers": 3,
            "layer_types": ["sliding_attention", "full_attention", "sliding_attention"],
        },
        1.2,
        "Gemma3TextConfig",
    ),
    "phi": Variant("Phi", {**LLAMA, "num_key_value_heads": 4}, sharp=3),
    "phi3": Variant("Phi3", LLAMA),
    "phi3-longrope": Variant(
        "Phi3",
        {
            **LLAMA,
            **_LONGROPE,
            "max_position_embeddings": 1024,
            "original_max_position_embeddings": 512,
        },
    ),
    "phi3-longrope-beyond": Variant(
        "Phi3",
        {
            **LLAMA,
            **_LONGROPE,
            "max_position_embeddings": 32,
            "original_max_position_embeddings": 16,
        },
    ),
    "phi3-partial": Variant(
        "Phi3",
        {**LLAMA, **_rope("default", rope_theta=10000.0, partial_rotary_factor=0.5)},
    ),
    "gpt2": Variant(
        "GPT2",
        {"n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 128},
        3,
        model="GPT2LMHeadModel",
    ),
    "gpt-neox": Variant("GPTNeoX", LLAMA, sharp=3),
    "gpt-neox-serial": Variant("GPTNeoX", {**LLAMA, "use_parallel_residual": False}, sharp=3),
    "falcon": Variant("Falcon", SMALL, sharp=2.5),
    "falcon-many-keys": Variant("Falcon", {**SMALL, "multi_query": False}, sharp=2.5),
    "falcon-40b": Variant(
        "Falcon", {**SMALL, "num_kv_heads": 2, "new_decoder_architecture": True}, sharp=2.5
    ),
    "bloom": Variant("Bloom", {"hidden_size": 32, "n_layer": 2, "n_head": 4}, sharp=3),
    "starcoder2": Variant("Starcoder2", LLAMA, sharp=3),
    "granite": Variant(
        "Granite",
        {
            **LLAMA,
            "attention_multiplier": 0.3,
            "embedding_multiplier": 3.0,
            "residual_multiplier": 0.7,
            "logits_scaling": 2.0,
        },
    ),
    "olmo": Variant("Olmo", {**LLAMA, "clip_qkv": 0.05}),
    "olmo2": Variant("Olmo2", LLAMA),
    "olmo3": Variant("Olmo3", {**LLAMA, "num_hidden_layers": 5, "sliding_window": 8}),
    "olmoe": Variant("Olmoe", {**EXPERTS, "num_key_value_heads": 4, "num_experts": 4}),
    "smollm3": Variant("SmolLM3", {**LLAMA, "num_hidden_layers": 5}),
    "cohere": Variant("Cohere", LLAMA),
    "cohere2": Variant(
        "Cohere2", {**LLAMA, "head_dim": 8, "num_hidden_layers": 5, "sliding_window": 8}
    ),
    "stablelm": Variant("StableLm", LLAMA),
    "stablelm-parallel": Variant(
        "StableLm", {**LLAMA, "use_parallel_residual": True, "use_qkv_bias": True}
    ),
    "nemotron": Variant("Nemotron", {**LLAMA, "head_dim": 8}),
}


def make_variant(name: str, folder: Path, dtype: torch.dtype = torch.float32, **more: Any) -> Path:
    """A model of that variant in Hugging Face layout, with a byte-level tokenizer."""
    variant = VARIANTS[name]
    config = getattr(transformers, variant.config or f"{variant.family}Config")
    model = getattr(transformers, variant.model or f"{variant.family}ForCausalLM")
    torch.manual_seed(1)
    made = model(config(**{**TOKENS, **variant.settings, **more}))
    for label, parameter in made.named_parameters():
        if parameter.dim() > 1:
            parameter.data.mul_(variant.sharp)
        else:
            parameter.data.add_(torch.randn_like(parameter) * 0.2)
        assert torch.isfinite(parameter).all(), label
    folder.mkdir(parents=True)
    make_byte_level(folder, "gpt-2", size=390)
    made.to(dtype).save_pretrained(folder)
    return folder
