"""Layers spread over GPUs: proven on models without weights, of several families and sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    GemmaConfig,
    GPT2Config,
    LlamaConfig,
    PretrainedConfig,
    PreTrainedModel,
    Qwen2MoeConfig,
)

from deeptuner.engine.device_map import balanced_device_map, units_of
from deeptuner.engine.model import build_on_meta
from deeptuner.engine.sizes import layers_of, weight_bytes
from deeptuner.errors import EngineError
from deeptuner.settings.sections.config import Config
from tests.support.recipe import config_with

GB = 2**30
ROOMY = 10**15
LLAMA_8B: dict[str, Any] = {
    "vocab_size": 128_256,
    "hidden_size": 4096,
    "intermediate_size": 14_336,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
}
CONFIGS: dict[str, PretrainedConfig] = {
    "llama-8b": LlamaConfig(**LLAMA_8B),
    "llama-1b-tied": LlamaConfig(
        **{**LLAMA_8B, "hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 16},
        tie_word_embeddings=True,
    ),
    "gpt2": GPT2Config(),
    "gemma-2b": GemmaConfig(num_hidden_layers=18, hidden_size=2048, vocab_size=256_000),
    "qwen2-moe": Qwen2MoeConfig(num_hidden_layers=5, num_experts=4, vocab_size=32_000),
}


@pytest.fixture(scope="module")
def models() -> Mapping[str, PreTrainedModel]:
    return {name: build_on_meta(config, False) for name, config in CONFIGS.items()}


def settings(kind: str = "lora", tokens: int = 512) -> Config:
    return config_with(
        method={"kind": kind},
        training={"mixed_precision": "bf16", "batch_size": 1},
        data={"max_length": tokens},
        quantization={"bits": 4 if kind == "qlora" else 16},
    )


def loads(
    model: PreTrainedModel, config: Config, placed: Mapping[str, int], gpus: int
) -> list[int]:
    """Bytes of weights on each GPU, and the logits that training adds to it."""
    held = [0] * gpus
    for unit in units_of(model, config):
        held[placed[unit.name]] += unit.bytes
    logits = config.training.batch_size * int(config.data.max_length) * model.config.vocab_size
    head = next(
        name for name, module in model.named_modules() if module is model.get_output_embeddings()
    )
    held[0] += 2 * logits
    held[placed[head]] += 12 * logits
    return held


@pytest.mark.parametrize("kind", ["lora", "qlora", "full"])
@pytest.mark.parametrize("gpus", [2, 3, 4])
@pytest.mark.parametrize("name", sorted(CONFIGS))
def test_every_module_has_one_gpu_in_order_and_balanced(
    models: Mapping[str, PreTrainedModel], name: str, gpus: int, kind: str
) -> None:
    model, config = models[name], settings(kind)
    placed = balanced_device_map(model, config, [ROOMY] * gpus)

    owners = {parameter: owner(full, placed) for full, parameter in model.named_parameters()}
    assert set(owners.values()) <= set(range(gpus))
    layers = [placed[layer] for layer, _ in layers_of(model)]
    assert layers == sorted(layers), "the order of the layers is kept"
    assert len(layers) == model.config.num_hidden_layers, "no layer is split"

    held = loads(model, config, placed, gpus)
    sizes = [unit.bytes for unit in units_of(model, config)]
    fixed = loads(model, config, dict.fromkeys(placed, gpus - 1), gpus)[0]
    ends = max(fixed + sizes[0], held[-1] if layers.count(gpus - 1) == 0 else 0)
    if model.config.tie_word_embeddings:
        ends = max(ends, held[0] if layers.count(0) == 0 else 0)
    assert max(held) <= max(sum(held) / gpus, ends) + max(sizes)
    assert min(held) > 0, "every ticked GPU has its part"


def owner(parameter: str, placed: Mapping[str, int]) -> int:
    """The GPU of the one entry that covers a parameter."""
    covering = [gpu for name, gpu in placed.items() if f"{parameter}.".startswith(f"{name}.")]
    assert len(covering) == 1, f"{parameter} is covered {len(covering)} times"
    return covering[0]


def test_an_8b_model_on_two_gpus_is_cut_near_the_middle(
    models: Mapping[str, PreTrainedModel],
) -> None:
    model, config = models["llama-8b"], settings(tokens=2048)
    placed = balanced_device_map(model, config, [20 * GB] * 2)
    first = sum(1 for layer, _ in layers_of(model) if placed[layer] == 0)
    held = loads(model, config, placed, 2)
    layer = weight_bytes(next(layers_of(model))[1], model, config)
    assert abs(held[0] - held[1]) <= layer
    assert 16 < first < 24, "the last GPU has fewer layers, since the logits lie there"


def test_logits_move_layers_away_from_the_last_gpu(models: Mapping[str, PreTrainedModel]) -> None:
    model = models["llama-8b"]
    last = []
    for tokens in (16, 8192):
        placed = balanced_device_map(model, settings(tokens=tokens), [ROOMY] * 2)
        last.append(sum(1 for layer, _ in layers_of(model) if placed[layer] == 1))
    assert last[1] < last[0]


def test_a_shared_head_lies_beside_the_embedding(models: Mapping[str, PreTrainedModel]) -> None:
    placed = balanced_device_map(models["llama-1b-tied"], settings(), [ROOMY] * 4)
    assert placed["lm_head"] == placed["model.embed_tokens"] == 0
    assert placed["model.norm"] == 3


def test_what_a_gpu_may_hold_is_kept(models: Mapping[str, PreTrainedModel]) -> None:
    model, config = models["llama-8b"], settings(tokens=16)
    placed = balanced_device_map(model, config, [4 * GB, 20 * GB])
    held = [0, 0]
    for unit in units_of(model, config):
        held[placed[unit.name]] += unit.bytes
    assert held[0] <= 4 * GB
    assert held[1] <= 20 * GB
    with pytest.raises(EngineError, match=r"take 15\.0 GiB, but the chosen GPUs hold 8\.0"):
        balanced_device_map(model, config, [4 * GB] * 2)


def test_more_gpus_than_parts_are_refused() -> None:
    config = LlamaConfig(vocab_size=64, hidden_size=32, intermediate_size=64, num_hidden_layers=1)
    with pytest.raises(EngineError, match="too few for 8 GPUs"):
        balanced_device_map(build_on_meta(config, False), settings(), [ROOMY] * 8)


def test_estimated_weights_are_those_of_the_model() -> None:
    config = LlamaConfig(vocab_size=64, hidden_size=32, intermediate_size=64, num_hidden_layers=2)
    real = AutoModelForCausalLM.from_config(config).to(torch.bfloat16)
    counted = weight_bytes(real, real, settings())
    assert counted == sum(2 * parameter.numel() for parameter in real.parameters())
    four = weight_bytes(real, real, settings("qlora"))
    assert counted / 4 < four < counted
