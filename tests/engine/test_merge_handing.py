"""Adapters that PEFT itself must merge, and those that nobody can."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import IA3Config, LoHaConfig, PeftConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from deeptuner.engine.merge import handing, merge, peft_child
from deeptuner.engine.proof import proof, sample_rows
from deeptuner.errors import ModelError, RunError
from deeptuner.words import render
from tests.support.adapters import make_family

TARGETS = {"target_modules": ["q_proj", "up_proj"], "task_type": "CAUSAL_LM"}


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_family("llama", tmp_path_factory.mktemp("handing") / "base")


def make_other(base: Path, folder: Path, config: PeftConfig) -> Any:
    torch.manual_seed(2)
    model = AutoModelForCausalLM.from_pretrained(base)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wrapped: Any = get_peft_model(model, config)
    for parameter in wrapped.parameters():
        if parameter.requires_grad:
            parameter.data += 0.2 * torch.randn(parameter.shape)
    wrapped.save_pretrained(folder)
    return wrapped.eval()


def test_another_kind_is_merged_by_peft(base: Path, tmp_path: Path) -> None:
    config = IA3Config(feedforward_modules=["up_proj"], **TARGETS)
    carrying = make_other(base, tmp_path / "adapter", config)
    output = tmp_path / "merge" / "run"
    report = merge(base, tmp_path / "adapter", output)
    upstream = carrying.merge_and_unload().state_dict()
    ours = load_file(output / "model.safetensors")
    assert ours.keys() == upstream.keys()
    assert all(torch.equal(tensor, upstream[name]) for name, tensor in ours.items())
    value = json.loads(json.dumps(report.to_json()))
    assert (value["by"], value["changed"]) == ("peft", 4)
    assert value["peak_memory"] > 10**8
    assert report.why is not None
    assert config.peft_type.value in render(report.why)
    assert {path.name for path in output.iterdir()} >= {
        "tokenizer.json",
        "config.json",
        "chat_template.jinja",
    }
    assert proof(base, tmp_path / "adapter", output, sample_rows(base)).passed


def test_a_layer_that_the_model_lacks_is_refused(base: Path, tmp_path: Path) -> None:
    """PEFT would warn of it, and merge the rest."""
    make_other(base, tmp_path / "adapter", LoHaConfig(r=4, alpha=8, **TARGETS))
    path = tmp_path / "adapter" / "adapter_model.safetensors"
    held = load_file(path)
    save_file({name.replace("layers.1", "layers.7"): one for name, one in held.items()}, path)
    with warnings.catch_warnings(), pytest.raises(ValueError, match=r"layers\.7"):
        warnings.simplefilter("ignore")
        peft_child.main(base, tmp_path / "adapter", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_process_that_dies_leaves_nothing(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_other(base, tmp_path / "adapter", LoHaConfig(r=4, alpha=8, **TARGETS))
    monkeypatch.setattr(handing, "CHILD", "deeptuner.no_such_module")
    output = tmp_path / "merge" / "run"
    with pytest.raises(ModelError, match=r"PEFT cannot merge .* exit code 1"):
        merge(base, tmp_path / "adapter", output)
    assert not list(output.parent.iterdir())


def test_not_enough_memory_is_told_before_anything_is_done(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_other(base, tmp_path / "adapter", LoHaConfig(r=4, alpha=8, **TARGETS))
    monkeypatch.setattr(handing, "LIBRARIES", 10**15)
    with pytest.raises(RunError, match=r"kind LOHA.*whole model in memory.*GB are free"):
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    assert not (tmp_path / "merge").exists()


def test_a_spoiled_adapter_is_not_handed_on(base: Path, tmp_path: Path) -> None:
    make_other(base, tmp_path / "adapter", LoHaConfig(r=4, alpha=8, **TARGETS))
    path = tmp_path / "adapter" / "adapter_model.safetensors"
    held = load_file(path)
    next(iter(held.values())).view(-1)[2] = float("inf")
    save_file(held, path)
    with pytest.raises(ModelError, match="not a number"):
        merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")


def test_the_other_process_ends_with_the_merge(base: Path, tmp_path: Path) -> None:
    """Its input ends, however the merge did: even one that was killed, and could tell nothing."""
    make_other(base, tmp_path / "adapter", LoHaConfig(r=4, alpha=8, **TARGETS))
    words = [base, tmp_path / "adapter", tmp_path / "out"]
    done = subprocess.run(
        [sys.executable, "-m", handing.CHILD, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
