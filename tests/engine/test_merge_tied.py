"""A head that shares its weights with the embedding, and adapters that keep the two equal."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from deeptuner.engine.merge import merge
from deeptuner.errors import ModelError
from tests.support.adapters import make_adapter, make_family

HEAD = "base_model.model.lm_head.lora_B.weight"
EMBEDDING = {"target_modules": ["embed_tokens", "q_proj"]}


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_family("qwen2", tmp_path_factory.mktemp("tied") / "base")


def logits(model: Any) -> torch.Tensor:
    with torch.no_grad():
        found: torch.Tensor = model(torch.arange(5, 37).view(1, 32)).logits
    return found


def make_tied(base: Path, folder: Path, **lora: Any) -> Any:
    """Weights that are shared are changed together, as training does."""
    torch.manual_seed(2)
    model = AutoModelForCausalLM.from_pretrained(base)
    config = LoraConfig(r=4, lora_alpha=10, ensure_weight_tying=True, **lora)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what PEFT says of tied heads
        wrapped: Any = get_peft_model(model, config)
        changed = set()
        for parameter in wrapped.parameters():
            if parameter.requires_grad and parameter.data_ptr() not in changed:
                changed.add(parameter.data_ptr())
                parameter.data.add_(0.05 * torch.randn(parameter.shape))
        wrapped.save_pretrained(folder)
    return wrapped.eval()


@pytest.mark.parametrize(
    "lora",
    [
        EMBEDDING,
        {"target_modules": ["q_proj"], "modules_to_save": ["embed_tokens"]},
        {"target_modules": ["q_proj"], "trainable_token_indices": [3, 9]},
    ],
)
def test_head_and_embedding_stay_one(base: Path, tmp_path: Path, lora: dict[str, Any]) -> None:
    """PEFT's own merge adds the first of these twice."""
    wanted = logits(make_tied(base, tmp_path / "adapter", **lora))
    output = tmp_path / "merge" / "run"
    assert not merge(base, tmp_path / "adapter", output).untied
    assert "lm_head.weight" not in load_file(output / "model.safetensors")
    found = logits(AutoModelForCausalLM.from_pretrained(output))
    assert (found - wanted).abs().max() < 1e-5


def test_a_head_that_the_files_hold_besides_changes_alike(base: Path, tmp_path: Path) -> None:
    make_tied(base, tmp_path / "adapter", **EMBEDDING)
    both = load_file(base / "model.safetensors")
    both["lm_head.weight"] = both["model.embed_tokens.weight"].clone()
    (tmp_path / "both").mkdir()
    (tmp_path / "both" / "config.json").write_text((base / "config.json").read_text())
    save_file(both, tmp_path / "both" / "model.safetensors", metadata={"format": "pt"})
    merge(tmp_path / "both", tmp_path / "adapter", tmp_path / "merge" / "run")
    held = load_file(tmp_path / "merge" / "run" / "model.safetensors")
    assert torch.equal(held["lm_head.weight"], held["model.embed_tokens.weight"])
    assert not torch.equal(held["lm_head.weight"], both["lm_head.weight"])


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("tied-adapter", lambda held: held[HEAD].neg_()),
        ("other-shape", lambda held: held.__setitem__(HEAD, held[HEAD][:9])),
    ],
)
def test_a_file_that_parts_what_should_stay_one_is_refused(
    base: Path, tmp_path: Path, what: str, change: Any
) -> None:
    make_tied(base, tmp_path / "adapter", **EMBEDDING)
    path = tmp_path / "adapter" / "adapter_model.safetensors"
    held = load_file(path)
    change(held)
    save_file(held, path)
    with pytest.raises(ModelError) as caught:
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    assert caught.value.what.id == f"engine.merge.{what}"


def test_single_tokens_beside_a_head_of_its_own_are_refused(base: Path, tmp_path: Path) -> None:
    tokens = {"trainable_token_indices": {"embed_tokens": [7, 9]}}
    make_adapter(base, tmp_path / "adapter", target_modules=["lm_head", "q_proj"], **tokens)
    with pytest.raises(ModelError) as caught:
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    assert caught.value.what.id == "engine.merge.tied-rows"
