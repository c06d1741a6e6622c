"""Every LoRA setting has its effect on a real model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from torch import nn
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

from deeptuner.engine.adapter import count_parameters, linear_layers, wrap
from deeptuner.engine.model import load_model
from deeptuner.engine.sizes import measure
from deeptuner.errors import InputError, ModelError, SettingsError
from deeptuner.settings.sections.config import Config
from tests.support.recipe import config_with, plan_for_one

IDS = torch.arange(5, 37).reshape(2, 16)


def base(**more: Any) -> LlamaForCausalLM:
    torch.manual_seed(0)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_attention_heads": 4}
    return LlamaForCausalLM(LlamaConfig(vocab_size=64, num_hidden_layers=3, **sizes, **more))


def lora(**settings: Any) -> Config:
    return config_with(lora={"rank": 4, "alpha": 8.0, **settings})


def trained(model: nn.Module) -> dict[str, nn.Parameter]:
    return {name: weight for name, weight in model.named_parameters() if weight.requires_grad}


def layers_of(model: nn.Module) -> set[str]:
    """`0.q_proj`: the layers that have an adapter."""
    names = (name.split(".layers.")[1] for name in trained(model) if ".lora_A." in name)
    return {f"{name.split('.')[0]}.{name.split('.')[2]}" for name in names}


def scaling(model: nn.Module, name: str = "q_proj") -> float:
    return next(m.scaling["default"] for n, m in model.named_modules() if n.endswith(f".{name}"))


def rank_of(model: nn.Module, name: str) -> int:
    return next(
        w.shape[0] for n, w in model.named_parameters() if f".{name}.lora_A." in n and w.dim() == 2
    )


def test_only_the_adapter_learns_and_it_begins_without_effect() -> None:
    model = base()
    plain = model(input_ids=IDS).logits.detach()
    wrapped = wrap(model, lora())
    assert wrapped.training
    assert all("lora_" in name for name in trained(wrapped))
    assert all(weight.dtype == torch.float32 for weight in trained(wrapped).values())
    assert torch.allclose(wrapped.eval()(input_ids=IDS).logits, plain, atol=1e-6)
    assert len(layers_of(wrapped)) == 3 * 7
    assert not any("lm_head" in name for name in trained(wrapped))


def test_adapter_weights_are_fp32_over_a_16_bit_base() -> None:
    model = base().to(torch.bfloat16)
    wrapped = wrap(model, lora(modules_to_save=["lm_head"]))
    assert {weight.dtype for weight in trained(wrapped).values()} == {torch.float32}
    frozen = [weight for weight in wrapped.parameters() if not weight.requires_grad]
    assert {weight.dtype for weight in frozen} == {torch.bfloat16}


def test_rank_and_counts() -> None:
    narrow, wide = (count_parameters(wrap(base(), lora(rank=rank))) for rank in (2, 4))
    assert wide.trainable == 2 * narrow.trainable
    assert wide.total - wide.trainable == count_parameters(base()).total
    assert measure(base(), lora(rank=4)).trainable == wide.trainable


def test_chosen_modules_and_layers() -> None:
    chosen = wrap(base(), lora(target_modules=["q_proj", "down_proj"]))
    assert {name.split(".")[1] for name in layers_of(chosen)} == {"q_proj", "down_proj"}
    some = wrap(base(), lora(layers_to_transform=[0, 2]))
    assert {name.split(".")[0] for name in layers_of(some)} == {"0", "2"}
    assert len(layers_of(some)) == 2 * 7
    pattern = lora(target_modules=["q_proj"], layers_to_transform=[1], layers_pattern="layers")
    assert layers_of(wrap(base(), pattern)) == {"1.q_proj"}


@pytest.mark.parametrize(("bias", "count"), [("none", 0), ("all", 3 * 7), ("lora_only", 3 * 1)])
def test_biases_learn_as_asked(bias: str, count: int) -> None:
    model = base(attention_bias=True, mlp_bias=True)
    wrapped = wrap(model, lora(bias=bias, target_modules=["q_proj"]))
    assert sum(name.endswith(".bias") for name in trained(wrapped)) == count


def test_modules_trained_whole() -> None:
    wrapped = wrap(base(), lora(modules_to_save=["embed_tokens", "lm_head"]))
    whole = [name for name in trained(wrapped) if "modules_to_save" in name]
    assert {name.split(".modules_to_save")[0].rsplit(".", 1)[-1] for name in whole} == {
        "embed_tokens",
        "lm_head",
    }
    assert sum(trained(wrapped)[name].numel() for name in whole) == 2 * 64 * 32


def test_alpha_and_rank_stabilised_scaling() -> None:
    assert scaling(wrap(base(), lora(rank=4, alpha=8.0))) == 2.0
    assert scaling(wrap(base(), lora(rank=4, alpha=8.0, use_rslora=True))) == 4.0


def test_dora_learns_sizes_apart() -> None:
    wrapped = wrap(base(), lora(use_dora=True))
    assert any("magnitude" in name for name in trained(wrapped))
    wrapped(input_ids=IDS, labels=IDS).loss.backward()
    found = [w.grad for name, w in trained(wrapped).items() if "magnitude" in name]
    assert all(grad is not None and grad.abs().sum() > 0 for grad in found)


@pytest.mark.parametrize("word", ["gaussian", "orthogonal", "pissa", "olora", "false"])
def test_ways_to_begin(word: str) -> None:
    torch.manual_seed(1)
    usual = {name: w.detach() for name, w in trained(wrap(base(), lora())).items()}
    torch.manual_seed(1)
    other = trained(wrap(base(), lora(init_weights=word)))
    assert any(not torch.equal(usual[name], weight) for name, weight in other.items())


def test_further_options_of_peft() -> None:
    other = {"rank_pattern": {"q_proj": 2}, "alpha_pattern": {"q_proj": 16}}
    wrapped = wrap(base(), lora(other=other))
    assert rank_of(wrapped, "q_proj") == 2
    assert rank_of(wrapped, "k_proj") == 4
    assert scaling(wrapped, "q_proj") == 8.0
    excluded = wrap(base(), lora(other={"exclude_modules": ["down_proj"]}))
    assert not any(name.endswith("down_proj") for name in layers_of(excluded))


def test_dropout_is_only_while_training() -> None:
    wrapped = wrap(base(), lora(dropout=0.5, init_weights="gaussian"))
    for name, weight in trained(wrapped).items():
        if "lora_B" in name:
            nn.init.normal_(weight)
    first, second = (wrapped(input_ids=IDS).logits for _ in range(2))
    assert not torch.equal(first, second)
    wrapped.eval()
    first, second = (wrapped(input_ids=IDS).logits for _ in range(2))
    assert torch.equal(first, second)


def test_gpt2_keeps_its_weights_transposed() -> None:
    sizes = {"n_positions": 32, "n_embd": 32, "n_layer": 1, "n_head": 2}
    model = GPT2LMHeadModel(GPT2Config(vocab_size=64, bos_token_id=1, eos_token_id=2, **sizes))
    config = config_with(lora={"rank": 2, "fan_in_fan_out": "auto"})
    wrapped = wrap(model, config)
    assert isinstance(wrapped, PeftModel)
    assert wrapped.peft_config["default"].fan_in_fan_out is True
    assert not wrap(base(), config).peft_config["default"].fan_in_fan_out
    wrapped(input_ids=IDS[:, :8], labels=IDS[:, :8]).loss.backward()


@pytest.mark.parametrize("kind", ["lora", "qlora", "full"])
def test_gradients_with_and_without_checkpointing_are_the_same(kind: str, tiny_model: Path) -> None:
    found = []
    for checkpointing in (False, True):
        config = config_with(
            method={"kind": kind},
            quantization={"bits": 4 if kind == "qlora" else 16},
            lora={"dropout": 0.3},
            memory={"gradient_checkpointing": checkpointing},
        )
        torch.manual_seed(0)
        model = wrap(load_model(config, plan_for_one(), tiny_model)[0], config)
        torch.manual_seed(1)
        model(input_ids=IDS, labels=IDS).loss.backward()
        found.append({name: weight.grad for name, weight in trained(model).items()})
    plain, checkpointed = found
    assert plain.keys() == checkpointed.keys()
    for name, grad in plain.items():
        assert torch.allclose(grad, checkpointed[name], atol=1e-7), name


def test_full_fine_tuning_changes_everything() -> None:
    model = wrap(base(), config_with(method={"kind": "full"}))
    counts = count_parameters(model)
    assert counts.trainable == counts.total
    assert not isinstance(model, PeftModel)


def test_four_bit_weights_are_counted_as_what_they_stand_for(tiny_model: Path) -> None:
    config = config_with(method={"kind": "qlora"}, quantization={"bits": 4})
    four, _ = load_model(config, plan_for_one(), tiny_model)
    plain, _ = load_model(config_with(), plan_for_one(), tiny_model)
    assert count_parameters(four).total == count_parameters(plain).total


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"target_modules": ["q_projj"]}, r"no layer called q_projj.*down_proj.*\n.*q_proj\?"),
        ({"target_modules": ["q_proj", "nothing"]}, "no layer called nothing"),
        ({"modules_to_save": ["lm_heads"]}, r"lm_heads[\s\S]*Did you mean lm_head\?"),
        ({"layers_to_transform": [3]}, "no layer number 3; its last is 2"),
    ],
)
def test_names_that_the_model_does_not_have(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(ModelError, match=rf"(?s){says}"):
        wrap(base(), lora(**settings))


def test_options_that_peft_does_not_have_or_take() -> None:
    with pytest.raises(SettingsError, match="no option colour"):
        wrap(base(), lora(other={"colour": "red"}))


@pytest.mark.parametrize(
    "other",
    [{"rank_pattern": {"q_proj": 0}}, {"alpha_pattern": "x"}, {"exclude_modules": "("}],
    ids=str,
)
def test_odd_values_of_other_options_are_refused_in_words(other: dict[str, object]) -> None:
    with pytest.raises(InputError, match=next(iter(other))) as refused:
        wrap(base(), lora(other=other))
    assert refused.value.where == "lora.other"
    with pytest.raises(InputError, match="do not go together"):
        wrap(base(), lora(layers_pattern="layers"))


def test_linear_layers_are_all_but_the_head() -> None:
    names = linear_layers(base())
    assert len(names) == 3 * 7
    assert "lm_head" not in names
