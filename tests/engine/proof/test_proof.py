"""A merged model that does what base and adapter do passes; any other fails, whatever is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from deeptuner.engine.merge import merge
from deeptuner.engine.proof import Proof, Proving, proof, proving, sample_rows
from deeptuner.errors import EngineError
from tests.support.adapters import make_adapter, make_family

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


def spoiled(folder: Path, to: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> Path:
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


def test_one_wrong_layer_fails(made: Path, tmp_path: Path) -> None:
    name = "model.layers.1.mlp.down_proj.weight"
    before = load_file(made / "fp32" / "base" / "model.safetensors")[name]
    wrong = spoiled(
        made / "fp32", tmp_path / "wrong", lambda tensors: tensors.update({name: before})
    )
    assert not proven(made / "fp32", wrong).passed


def test_a_number_that_is_none_fails(made: Path, tmp_path: Path) -> None:
    name = "model.norm.weight"
    wrong = spoiled(made / "fp32", tmp_path / "nan", lambda tensors: tensors[name].fill_(torch.nan))
    assert not proven(made / "fp32", wrong).passed


def test_a_model_that_lacks_a_weight_does_not_load_again(made: Path, tmp_path: Path) -> None:
    wrong = spoiled(
        made / "fp32", tmp_path / "lacks", lambda tensors: tensors.pop("lm_head.weight")
    )
    found = proven(made / "fp32", wrong)
    assert (found.loads_again, found.passed) == (False, False)


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
        proving, "proof", lambda base, adapter, merged, *more: honest(base, adapter, base, *more)
    )
    with pytest.raises(EngineError, match="It keeps 0% of what the adapter does"):
        attempt()
    assert (output / "mine.txt").exists()
    assert output.with_name("run.proof.json").read_bytes() == report
    failed = json.loads(output.with_name("run.failed-proof.json").read_bytes())
    assert failed["passed"] is False
    monkeypatch.setattr(proving, "fits", lambda folder: False)
    assert attempt()["proof"] is None
    assert sorted(path.name for path in output.parent.iterdir()) == ["run"]
