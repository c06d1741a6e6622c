"""Tiny random models of many architectures, and which of their layers an adapter changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import torch
import transformers
from transformers import PreTrainedModel

from tests.support.adapters import LINEAR
from tests.support.models import make_tokenizer

ATTENTION: Final = ["q_proj", "k_proj", "v_proj", "o_proj"]
NEOX: Final = ["query_key_value", "dense", "dense_h_to_4h", "dense_4h_to_h"]
TOKENS: Final = {"vocab_size": 400, "bos_token_id": 1, "eos_token_id": 4, "pad_token_id": 0}
LLAMA: Final = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
}
GEMMA: Final = {**LLAMA, "head_dim": 8, "sliding_window": 16}
EXPERTS: Final = {**LLAMA, "num_experts_per_tok": 2}


@dataclass(frozen=True, slots=True)
class Family:
    """An architecture by the names of its config and model in transformers.

    `experts` are parameters that hold the weights of several experts, which PEFT adapts by name.
    """

    config: str
    model: str
    settings: dict[str, Any]
    targets: list[str] = field(default_factory=lambda: list(LINEAR))
    experts: list[str] = field(default_factory=list)

    @property
    def lora(self) -> dict[str, Any]:
        """What an adapter's config says about the layers it changes."""
        more = {"target_parameters": self.experts} if self.experts else {}
        return {"target_modules": self.targets, **more}


BOTH_PROJECTIONS: Final = ["mlp.experts.gate_up_proj", "mlp.experts.down_proj"]
FAMILIES: Final[dict[str, Family]] = {
    "llama": Family("LlamaConfig", "LlamaForCausalLM", LLAMA),
    "mistral": Family("MistralConfig", "MistralForCausalLM", LLAMA),
    "mixtral": Family(
        "MixtralConfig", "MixtralForCausalLM", {**EXPERTS, "num_local_experts": 4}, ATTENTION
    ),
    "mixtral-experts": Family(
        "MixtralConfig",
        "MixtralForCausalLM",
        {**EXPERTS, "num_local_experts": 4},
        ATTENTION,
        BOTH_PROJECTIONS,
    ),
    "qwen2": Family("Qwen2Config", "Qwen2ForCausalLM", {**LLAMA, "tie_word_embeddings": True}),
    "qwen3": Family("Qwen3Config", "Qwen3ForCausalLM", {**LLAMA, "head_dim": 8}),
    "qwen3-moe": Family(
        "Qwen3MoeConfig",
        "Qwen3MoeForCausalLM",
        {**EXPERTS, "head_dim": 8, "num_experts": 4, "moe_intermediate_size": 16},
        ATTENTION,
    ),
    "qwen3-moe-experts": Family(
        "Qwen3MoeConfig",
        "Qwen3MoeForCausalLM",
        {**EXPERTS, "head_dim": 8, "num_experts": 4, "moe_intermediate_size": 16},
        ATTENTION,
        BOTH_PROJECTIONS,
    ),
    "gemma2": Family("Gemma2Config", "Gemma2ForCausalLM", GEMMA),
    "gemma3": Family("Gemma3TextConfig", "Gemma3ForCausalLM", GEMMA),
    "phi3": Family(
        "Phi3Config",
        "Phi3ForCausalLM",
        LLAMA,
        ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"],
    ),
    "opt": Family(
        "OPTConfig",
        "OPTForCausalLM",
        {
            "hidden_size": 32,
            "ffn_dim": 64,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "max_position_embeddings": 128,
            "word_embed_proj_dim": 32,
        },
        ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"],
    ),
    "gpt2": Family(
        "GPT2Config",
        "GPT2LMHeadModel",
        {"n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 128},
        ["c_attn", "c_proj", "c_fc"],
    ),
    "gpt-neox": Family("GPTNeoXConfig", "GPTNeoXForCausalLM", LLAMA, NEOX),
    "falcon": Family(
        "FalconConfig",
        "FalconForCausalLM",
        {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4},
        NEOX,
    ),
    "bloom": Family(
        "BloomConfig", "BloomForCausalLM", {"hidden_size": 32, "n_layer": 2, "n_head": 4}, NEOX
    ),
}
METHODS: Final[dict[str, dict[str, Any]]] = {
    "lora": {},
    "rslora": {"use_rslora": True},
    "dora": {"use_dora": True},
}


def make_model(name: str, folder: Path, dtype: torch.dtype = torch.float32) -> Path:
    """A model of that family in Hugging Face layout, with a tokenizer and random biases."""
    family = FAMILIES[name]
    build: Callable[..., Any] = getattr(transformers, family.config)
    config = build(**{**TOKENS, **family.settings})
    torch.manual_seed(1)
    model: PreTrainedModel = getattr(transformers, family.model)(config)
    for parameter_name, parameter in model.named_parameters():
        if parameter_name.endswith("bias"):
            parameter.data.normal_(std=0.1)
    folder.mkdir(parents=True)
    make_tokenizer(folder)
    model.to(dtype).save_pretrained(folder)
    return folder
