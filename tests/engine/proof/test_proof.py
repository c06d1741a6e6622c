"""A merged model that does what base and adapter do passes; any other fails, whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig, RandLoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from deeptuner.cli.sample import make_sample
from deeptuner.engine.merge import merge
from deeptuner.engine.proof import Proof, Proving, proof, proving, sample_rows
from deeptuner.engine.proof.proving import told
from deeptuner.errors import EngineError
from deeptuner.words import render
from tests.support.adapters import make_adapter, make_family

Tensors = dict[str, torch.Tensor]
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`base`, `adapter` and `merged` in each number format. Read only."""
    folder = tmp_path_factory.mktemp("proof")
    for name, dtype in DTYPES.items():
        make_family("llama", folder / name / "base", dtype)
        make_adapter(folder / name / "base", folder / name / "adapter")
        merge(folder / name / "base", folder / name / "adapter", folder / name / "merged")
    return folder


def proven(folder: Path, merged: Path | None = None) -> Proof:
    rows = sample_rows(folder / "base")
    return proof(folder / "base", folder / "adapter", merged or folder / "merged", rows)


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_right_merge_passes(made: Path, dtype: str) -> None:
    found = proven(made / dtype)
    assert found.passed
    assert found.adapter_tensors == 28
    assert found.loads_again
    assert found.equal_greedy > 0.95
    assert abs(found.loss_merged - found.loss_adapter) < 0.01
    assert abs(found.loss_base - found.loss_adapter) > 1e-4
    assert found.effect_kept is not None
    assert found.effect_kept > 0.9
    assert found.source == "sample"


def spoiled(folder: Path, to: Path, change: Callable[[Tensors], object]) -> Path:
    to.mkdir()
    for file in (folder / "merged").iterdir():
        (to / file.name).write_bytes(file.read_bytes())
    tensors = load_file(to / "model.safetensors")
    change(tensors)
    save_file(tensors, to / "model.safetensors", metadata={"format": "pt"})
    return to


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_merge_without_the_adapter_fails(made: Path, dtype: str) -> None:
    found = proven(made / dtype, made / dtype / "base")
    assert not found.passed
    assert found.effect_kept == pytest.approx(0)


def one_left_out(before: Tensors, found: Tensors) -> None:
    name = "model.layers.1.mlp.down_proj.weight"
    found[name] = before[name]


def scaled_twice(before: Tensors, found: Tensors) -> None:
    for name, old in before.items():
        found[name] = (2 * found[name].float() - old.float()).to(old.dtype)


def layers_swapped(before: Tensors, found: Tensors) -> None:
    for name in before:
        if ".layers.0." in name:
            other = name.replace(".0.", ".1.")
            found[name], found[other] = found[other], found[name]


@pytest.mark.parametrize("dtype", ["fp32", "bf16"])
@pytest.mark.parametrize("change", [one_left_out, scaled_twice, layers_swapped])
def test_a_wrong_merge_fails(
    made: Path, tmp_path: Path, dtype: str, change: Callable[[Tensors, Tensors], None]
) -> None:
    before = load_file(made / dtype / "base" / "model.safetensors")
    wrong = spoiled(made / dtype, tmp_path / "wrong", lambda found: change(before, found))
    found = proven(made / dtype, wrong)
    failed = {check["id"] for check in found.checks if not check["passed"]}
    assert "weights" in failed
    assert not found.passed


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")
def test_what_peft_computes_in_16_bits_passes(made: Path, tmp_path: Path) -> None:
    """With several roundings on the way."""
    base = made / "bf16" / "base"
    config = RandLoraConfig(r=4, target_modules=["q_proj", "up_proj"], task_type="CAUSAL_LM")
    model: Any = get_peft_model(AutoModelForCausalLM.from_pretrained(base, dtype="auto"), config)
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float() + 0.05 * torch.randn(parameter.shape)
    model.save_pretrained(tmp_path / "adapter")
    model.merge_and_unload().save_pretrained(tmp_path / "merged")
    assert proof(base, tmp_path / "adapter", tmp_path / "merged", sample_rows(base)).passed
    assert not proof(base, tmp_path / "adapter", base, sample_rows(base)).passed


def trained_a_little(model_dir: Path, to: Path, rate: float) -> None:
    """An adapter after a single step of Adam, which moves each of its numbers by about `rate`."""
    torch.manual_seed(0)
    base = AutoModelForCausalLM.from_pretrained(model_dir, dtype=torch.float32)
    config = LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM")
    model: Any = get_peft_model(base, config)
    for row in sample_rows(model_dir).rows:
        ids = torch.from_numpy(row.ids)[None]
        model(input_ids=ids, labels=ids).loss.backward()
    torch.optim.Adam([one for one in model.parameters() if one.requires_grad], lr=rate).step()
    model.save_pretrained(to)


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")
@pytest.mark.parametrize(("rate", "passes"), [(5e-4, True), (2e-4, False)])
def test_what_rounding_takes_of_a_weak_adapter_is_told(
    tmp_path: Path, rate: float, passes: bool
) -> None:
    """In bf16 a weight stays as it is unless it changes by about a 500th of itself."""
    base = make_sample(tmp_path / "sample").model_dir
    trained_a_little(base, tmp_path / "adapter", rate)
    merge(base, tmp_path / "adapter", tmp_path / "merged")
    found = proof(base, tmp_path / "adapter", tmp_path / "merged", sample_rows(base))
    failed = {check["id"] for check in found.checks if not check["passed"]}
    assert failed == (set() if passes else {"effect", "loss"})
    assert found.effect_kept is not None
    said = " ".join(map(render, told(found)))
    assert f"keeps {found.effect_kept:.0%} of what the adapter does: the rest is too small" in said
    assert "trained longer" in said
    assert said.startswith("All ")
    assert "allowed" not in said  # the logits are within their bound, which is wide


def test_a_number_that_is_none_fails(made: Path, tmp_path: Path) -> None:
    name = "model.norm.weight"
    wrong = spoiled(made / "fp32", tmp_path / "nan", lambda tensors: tensors[name].fill_(torch.nan))
    found = proven(made / "fp32", wrong)
    assert not found.passed
    first, second = (render(one) for one in told(found)[:2])
    assert "are not what the adapter makes of the base's" in first
    assert "allowed" in second  # here the bound may be a reason


def test_a_model_that_lacks_a_weight_does_not_load_again(made: Path, tmp_path: Path) -> None:
    wrong = spoiled(
        made / "fp32", tmp_path / "lacks", lambda tensors: tensors.pop("lm_head.weight")
    )
    found = proven(made / "fp32", wrong)
    assert (found.loads_again, found.passed) == (False, False)


def test_right_weights_under_another_config_fail(made: Path, tmp_path: Path) -> None:
    """On so small a model other positions hardly show in the logits."""
    wrong = spoiled(made / "bf16", tmp_path / "otherwise", lambda tensors: None)
    config = json.loads((wrong / "config.json").read_text())
    config["rope_theta"] = config["rope_parameters"]["rope_theta"] = 500_000.0
    (wrong / "config.json").write_text(json.dumps(config))
    found = proven(made / "bf16", wrong)
    assert not found.passed
    assert [one["id"] for one in found.checks if not one["passed"]] == ["config"]
    last = [render(one) for one in told(found)]
    names = "rope_parameters.rope_theta, rope_theta"
    assert f"Its config.json says otherwise than the base's: {names}." in last


def test_without_a_tokenizer_tokens_are_drawn(made: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((made / "fp32" / "base" / "config.json").read_bytes())
    rows = sample_rows(tmp_path).rows
    assert len(rows) == 8
    assert max(int(row.ids.max()) for row in rows) < 400


def test_a_failed_proof_keeps_what_was_there(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, output = made / "fp32", tmp_path / "merge" / "run"

    def attempt() -> dict[str, object]:
        proof_of = Proving(folder / "base", folder / "adapter", output, None, lambda *_: None)
        merge(folder / "base", folder / "adapter", output, overwrite=True, prove=proof_of)
        return proof_of.finished()

    assert attempt()["proof_file"] == str(output.with_name("run.proof.json"))
    report = output.with_name("run.proof.json").read_bytes()
    (output / "mine.txt").write_text("mine")
    honest = proving.proof
    monkeypatch.setattr(
        proving,
        "proof",
        lambda base, adapter, merged, *more, **how: honest(base, adapter, base, *more, **how),
    )
    with pytest.raises(EngineError, match="It keeps 0% of what the adapter does"):
        attempt()
    assert (output / "mine.txt").exists()
    assert output.with_name("run.proof.json").read_bytes() == report
    failed = json.loads(output.with_name("run.failed-proof.json").read_bytes())
    assert failed["passed"] is False
    monkeypatch.setattr(proving, "fitting", lambda folder: None)
    assert attempt()["proof"] is None
    assert sorted(path.name for path in output.parent.iterdir()) == ["run"]
