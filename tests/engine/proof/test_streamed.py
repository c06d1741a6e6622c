"""Computed layer by layer, a proof comes out as it does with whole models, in bounded memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from transformers import LlamaForCausalLM

from deeptuner.engine.merge import merge
from deeptuner.engine.merge.four_bit import FourBit
from deeptuner.engine.proof import Proof, by_layers, models, proof, proving
from deeptuner.engine.proof.parts import CannotStreamError
from deeptuner.engine.proof.proof import Method
from deeptuner.engine.proof.rows import Row, Rows
from tests.support.adapters import make_adapter
from tests.support.families import FAMILIES, make_model
from tests.support.models import make_llama

BF16 = torch.bfloat16
LENGTHS = (40, 7, 64, 2)
CASES: list[tuple[str, dict[str, Any]]] = [
    ("llama", {"use_dora": True}),
    ("qwen2", {"modules_to_save": ["embed_tokens"]}),  # a tied head that the merge parts
    ("qwen3-moe-experts", {"modules_to_save": ["lm_head"]}),
    ("gemma3", {}),
    ("phi3", {}),
    ("opt", {"use_dora": True}),
    ("gpt2", {"target_modules": ["c_attn", "c_proj", "c_fc", "wte"]}),
    ("bloom", {"modules_to_save": ["lm_head"]}),
    ("falcon", {"use_rslora": True}),
]


def random_rows() -> Rows:
    rng = np.random.default_rng(0)
    drawn = [rng.integers(5, 400, length) for length in LENGTHS]
    return Rows("sample", tuple(Row(ids, np.ones(len(ids), bool)) for ids in drawn))


def both(folder: Path, merged: str = "merged", over: FourBit | None = None) -> tuple[Proof, Proof]:
    """As whole models and layer by layer."""
    given = (folder / "base", folder / "adapter", folder / merged, random_rows())
    methods: tuple[Method, Method] = ("whole", "streamed")
    one, other = (proof(*given, over=over, method=method) for method in methods)
    return one, other


def close(one: Proof, other: Proof) -> None:
    for field in ("loss_adapter", "loss_merged", "loss_base"):
        assert getattr(one, field) == pytest.approx(getattr(other, field), abs=1e-5)
    assert one.per_row == pytest.approx(other.per_row, abs=1e-5)
    assert one.allowed == pytest.approx(other.allowed, rel=1e-4)
    told = [[(check["id"], check["passed"]) for check in found.checks] for found in (one, other)]
    assert told[0] == told[1]
    figures = [
        next(check["largest"] for check in found.checks if check["id"] == "weights")
        for found in (one, other)
    ]
    assert figures[0] == pytest.approx(figures[1], rel=1e-5)


@pytest.mark.parametrize(("name", "lora"), CASES, ids=[name for name, _ in CASES])
def test_layer_by_layer_is_as_the_whole(tmp_path: Path, name: str, lora: dict[str, Any]) -> None:
    base = make_model(name, tmp_path / "base", BF16)
    make_adapter(base, tmp_path / "adapter", **{**FAMILIES[name].lora, **lora})
    merge(base, tmp_path / "adapter", tmp_path / "merged")
    one, other = both(tmp_path)
    assert (one.passed, other.passed) == (True, True)
    assert (one.method, other.method) == ("whole", "streamed")
    assert len(other.per_row) == len(LENGTHS)
    close(one, other)


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """`base`, `adapter` and `merged` of a Llama in bf16."""
    base = make_model("llama", tmp_path / "base", BF16)
    make_adapter(base, tmp_path / "adapter")
    merge(base, tmp_path / "adapter", tmp_path / "merged")
    return tmp_path


def change(folder: Path, changes: dict[str, torch.Tensor], without: str = "") -> None:
    file = folder / "merged" / "model.safetensors"
    tensors = {**load_file(file), **changes}
    tensors.pop(without, None)
    save_file(tensors, file, metadata={"format": "pt"})


def test_one_matrix_of_another_adapter_is_found(merged: Path) -> None:
    """Logits hardly tell, so the weights do."""
    name = "model.layers.1.self_attn.k_proj.weight"
    before = load_file(merged / "base" / "model.safetensors")[name]
    right = load_file(merged / "merged" / "model.safetensors")[name]
    change(merged, {name: right + (right - before) * 0.1})
    one, other = both(merged)
    close(one, other)
    for found in (one, other):
        checks = {check["id"]: check for check in found.checks}
        assert not found.passed
        assert not checks["weights"]["passed"]
        assert checks["weights"]["worst"] == name
        assert checks["difference"]["passed"]


@pytest.mark.parametrize("damage", ["absent", "other shape"])
def test_what_does_not_load_has_not_passed(merged: Path, damage: str) -> None:
    name = "model.layers.1.mlp.down_proj.weight"
    shorter = {name: torch.zeros(32, 60, dtype=BF16)} if damage == "other shape" else {}
    change(merged, shorter, without="" if shorter else name)
    for found in both(merged):
        assert (found.loads_again, found.passed) == (False, False)
        assert found.checks[0] == {"id": "loads", "passed": False}


def test_onto_4_bits_is_proven_against_the_model_as_it_was_trained(tmp_path: Path) -> None:
    base = make_model("llama", tmp_path / "base", BF16)
    make_adapter(base, tmp_path / "adapter")
    over = FourBit("nf4", True, BF16, BF16)
    merge(base, tmp_path / "adapter", tmp_path / "merged", onto=over)
    one, other = both(tmp_path, over=over)
    assert (one.passed, other.passed) == (True, True)
    close(one, other)
    assert not any(found.passed for found in both(tmp_path)), "the original is another base"


def test_memory_does_not_grow_with_the_layers(tmp_path: Path) -> None:
    base = make_llama(tmp_path / "base", layers=12, hidden=256)
    LlamaForCausalLM.from_pretrained(base).to(BF16).save_pretrained(base)
    make_adapter(base, tmp_path / "adapter")
    merge(base, tmp_path / "adapter", tmp_path / "merged")
    held = []

    def note(done: int, total: int) -> None:
        status = Path("/proc/self/status").read_text()
        held.append(int(status.partition("RssAnon:")[2].split()[0]) * 1024)

    given = (base, tmp_path / "adapter", tmp_path / "merged", random_rows(), note)
    assert proof(*given, method="streamed").passed
    assert len(held) > 3 * 12
    in_fp32 = 2 * 2 * (base / "model.safetensors").stat().st_size
    assert max(held) - held[0] < in_fp32 / 8


def test_what_fits_neither_way_is_told(merged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def attempt() -> proving.Proving:
        made = proving.Proving(
            merged / "base", merged / "adapter", merged / "merged", None, lambda *_: None
        )
        made(merged / "merged")
        return made

    monkeypatch.setattr(models, "fits", lambda folder: False)
    found = attempt().proof
    assert found is not None
    assert found.method == "streamed"

    def refuse(*given: Any, **more: Any) -> Any:
        raise CannotStreamError

    with monkeypatch.context() as patch:
        patch.setattr(proving, "proof", refuse)
        made = attempt()
        assert (made.proof, made.lines[0].id) == (None, "engine.proof.no-memory")
    monkeypatch.setattr(by_layers, "fits", lambda folder: False)
    made = attempt()
    assert (made.proof, made.lines[0].id) == (None, "engine.proof.no-memory")
