"""Merged onto the base in 4 bits, a model computes what the trained QLoRA model does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file

from deeptuner.engine.merge import merge
from deeptuner.engine.merge.four_bit import FourBit, Rounded, four_bit
from deeptuner.engine.merge.rows import stored
from deeptuner.engine.model import load_model
from deeptuner.errors import InputError
from deeptuner.runs.safetensors_header import read_header
from tests.support.adapters import make_adapter
from tests.support.families import FAMILIES, make_model
from tests.support.recipe import config_with, plan_for_one

QLORA: dict[str, dict[str, Any]] = {
    "method": {"kind": "qlora"},
    "quantization": {"bits": 4, "compute_dtype": "fp32"},
}
IDS = torch.arange(5, 45)[None]


def logits(model: Any) -> torch.Tensor:
    with torch.no_grad():
        found: torch.Tensor = model(input_ids=IDS).logits
    return found


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore:fan_in_fan_out")
@pytest.mark.parametrize(
    ("name", "double", "lora"),
    [
        ("llama", True, {}),
        ("gpt2", True, {}),
        ("gemma3", False, {"use_dora": True}),
        ("qwen3-moe", True, {}),
    ],
)
def test_merged_computes_what_the_trained_model_does(
    tmp_path: Path, name: str, double: bool, lora: dict[str, Any]
) -> None:
    base = make_model(name, tmp_path / "base")
    make_adapter(base, tmp_path / "adapter", **FAMILIES[name].lora, **lora)
    held = {**QLORA["quantization"], "double_quant": double}
    config = config_with(**{**QLORA, "quantization": held})
    in_4_bits, _ = load_model(config, plan_for_one(), base)
    trained = PeftModel.from_pretrained(in_4_bits, tmp_path / "adapter").eval()
    merge(base, tmp_path / "adapter", tmp_path / "nf4", onto=four_bit(config, "cpu"))
    merge(base, tmp_path / "adapter", tmp_path / "original")
    wanted = logits(trained)
    matching, other = (
        (logits(load_model(config_with(), plan_for_one(), tmp_path / kind)[0].eval()) - wanted)
        for kind in ("nf4", "original")
    )
    assert matching.abs().max() < 1e-5
    assert other.abs().max() > 100 * matching.abs().max()
    before = load_file(base / "model.safetensors")
    after = load_file(tmp_path / "nf4" / "model.safetensors")
    embedding = next(name for name in before if "embed_tokens" in name or "wte" in name)
    assert torch.equal(before[embedding], after[embedding])


@pytest.mark.parametrize("kind", ["nf4", "fp4"])
@pytest.mark.parametrize("double", [True, False])
@pytest.mark.parametrize("shape", [(3000, 448), (90, 64), (7, 40), (3, 21)])
def test_pieces_are_rounded_as_the_whole_is(
    tmp_path: Path, shape: tuple[int, int], double: bool, kind: str
) -> None:
    weight = torch.randn(shape, generator=torch.Generator().manual_seed(1)).bfloat16()
    save_file({"w": weight}, tmp_path / "w.safetensors")
    held = stored(read_header(tmp_path / "w.safetensors"))["w"]
    recipe = FourBit(kind, double, torch.bfloat16, torch.bfloat16)
    opened = Rounded(held.file, held.data_start, held.info, recipe).opened()
    whole = recipe.round_trip(weight)
    for start, end in ((0, shape[0]), (1, 2), (shape[0] // 2, shape[0])):
        assert torch.equal(opened.rows(start, end).float(), whole[start:end])
    off = (whole - weight.float()).abs()
    assert 0 < off.mean() < 0.1 * weight.float().abs().mean() + 0.1


@pytest.mark.parametrize(
    "sections",
    [{}, {**QLORA, "quantization": {"bits": 8, "compute_dtype": "fp32"}}],
    ids=["lora", "8 bits"],
)
def test_a_run_that_had_no_base_in_4_bits_is_refused(sections: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="did not train over a base in 4 bits"):
        four_bit(config_with(**sections), "cpu")
