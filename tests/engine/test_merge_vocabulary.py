"""Adapters trained with tokens of their own: their rows and their tokenizer come along."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast

from deeptuner.cli.main import main
from deeptuner.engine.merge import merge
from deeptuner.engine.proof import Proving, proving
from deeptuner.errors import ModelError
from tests.support.adapters import make_adapter, make_family

ROWS = 403  # of 400 in the base
NEW = ["<|tool|>", "<|result|>"]
WHOLE = {"modules_to_save": ["embed_tokens", "lm_head"]}
LAYOUTS: dict[str, dict[str, Any]] = {
    "resized alone": {},
    "copies": WHOLE,
    "copy of the embedding": {"modules_to_save": ["embed_tokens"]},
    "tied copy": {"modules_to_save": ["embed_tokens"], "ensure_weight_tying": True},
    "LoRA of both": {"target_modules": ["q_proj", "embed_tokens", "lm_head"]},
    "single tokens": {"trainable_token_indices": [7, 400, 401]},
}
FILE = "adapter_model.safetensors"


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("vocabulary")
    return {name: make_family(name, folder / name) for name in ("llama", "qwen2")}


def resized(base: Path, rows: int) -> Any:
    torch.manual_seed(3)
    model = AutoModelForCausalLM.from_pretrained(base)
    model.resize_token_embeddings(rows, mean_resizing=False)
    return model


def make_wide(base: Path, folder: Path, rows: int = ROWS, **lora: Any) -> Path:
    """As other programs make one: the tokenizer grows, the model with it, and both are saved."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what PEFT says of tied heads and of what it saves
        config = {"r": 4, "target_modules": ["q_proj"], "init_lora_weights": False, **lora}
        wrapped = get_peft_model(resized(base, rows), LoraConfig(task_type="CAUSAL_LM", **config))
        for name, parameter in wrapped.named_parameters():
            if "modules_to_save" in name or "trainable_tokens" in name:
                parameter.data += 0.05 * torch.randn(parameter.shape)
        wrapped.save_pretrained(folder)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(base)
    tokenizer.add_special_tokens({"additional_special_tokens": NEW})
    tokenizer.save_pretrained(folder)
    return folder


def logits(model: Any) -> torch.Tensor:
    with torch.no_grad():
        found: torch.Tensor = model.eval()(torch.arange(380, 402).view(1, -1)).logits
    return found


def by_peft(base: Path, adapter: Path, rows: int = ROWS) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return PeftModel.from_pretrained(resized(base, rows), adapter)


@pytest.mark.parametrize("method", ["whole", "streamed"])
@pytest.mark.parametrize("family", ["llama", "qwen2"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_merged_model_has_the_tokens(
    bases: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    family: str,
    layout: str,
    method: str,
) -> None:
    base, output = bases[family], tmp_path / "merged"
    adapter = make_wide(base, tmp_path / "adapter", **LAYOUTS[layout])
    monkeypatch.setattr(proving, "fitting", lambda _: method)
    prove = Proving(base, adapter, output, None, lambda *_: None)
    report = merge(base, adapter, output, prove=prove)
    assert prove.proof is not None
    assert prove.proof.passed
    assert (report.vocabulary, report.new_tokens) == (ROWS, len(NEW))
    merged, told = AutoModelForCausalLM.from_pretrained(output, output_loading_info=True)
    assert not any(told.values())
    assert merged.config.vocab_size == ROWS
    torch.testing.assert_close(logits(merged), logits(by_peft(base, adapter)))
    tokenizer = AutoTokenizer.from_pretrained(output)
    assert tokenizer(NEW[1], add_special_tokens=False)["input_ids"] == [401]


def test_a_head_that_was_the_embedding_stays_it(bases: dict[str, Path], tmp_path: Path) -> None:
    adapter = make_wide(bases["qwen2"], tmp_path / "adapter")
    assert "base_model.model.lm_head.weight" in load_file(adapter / FILE)
    assert not merge(bases["qwen2"], adapter, tmp_path / "tied").untied
    tensors = load_file(adapter / FILE)
    tensors["base_model.model.lm_head.weight"][5] += 1
    save_file(tensors, adapter / FILE)
    assert merge(bases["qwen2"], adapter, tmp_path / "untied").untied


def test_fewer_rows_that_hold_all_tokens_will_do(bases: dict[str, Path], tmp_path: Path) -> None:
    """Models often have rows to spare, and programs that resize to the tokenizer cut them off."""
    base = Path(shutil.copytree(bases["llama"], tmp_path / "base"))
    resized(base, 448).save_pretrained(base)
    adapter = make_wide(base, tmp_path / "adapter", rows=402)
    report = merge(base, adapter, tmp_path / "merged")
    assert (report.vocabulary, report.new_tokens) == (402, 2)
    merged = AutoModelForCausalLM.from_pretrained(tmp_path / "merged")
    torch.testing.assert_close(logits(merged), logits(by_peft(base, adapter, rows=402)))


def test_tokens_in_rows_to_spare_bring_their_tokenizer(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    base = Path(shutil.copytree(bases["llama"], tmp_path / "base"))
    resized(base, 448).save_pretrained(base)
    adapter = make_wide(base, tmp_path / "adapter", rows=448, **WHOLE)
    report = merge(base, adapter, tmp_path / "merged")
    assert (report.vocabulary, report.new_tokens) == (None, 2)
    found = AutoTokenizer.from_pretrained(tmp_path / "merged")
    assert found("a<|tool|>b")["input_ids"].count(400) == 1


def test_the_base_keeps_its_tokenizer_where_nothing_is_new(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    """Other programs read it best as it came, so one that was saved again does not replace it."""
    base, adapter = bases["llama"], tmp_path / "adapter"
    make_adapter(base, adapter)
    AutoTokenizer.from_pretrained(base).save_pretrained(adapter)
    config = json.loads((adapter / "tokenizer_config.json").read_text())
    (adapter / "tokenizer_config.json").write_text(json.dumps({**config, "saved": "again"}))
    assert merge(base, adapter, tmp_path / "merged").new_tokens == 0
    held = (tmp_path / "merged" / "tokenizer.json").read_bytes()
    assert held == (base / "tokenizer.json").read_bytes()
    assert "again" not in (tmp_path / "merged" / "tokenizer_config.json").read_text()


def test_tokens_without_a_row_are_not_taken(bases: dict[str, Path], tmp_path: Path) -> None:
    """A token to fill up with was added, and never read: the model has no row for it."""
    base, adapter = bases["llama"], tmp_path / "adapter"
    make_adapter(base, adapter)
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.add_special_tokens({"pad_token": "<|nothing|>"})
    tokenizer.save_pretrained(adapter)
    assert merge(base, adapter, tmp_path / "merged").new_tokens == 0
    assert "<|nothing|>" not in (tmp_path / "merged" / "tokenizer.json").read_text()


def test_a_tokenizer_class_that_older_programs_know_is_kept(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    base = Path(shutil.copytree(bases["llama"], tmp_path / "base"))
    path = base / "tokenizer_config.json"
    path.write_text(
        json.dumps({**json.loads(path.read_text()), "tokenizer_class": "LlamaTokenizer"})
    )
    adapter = make_wide(base, tmp_path / "adapter")
    path = adapter / "tokenizer_config.json"
    path.write_text(
        json.dumps({**json.loads(path.read_text()), "tokenizer_class": "TokenizersBackend"})
    )
    merge(base, adapter, tmp_path / "merged")
    config = json.loads((tmp_path / "merged" / "tokenizer_config.json").read_text())
    assert config["tokenizer_class"] == "LlamaTokenizer"


def test_a_head_that_is_not_told_is_refused(bases: dict[str, Path], tmp_path: Path) -> None:
    """Its new rows would be numbers drawn at random."""
    target = {"target_modules": ["q_proj", "embed_tokens"]}
    adapter = make_wide(bases["llama"], tmp_path / "adapter", **target)
    with pytest.raises(ModelError) as told:
        merge(bases["llama"], adapter, tmp_path / "merged")
    assert told.value.what.id == "engine.merge.uneven"
    assert told.value.what.params["module"] == "lm_head"
    assert not (tmp_path / "merged").exists()


def test_a_shared_head_of_which_nothing_is_known_is_refused(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    """PEFT trained a copy of the embedding; the head is the embedding before, with rows that only
    the training knew."""
    saved = {"modules_to_save": ["embed_tokens"]}
    adapter = make_wide(bases["qwen2"], tmp_path / "adapter", **saved)
    tensors = load_file(adapter / FILE)
    kept = {name: one for name, one in tensors.items() if name.endswith(("A.weight", "B.weight"))}
    name = "base_model.model.model.embed_tokens.weight"
    save_file({**kept, name: tensors[name]}, adapter / FILE)
    with pytest.raises(ModelError) as told:
        merge(bases["qwen2"], adapter, tmp_path / "merged")
    assert told.value.what.id == "engine.merge.uneven"


def test_two_contents_of_one_weight_are_refused(bases: dict[str, Path], tmp_path: Path) -> None:
    adapter = make_wide(bases["llama"], tmp_path / "adapter", **WHOLE)
    tensors = load_file(adapter / FILE)
    tensors["base_model.model.lm_head.modules_to_save.weight"][0] += 1
    save_file(tensors, adapter / FILE)
    with pytest.raises(ModelError) as told:
        merge(bases["llama"], adapter, tmp_path / "merged")
    assert told.value.what.id == "engine.merge.half"


def test_the_command_says_so(
    bases: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    adapter, output = make_wide(bases["llama"], tmp_path / "adapter"), tmp_path / "merged"
    words = ["merge", "--adapter", str(adapter), "--base", str(bases["llama"])]
    assert main([*words, "--output", str(output), "--no-proof"]) == 0
    assert "2 tokens of its own" in capsys.readouterr().out
    for file in ("tokenizer.json", "tokenizer_config.json"):
        (adapter / file).unlink()
    assert main([*words, "--output", str(output), "--no-proof", "--overwrite"]) == 0
    assert "403 rows" in capsys.readouterr().out
