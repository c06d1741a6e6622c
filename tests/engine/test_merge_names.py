"""Parameters that have other names in the files than in the running model, or other shapes."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
import transformers
from peft import PeftModel
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from deeptuner.engine.merge import merge
from deeptuner.errors import ModelError
from tests.support.adapters import make_adapter, make_family
from tests.support.families import ATTENTION, FAMILIES, GEMMA, TOKENS, make_model
from tests.support.models import make_tokenizer

LAYER = "base_model.model.model.layers.{}.block_sparse_moe.experts.{}.{}.lora_{}.weight"


def merged(base: Path, adapter: Path, output: Path) -> dict[str, torch.Tensor]:
    merge(base, adapter, output)
    return load_file(output / "model.safetensors")


def by_peft(carrying: PeftModel, folder: Path) -> dict[str, torch.Tensor]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what transformers says of a head that is tied
        carrying.merge_and_unload().save_pretrained(folder)
    return load_file(folder / "model.safetensors")


def same(ours: dict[str, torch.Tensor], theirs: dict[str, torch.Tensor]) -> bool:
    assert ours.keys() == theirs.keys()
    return not [name for name in ours if not torch.equal(ours[name], theirs[name])]


def make_pictures_model(folder: Path) -> Path:
    """Gemma 3 with a part that sees: its files say `language_model.model` where it runs as
    `model.language_model`."""
    sees = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1}
    config = transformers.Gemma3Config(
        text_config=transformers.Gemma3TextConfig(**{**TOKENS, **GEMMA}),
        vision_config={**sees, "num_attention_heads": 2, "image_size": 16, "patch_size": 8},
        mm_tokens_per_image=4,
    )
    torch.manual_seed(1)
    folder.mkdir()
    make_tokenizer(folder)
    transformers.Gemma3ForConditionalGeneration(config).save_pretrained(folder)
    return folder


def test_a_model_that_also_sees(tmp_path: Path) -> None:
    base = make_pictures_model(tmp_path / "base")
    targets = r".*language_model.*\.(q_proj|down_proj)"
    carrying = make_adapter(base, tmp_path / "adapter", target_modules=targets)
    before = load_file(base / "model.safetensors")
    ours = merged(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    changed = {name for name in ours if not torch.equal(ours[name], before[name])}
    assert len(changed) == 4
    assert all(name.startswith("language_model.model.layers.") for name in changed)
    assert same(ours, by_peft(carrying, tmp_path / "peft"))


def test_a_head_that_has_another_name_in_the_files(tmp_path: Path) -> None:
    base = make_model("gpt-neox", tmp_path / "base")
    targets = ["query_key_value", "lm_head"]
    carrying = make_adapter(base, tmp_path / "adapter", target_modules=targets)
    ours = merged(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    assert "embed_out.weight" in ours
    assert same(ours, by_peft(carrying, tmp_path / "peft"))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_experts_that_lie_as_inputs_by_outputs(tmp_path: Path, dtype: torch.dtype) -> None:
    torch.manual_seed(1)
    config = transformers.GptOssConfig(
        **{**TOKENS, "hidden_size": 32, "intermediate_size": 16, "num_hidden_layers": 2},
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        num_local_experts=3,
        num_experts_per_tok=2,
    )
    (tmp_path / "base").mkdir()
    make_tokenizer(tmp_path / "base")
    transformers.GptOssForCausalLM(config).to(dtype).save_pretrained(tmp_path / "base")
    experts = ["mlp.experts.gate_up_proj", "mlp.experts.down_proj"]
    carrying = make_adapter(
        tmp_path / "base", tmp_path / "adapter", target_modules=ATTENTION, target_parameters=experts
    )
    ours = merged(tmp_path / "base", tmp_path / "adapter", tmp_path / "merge" / "run")
    before = load_file(tmp_path / "base" / "model.safetensors")
    assert sum(not torch.equal(ours[name], before[name]) for name in ours) == 2 * (4 + 2)
    assert same(ours, by_peft(carrying, tmp_path / "peft"))


def test_one_of_two_stacks_and_a_plain_weight_by_their_names(tmp_path: Path) -> None:
    base = make_model("qwen3-moe", tmp_path / "base", torch.bfloat16)
    names = ["mlp.experts.down_proj", "self_attn.q_proj.weight"]
    patterns = {"rank_pattern": {r".*\.down_proj": 2}, "alpha_pattern": {r".*\.down_proj": 7}}
    carrying = make_adapter(
        base, tmp_path / "adapter", target_modules=["o_proj"], target_parameters=names, **patterns
    )
    ours = merged(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    assert same(ours, by_peft(carrying, tmp_path / "peft"))


def test_an_adapter_from_before_experts_were_stacked(tmp_path: Path) -> None:
    """It speaks of single experts, by the names that the files still have."""
    base = make_model("mixtral", tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", target_modules=ATTENTION)
    held = load_file(tmp_path / "adapter" / "adapter_model.safetensors")
    a, b = torch.randn(2, 4, 32), torch.randn(2, 64, 4)
    for number, part in enumerate(("w1", "w3")):
        held[LAYER.format(1, 2, part, "A")] = a[number]
        held[LAYER.format(1, 2, part, "B")] = b[number]
    save_file(held, tmp_path / "adapter" / "adapter_model.safetensors")
    before = load_file(base / "model.safetensors")
    ours = merged(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    for number, part in enumerate(("w1", "w3")):
        name = f"model.layers.1.block_sparse_moe.experts.2.{part}.weight"
        torch.testing.assert_close(ours[name], before[name] + b[number] @ a[number] * 2.5)


@pytest.mark.parametrize("lost", ["base_layer.lora_{}", "lora_{}"])
def test_a_stack_that_the_adapter_lost_is_missed(tmp_path: Path, lost: str) -> None:
    base = make_model("mixtral-experts", tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", **FAMILIES["mixtral-experts"].lora)
    path = tmp_path / "adapter" / "adapter_model.safetensors"
    held = load_file(path)
    for part in "AB":
        held.pop(f"base_model.model.model.layers.1.mlp.experts.{lost.format(part)}.weight")
    save_file(held, path)
    with pytest.raises(ModelError, match="incomplete"):
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")


def test_experts_of_another_number_are_refused(tmp_path: Path) -> None:
    base = make_model("mixtral-experts", tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", **FAMILIES["mixtral-experts"].lora)
    path = tmp_path / "adapter" / "adapter_model.safetensors"
    name = "base_model.model.model.layers.1.mlp.experts.lora_{}.weight"
    held = load_file(path)
    held |= {name.format("A"): torch.ones(14, 64), name.format("B"): torch.ones(32, 14)}
    save_file(held, path)
    with pytest.raises(ModelError, match="another size"):
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("family", ["llama", "qwen2"])
def test_tokens_that_were_trained_alone(tmp_path: Path, family: str, dtype: torch.dtype) -> None:
    """A head that is the embedding stays so."""
    base = make_family(family, tmp_path / "base", dtype)
    carrying = make_adapter(base, tmp_path / "adapter", trainable_token_indices=[7, 3])
    before = load_file(base / "model.safetensors")["model.embed_tokens.weight"]
    ours = merged(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    rows = (ours["model.embed_tokens.weight"] != before).any(dim=1).nonzero().flatten()
    assert rows.tolist() == [3, 7]
    assert ("lm_head.weight" in ours) == (family == "llama")
    assert same(ours, by_peft(carrying, tmp_path / "peft"))


def test_tokens_that_the_model_does_not_have_are_refused(tmp_path: Path) -> None:
    base = make_family("llama", tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", trainable_token_indices=[7, 3])
    path = tmp_path / "adapter" / "adapter_config.json"
    path.write_text(path.read_text().replace("7,", "700,"))
    with pytest.raises(ModelError, match="another size"):
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")


def test_an_embedding_in_bf16_is_rounded_as_peft_rounds_it(tmp_path: Path) -> None:
    base = make_family("llama", tmp_path / "base", torch.bfloat16)
    targets = ["embed_tokens", "lm_head", "q_proj"]
    carrying = make_adapter(base, tmp_path / "adapter", target_modules=targets)
    ours = merged(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    assert same(ours, by_peft(carrying, tmp_path / "peft"))


def test_a_model_that_transformers_does_not_know_is_merged_by_the_names_of_its_files(
    tmp_path: Path,
) -> None:
    base = make_family("llama", tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", target_modules=["q_proj"])
    known = merged(base, tmp_path / "adapter", tmp_path / "merge" / "known")
    path = base / "config.json"
    path.write_text(path.read_text().replace('"llama"', '"own"').replace("LlamaFor", "OwnFor"))
    assert same(merged(base, tmp_path / "adapter", tmp_path / "merge" / "own"), known)


def test_it_loads_where_names_were_given_back(tmp_path: Path) -> None:
    base = make_model("mixtral-experts", tmp_path / "base")
    carrying: Any = make_adapter(base, tmp_path / "adapter", **FAMILIES["mixtral-experts"].lora)
    ids = torch.arange(5, 37).view(1, 32)
    with torch.no_grad():
        wanted = carrying(input_ids=ids).logits
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")
        found = AutoModelForCausalLM.from_pretrained(tmp_path / "merge" / "run")(ids).logits
    torch.testing.assert_close(found, wanted, rtol=0, atol=1e-5)
