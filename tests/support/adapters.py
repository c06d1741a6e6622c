"""Adapters with random weights, made by PEFT itself, and models of several families."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, GPT2Config, GPT2LMHeadModel, Qwen2Config
from transformers import Qwen2ForCausalLM as Qwen2

from tests.support.models import make_llama, make_tokenizer

LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "up_proj", "down_proj", "gate_proj"]


def make_family(family: str, folder: Path, dtype: torch.dtype = torch.float32) -> Path:
    """A tiny model of that family, with random biases where it has any."""
    torch.manual_seed(1)
    if family.startswith("llama"):
        more = {"tie_word_embeddings": "tied" in family, "attention_bias": "bias" in family}
        make_llama(folder, **more)
        model = AutoModelForCausalLM.from_pretrained(folder)
    else:
        folder.mkdir(parents=True)
        make_tokenizer(folder)
        model = _gpt2() if family == "gpt2" else _qwen2()
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            parameter.data.normal_(std=0.1)
    model.to(dtype).save_pretrained(folder)
    return folder


def make_adapter(base: Path, folder: Path, *, bits: Any = None, **lora: Any) -> PeftModel:
    """Save a random LoRA adapter for `base` to `folder`. Returns the model that carries it."""
    torch.manual_seed(2)
    model = AutoModelForCausalLM.from_pretrained(base, dtype="auto", quantization_config=bits)
    settings = {"r": 4, "lora_alpha": 10, "target_modules": LINEAR, **lora}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what PEFT says about Conv1D and tied heads
        wrapped = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", **settings))
        for parameter in wrapped.parameters():
            if parameter.requires_grad:
                parameter.data = parameter.data.float() + 0.05 * torch.randn(parameter.shape)
        wrapped.save_pretrained(folder)
    return wrapped.eval()


def _gpt2() -> GPT2LMHeadModel:
    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=400,
            n_embd=32,
            n_layer=2,
            n_head=4,
            n_positions=128,
            bos_token_id=1,
            eos_token_id=4,
        )
    )


def _qwen2() -> Qwen2:
    return Qwen2(
        Qwen2Config(
            vocab_size=400,
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=128,
            tie_word_embeddings=True,
            bos_token_id=1,
            eos_token_id=4,
        )
    )
