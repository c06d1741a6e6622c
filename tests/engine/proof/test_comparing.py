"""A QLoRA run's two ways to merge are told by the losses that the merged models really have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from deeptuner.engine.merge import merge
from deeptuner.engine.merge.four_bit import FourBit
from deeptuner.engine.proof import Comparison, Proving, compare, proof, sample_rows
from tests.support.adapters import make_adapter, make_family

OVER = FourBit("nf4", True, torch.bfloat16, torch.bfloat16)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compared")
    base = make_family("qwen2", folder / "base", torch.bfloat16)
    make_adapter(base, folder / "adapter")
    return folder


def test_losses_are_those_of_the_merged_models(made: Path) -> None:
    base, adapter = made / "base", made / "adapter"
    rows = sample_rows(base)
    merge(base, adapter, made / "original")
    merge(base, adapter, made / "nf4", onto=OVER)
    original = proof(base, adapter, made / "original", rows)
    nf4 = proof(base, adapter, made / "nf4", rows, over=OVER)
    found = compare(base, adapter, OVER, rows)
    assert found.original == pytest.approx(original.loss_merged, abs=1e-5)
    assert found.nf4 == pytest.approx(nf4.loss_merged, abs=1e-5)
    assert found.adapter == pytest.approx(nf4.loss_adapter, abs=1e-5)
    assert abs(found.nf4 - found.adapter) < abs(found.original - found.adapter)
    assert (found.rows, found.source) == (5, "sample")


def test_the_lower_loss_is_recommended() -> None:
    assert Comparison(3, "eval", 1.2, 1.1, 1.1).recommended == "nf4"
    assert Comparison(3, "eval", 1.1, 1.2, 1.2).recommended == "original"
    assert Comparison(3, "eval", 1.1, 1.1, 1.1).recommended == "original"


def test_a_merge_tells_both_ways(made: Path, tmp_path: Path) -> None:
    output = tmp_path / "merge" / "run"
    given = (made / "base", made / "adapter", output)
    proving = Proving(*given, None, lambda *_: None, trained_over=OVER, onto="nf4")
    merge(*given, onto=OVER, prove=proving)
    told = proving.finished()
    assert told["onto"] == "nf4"
    assert told["proof"]["passed"]
    kept = json.loads(output.with_name("run.comparison.json").read_bytes())
    assert told["comparison_file"] == str(output.with_name("run.comparison.json"))
    assert kept["comparison"] == told["comparison"]
    assert kept["onto"] == "nf4"
    better = told["comparison"]["recommended"]
    assert any("4 bits" in line for line in told["proof_lines"])
    known = {"nf4": "is the better way", "original": "--onto original --overwrite"}
    assert known[better] in told["proof_lines"][-1]
    again = Proving(*given, None, lambda *_: None)
    merge(*given, overwrite=True, prove=again)
    assert again.finished()["comparison"] is None
    assert not output.with_name("run.comparison.json").exists()
