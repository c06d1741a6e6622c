"""The merged model's config says the same to old and new readers."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from transformers import AutoConfig, Gemma3TextConfig, LlamaConfig, Phi3Config, Qwen2Config

from deeptuner.engine.merge.companions import chat_template, complete, merged_config

LLAMA3 = {
    "rope_type": "llama3",
    "rope_theta": 500000.0,
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 8192,
}


def rewritten(config: Any, tmp_path: Path) -> tuple[dict[str, Any], Any]:
    """A config as it is merged, as JSON and as transformers reads it back."""
    config.save_pretrained(tmp_path)
    path = tmp_path / "config.json"
    merged = merged_config(json.loads(path.read_text()), untied=False, dtype="BF16")
    path.write_text(json.dumps(merged))
    return merged, AutoConfig.from_pretrained(tmp_path)


def test_older_readers_find_scaled_positions(tmp_path: Path) -> None:
    config = LlamaConfig(rope_parameters=LLAMA3)
    merged, read = rewritten(config, tmp_path)
    assert merged["rope_theta"] == 500000.0
    assert merged["rope_scaling"] == {k: v for k, v in LLAMA3.items() if k != "rope_theta"}
    assert read.rope_parameters == config.rope_parameters


def test_the_kind_of_scaling_has_its_older_name_too(tmp_path: Path) -> None:
    yarn = {"rope_type": "yarn", "rope_theta": 1e6, "factor": 4.0}
    yarn |= {"original_max_position_embeddings": 8192}
    merged, read = rewritten(Qwen2Config(rope_parameters=yarn), tmp_path)
    assert (merged["rope_scaling"]["type"], merged["rope_scaling"]["rope_type"]) == ("yarn", "yarn")
    assert {key: read.rope_parameters[key] for key in yarn} == yarn


def test_the_two_scalings_of_phi3_are_as_its_older_readers_want_them(tmp_path: Path) -> None:
    factors = {"short_factor": [1.0] * 12, "long_factor": [2.0] * 12}
    longrope = {"rope_type": "longrope", "rope_theta": 9e3, "partial_rotary_factor": 0.75}
    settings = {"hidden_size": 128, "num_attention_heads": 4, "max_position_embeddings": 65536}
    config = Phi3Config(rope_parameters={**longrope, **factors}, **settings)
    merged, read = rewritten(config, tmp_path)
    assert merged["rope_scaling"] == {"type": "longrope", **factors}
    assert merged["original_max_position_embeddings"] == config.original_max_position_embeddings
    assert (merged["rope_theta"], merged["partial_rotary_factor"]) == (9e3, 0.75)
    kept = {**longrope, **factors, "original_max_position_embeddings": 4096}
    assert {key: read.rope_parameters[key] for key in kept} == kept


def test_plain_positions_get_no_scaling(tmp_path: Path) -> None:
    config = LlamaConfig(rope_parameters={"rope_type": "default", "rope_theta": 77.0})
    merged, read = rewritten(config, tmp_path)
    assert merged["rope_theta"] == 77.0
    assert merged.get("rope_scaling") is None
    assert read.rope_parameters == config.rope_parameters


def test_positions_by_kind_of_layer(tmp_path: Path) -> None:
    config = Gemma3TextConfig()
    merged, read = rewritten(config, tmp_path)
    assert merged["rope_theta"] == 1_000_000.0
    assert merged["rope_local_base_freq"] == 10_000.0
    assert read.rope_parameters == config.rope_parameters


@pytest.mark.parametrize("key", ["type", "rope_type"])
def test_newer_readers_find_what_an_old_config_says(tmp_path: Path, key: str) -> None:
    old = {
        "model_type": "llama",
        "rope_theta": 123.0,
        "rope_scaling": {key: "linear", "factor": 2.0},
    }
    merged = merged_config(old, untied=False, dtype="F32")
    assert merged["rope_parameters"] == {"rope_type": "linear", "factor": 2.0, "rope_theta": 123.0}
    assert merged["rope_scaling"] == old["rope_scaling"]
    (tmp_path / "config.json").write_text(json.dumps(merged))
    assert AutoConfig.from_pretrained(tmp_path).rope_parameters["rope_theta"] == 123.0


def test_quantisation_is_gone_and_the_type_told_twice() -> None:
    merged = merged_config({"quantization_config": {"bits": 4}}, untied=True, dtype="F16")
    assert merged == {"tie_word_embeddings": False, "dtype": "float16", "torch_dtype": "float16"}


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ("{{ a }}", "{{ a }}"),
        ([{"name": "rag", "template": "r"}, {"name": "default", "template": "d"}], "d"),
        ([], None),
        (None, None),
    ],
)
def test_a_template_is_found_where_it_is_kept(tmp_path: Path, kept: Any, found: str | None) -> None:
    assert chat_template(tmp_path) is None
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"chat_template": kept}))
    assert chat_template(tmp_path) == found
    (tmp_path / "chat_template.jinja").write_text("j")
    assert chat_template(tmp_path) == "j"


def test_a_model_that_transformers_wrote_is_read_as_its_base_is(
    tiny_model: Path, tmp_path: Path
) -> None:
    """As the result of a full fine-tuning: positions and chat template in both forms."""
    base = shutil.copytree(tiny_model, tmp_path / "base")
    (base / "tokenizer.model").write_bytes(b"pieces")
    (base / "tokenizer.json").write_text("older")
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    complete(folder, base)
    config = json.loads((folder / "config.json").read_text())
    assert config["rope_theta"] == config["rope_parameters"]["rope_theta"]
    assert config["torch_dtype"] == config["dtype"] == "float32"
    tokenizer = json.loads((folder / "tokenizer_config.json").read_text())
    assert tokenizer["chat_template"] == (folder / "chat_template.jinja").read_text()
    assert (folder / "tokenizer.model").read_bytes() == b"pieces"
    assert (folder / "tokenizer.json").read_bytes() == (tiny_model / "tokenizer.json").read_bytes()
    assert AutoConfig.from_pretrained(folder).rope_parameters == config["rope_parameters"]
