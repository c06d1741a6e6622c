"""The merged model's config says the same to old and new readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from transformers import AutoConfig, Gemma3TextConfig, LlamaConfig

from deeptuner.engine.merge.companions import chat_template, merged_config

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
