"""For every architecture, the merged model is PEFT's to the last bit, or refused in words.

`benchmarks/merge_matrix.py` goes through all combinations; here each architecture meets each number
format once, and the methods take turns.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from deeptuner.engine.merge import merge
from tests.support.adapters import make_adapter
from tests.support.families import FAMILIES, METHODS, make_model

CASES = [
    (name, methods[(number + shift) % len(methods)], dtype)
    for number, (name, family) in enumerate(FAMILIES.items())
    for methods in [[method for method in METHODS if method != "dora" or not family.experts]]
    for shift, dtype in enumerate((torch.float32, torch.bfloat16))
]


@pytest.mark.parametrize(("name", "method", "dtype"), CASES)
def test_merged_is_peft_to_the_last_bit(
    tmp_path: Path, name: str, method: str, dtype: torch.dtype
) -> None:
    """As files, for there the names are those that other programs know."""
    base = make_model(name, tmp_path / "base", dtype)
    lora = {**FAMILIES[name].lora, **METHODS[method]}
    carrying = make_adapter(base, tmp_path / "adapter", **lora)
    report = merge(base, tmp_path / "adapter", tmp_path / "merge" / "run")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what transformers says of a head that is tied
        carrying.merge_and_unload().save_pretrained(tmp_path / "peft")
    ours = load_file(tmp_path / "merge" / "run" / "model.safetensors")
    theirs = load_file(tmp_path / "peft" / "model.safetensors")
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if not torch.equal(ours[name], theirs[name])] == []
    before = load_file(base / "model.safetensors")
    differing = [name for name in ours if not torch.equal(ours[name], before[name])]
    assert len(differing) == report.changed >= 2 * len(FAMILIES[name].targets)
