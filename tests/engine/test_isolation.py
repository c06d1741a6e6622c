"""Flattened samples do not see each other, in each architecture; and a leak is noticed."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import AutoConfig, AutoModelForCausalLM

from deeptuner.engine.collator import Collator
from deeptuner.engine.isolation import keeps_apart
from deeptuner.engine.loss import summed_loss
from tests.engine.test_collator import row

SMALL = {
    "vocab_size": 120,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 64,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
}
WINDOW = {"sliding_window": 4}  # shorter than the samples
KINDS: dict[str, dict[str, Any]] = {
    "llama": {},
    "qwen2": {},
    "qwen3": {},
    "mistral": WINDOW,
    "gemma": {},
    "gemma2": {**WINDOW, "query_pre_attn_scalar": 8},
    "gemma3_text": {**WINDOW, "query_pre_attn_scalar": 8},
    "phi3": {},
    "gpt2": {"n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 64},
    "gpt_neox": {},
    "olmo2": {},
    "mixtral": {"num_local_experts": 2, **WINDOW},
}


def make(kind: str, attention: str | None = None) -> Any:
    """With the attention that transformers chooses for the architecture, unless told otherwise."""
    torch.manual_seed(0)
    config = AutoConfig.for_model(kind, **{**SMALL, **KINDS.get(kind, {})})
    config.use_cache = False
    model = AutoModelForCausalLM.from_config(config, attn_implementation=attention)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.2)  # so that a leak would show
    return model.eval()


def apart(model: Any) -> bool:
    return keeps_apart(model, 120, dict, torch.device("cpu"), half=False)


@pytest.mark.parametrize("kind", KINDS)
def test_flattened_equals_one_by_one(kind: str) -> None:
    model = make(kind)
    assert apart(model), f"{kind} would be trained with padded batches"
    samples = [row(*range(5, 17)), row(40, 41), row(*range(60, 51, -1))]
    flat = Collator(flatten=True, pad_id=0)([[sample] for sample in samples])
    together = _loss_and_gradients(model, [flat])
    alone = Collator(flatten=False, pad_id=0)
    one_by_one = _loss_and_gradients(model, [alone([[sample]]) for sample in samples])
    assert together[0] == pytest.approx(one_by_one[0], rel=1e-5)
    for name, gradient in one_by_one[1].items():
        scale = float(gradient.abs().max()) + 1e-3
        assert torch.allclose(together[1][name], gradient, atol=1e-5 * scale), name


def _loss_and_gradients(
    model: Any, batches: list[dict[str, Any]]
) -> tuple[float, dict[str, torch.Tensor]]:
    model.zero_grad()
    total = 0.0
    for batch in batches:
        inputs = dict(batch)
        labels = inputs.pop("labels")
        loss = summed_loss(model(**inputs).logits, labels)
        loss.backward()
        total += float(loss.detach())
    return total, {
        name: parameter.grad.clone()
        for name, parameter in model.named_parameters()
        if parameter.grad is not None
    }


def test_eager_attention_keeps_apart_too() -> None:
    assert apart(make("llama", "eager"))


def test_a_model_that_ignores_positions_is_noticed() -> None:
    model = make("llama")
    forward = model.forward
    model.forward = lambda position_ids=None, **rest: forward(**rest)
    assert not apart(model)


@pytest.mark.parametrize("kind", ["bloom", "mamba"])
def test_architectures_without_positions_are_noticed(kind: str) -> None:
    """ALiBi and recurrent models carry what came before into the next sample."""
    assert not apart(make(kind))


def test_the_question_leaves_no_trace() -> None:
    model = make("llama").train()
    before = torch.get_rng_state()
    apart(model)
    assert model.training
    assert torch.equal(torch.get_rng_state(), before)
