"""Adapters and models that are incomplete, contradict themselves or do not belong together."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from deeptuner.engine.merge import merge
from deeptuner.errors import ModelError
from tests.support.adapters import make_adapter, make_family
from tests.support.families import make_model

LAYER = "base_model.model.model.layers.1.self_attn.q_proj.lora_{}.weight"
INDEX = "model.safetensors.index.json"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model in several shards, and an adapter for it. Copy it before changing anything."""
    folder = tmp_path_factory.mktemp("refused")
    base = make_family("llama", folder / "base")
    make_adapter(base, folder / "adapter")
    AutoModelForCausalLM.from_pretrained(base).save_pretrained(base, max_shard_size="60KB")
    (base / "model.safetensors").unlink()
    return folder


@pytest.fixture
def base(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "base", tmp_path / "base"))


@pytest.fixture
def adapter(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "adapter", tmp_path / "adapter"))


def refusal(base: Path, adapter: Path) -> ModelError:
    """How the merge is refused; it must leave nothing, and the base as it was."""
    before = {path.name: path.read_bytes() for path in base.iterdir()}
    output = base.parent / "merge" / "run"
    with pytest.raises(ModelError) as caught:
        merge(base, adapter, output)
    assert not output.parent.exists() or not list(output.parent.iterdir())
    assert {path.name: path.read_bytes() for path in base.iterdir()} == before
    return caught.value


def change_json(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    value = json.loads(path.read_text())
    change(value)
    path.write_text(json.dumps(value))


def change_tensors(path: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> None:
    tensors = load_file(path)
    change(tensors)
    save_file(tensors, path, metadata={"format": "pt"})


def test_a_layer_that_the_adapter_lost_is_missed(base: Path, adapter: Path) -> None:
    weights = adapter / "adapter_model.safetensors"
    change_tensors(weights, lambda t: [t.pop(LAYER.format(part)) for part in "AB"])
    told = refusal(base, adapter)
    assert told.what.id == "engine.merge.missing"
    assert told.what.params["module"] == "model.layers.1.self_attn.q_proj"


@pytest.mark.parametrize(
    "targets",
    [
        {"target_modules": r"model\.layers\.(0\.self_attn|1\.mlp)\.(q_proj|up_proj)"},
        {"target_modules": ["q_proj"], "layers_to_transform": [1], "layers_pattern": "layers"},
        {"target_modules": ["q_proj"], "exclude_modules": r".*layers\.0.*"},
    ],
)
def test_layers_that_were_not_meant_are_not_missed(
    base: Path, tmp_path: Path, targets: dict[str, Any]
) -> None:
    make_adapter(base, tmp_path / "some", **targets)
    assert merge(base, tmp_path / "some", tmp_path / "merge" / "run").changed in (1, 2)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"alora_invocation_tokens": [1, 2]}, "other-formula"),
        ({"layer_replication": [[0, 2], [0, 2]]}, "other-formula"),
        ({"use_qalora": True}, "other-formula"),
        ({"target_parameters": ["mlp.experts.down_proj"]}, "no-such-module"),
        ({"alpha_pattern": ["q_proj"]}, "bad-config"),
        ({"alpha_pattern": {"(": 3}}, "bad-config"),
        ({"target_modules": "q_proj", "layers_to_transform": [1]}, "bad-config"),
    ],
)
def test_settings_that_mean_something_else_are_refused(
    base: Path, adapter: Path, changes: dict[str, Any], what: str
) -> None:
    change_json(adapter / "adapter_config.json", lambda config: config.update(changes))
    assert refusal(base, adapter).what.id == f"engine.merge.{what}"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"lora_alpha": None}, '"lora_alpha": null'),
        ({"lora_alpha": "much"}, '"lora_alpha": "much"'),
        ({"lora_alpha": True}, '"lora_alpha": true'),
        ({"lora_alpha": -8}, '"lora_alpha": -8'),
        ({"alpha_pattern": {"q_proj": None}}, '"alpha_pattern": {"q_proj": null}'),
        ({"r": 0}, '"r": 0'),
        ({"r": None}, '"r": null'),
    ],
)
def test_a_rank_or_an_alpha_that_is_none_is_told_by_its_name(
    base: Path, adapter: Path, changes: dict[str, Any], told: str
) -> None:
    change_json(adapter / "adapter_config.json", lambda config: config.update(changes))
    what = refusal(base, adapter).what
    assert (what.id, what.params["detail"]) == ("engine.merge.bad-config", told)


@pytest.mark.parametrize("use_dora", [True, False])
def test_lengths_that_contradict_the_settings_are_refused(
    base: Path, tmp_path: Path, use_dora: bool
) -> None:
    """Without its lengths a layer trained with DoRA is another one."""
    adapter, module = tmp_path / "dora", "model.layers.1.self_attn.q_proj"
    make_adapter(base, adapter, use_dora=True, target_modules=["q_proj"])
    if use_dora:
        name = f"base_model.model.{module}.lora_magnitude_vector"
        change_tensors(adapter / "adapter_model.safetensors", lambda tensors: tensors.pop(name))
    else:
        change_json(adapter / "adapter_config.json", lambda config: config.update(use_dora=False))
        module = module.replace("1", "0")
    told = refusal(base, adapter)
    assert told.what.id == f"engine.merge.{'half' if use_dora else 'not-dora'}"
    assert told.what.params["module"] == module


def test_settings_without_a_scale_are_refused(base: Path, adapter: Path) -> None:
    change_json(adapter / "adapter_config.json", lambda config: config.pop("lora_alpha"))
    assert refusal(base, adapter).what.id == "engine.merge.bad-config"


def test_a_torn_shard_is_refused(base: Path, adapter: Path) -> None:
    shard = sorted(base.glob("model-*"))[1]
    shard.write_bytes(shard.read_bytes()[:-1])
    told = refusal(base, adapter)
    assert "cut off" in str(told)
    assert "Get the model's files again" in str(told)
    assert shard.name in str(told)


def test_a_missing_shard_is_refused(base: Path, adapter: Path) -> None:
    sorted(base.glob("model-*"))[1].unlink()
    assert refusal(base, adapter).what.id == "runs.models.shard-missing"


def test_an_index_that_names_the_wrong_shard_is_refused(base: Path, adapter: Path) -> None:
    first, second = sorted(base.glob("model-*"))[:2]

    def swap(index: dict[str, Any]) -> None:
        name = next(n for n, file in index["weight_map"].items() if file == first.name)
        index["weight_map"][name] = second.name

    change_json(base / INDEX, swap)
    assert refusal(base, adapter).what.id == "runs.models.tensor-missing"


def test_an_index_that_leaves_out_a_tensor_is_refused(base: Path, adapter: Path) -> None:
    change_json(base / INDEX, lambda index: index["weight_map"].pop("model.norm.weight"))
    told = refusal(base, adapter)
    assert told.what.id == "engine.merge.not-in-index"
    assert told.fix is not None
    assert told.fix.id == "runs.models.get-again"


@pytest.mark.parametrize("name", ["model.norm.weight", "model.layers.1.self_attn.q_proj.weight"])
def test_a_weight_that_the_model_lacks_is_refused(base: Path, adapter: Path, name: str) -> None:
    """The merged model would lack it too, and be filled with random numbers when it is loaded."""
    change_json(base / INDEX, lambda index: index["weight_map"].pop(name))
    shard = next(path for path in base.glob("model-*") if name in load_file(path))
    change_tensors(shard, lambda tensors: tensors.pop(name))
    told = refusal(base, adapter)
    assert told.what.id == "engine.merge.lacking"
    assert told.what.params["name"] == name
    assert told.fix is not None
    assert told.fix.id == "runs.models.get-again"


@pytest.mark.parametrize("lost", ["1", "3"])
def test_an_expert_that_the_model_lacks_is_refused(tmp_path: Path, lost: str) -> None:
    """Those after it would take the numbers of those before."""
    base = make_model("mixtral", tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", target_modules=["q_proj"])
    name = f"model.layers.1.block_sparse_moe.experts.{lost}.w2.weight"
    change_tensors(base / "model.safetensors", lambda tensors: tensors.pop(name))
    told = refusal(base, tmp_path / "adapter")
    assert told.what.id == "engine.merge.lacking"
    assert told.what.params["name"] == "model.layers.1.mlp.experts.down_proj"


def test_a_tensor_in_two_shards_is_refused(base: Path, adapter: Path) -> None:
    """The one left over from an earlier download would win, or lose, by the order of names."""
    first, second = sorted(base.glob("model-*"))[:2]
    name, tensor = next(iter(load_file(first).items()))
    change_tensors(second, lambda tensors: tensors.update({name: tensor + 1}))
    told = refusal(base, adapter)
    assert told.what.id == "engine.merge.twice"
    assert told.what.params["name"] == name


def test_a_token_without_embedding_is_refused(base: Path, adapter: Path) -> None:
    extra = {"id": 400, "content": "<|new|>", "special": True}
    change_json(base / "tokenizer.json", lambda one: one["added_tokens"].append(extra))
    told = refusal(base, adapter)
    assert told.what.id == "engine.merge.vocabulary"
    assert told.what.params["token"] == "<|new|>"


def test_more_tokens_for_a_part_without_tokens_are_refused(base: Path, adapter: Path) -> None:
    more = {"base_model.model.model.layers.0.mlp.up_proj.base_layer.weight": torch.ones(67, 32)}
    change_tensors(adapter / "adapter_model.safetensors", lambda tensors: tensors.update(more))
    assert refusal(base, adapter).what.id == "engine.merge.other-vocabulary"
