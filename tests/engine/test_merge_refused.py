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
        ({"target_parameters": ["mlp.experts.down_proj"]}, "experts"),
        ({"lora_alpha": None}, "bad-config"),
        ({"lora_alpha": "much"}, "bad-config"),
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


def test_settings_without_a_scale_are_refused(base: Path, adapter: Path) -> None:
    change_json(adapter / "adapter_config.json", lambda config: config.pop("lora_alpha"))
    assert refusal(base, adapter).what.id == "engine.merge.bad-config"


def test_a_torn_shard_is_refused(base: Path, adapter: Path) -> None:
    shard = sorted(base.glob("model-*"))[1]
    shard.write_bytes(shard.read_bytes()[:-1])
    told = refusal(base, adapter)
    assert "cut off" in str(told)
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


def test_an_adapter_with_more_tokens_than_the_model_says_so(base: Path, adapter: Path) -> None:
    more = {"base_model.model.model.embed_tokens.weight": torch.ones(403, 32)}
    change_tensors(adapter / "adapter_model.safetensors", lambda tensors: tensors.update(more))
    told = refusal(base, adapter)
    assert told.what.id == "engine.merge.other-vocabulary"
    assert (told.what.params["tokens"], told.what.params["rows"]) == (403, 400)
