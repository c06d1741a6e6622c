"""Sizes told beforehand are those of the files that are written then."""

from __future__ import annotations

from pathlib import Path

import pytest
from gguf import GGMLQuantizationType as Kind

from deeptuner.engine.gguf import TYPES, WRITTEN, write_gguf
from deeptuner.engine.gguf.reading import read_gguf
from deeptuner.engine.quants.k_types import MIXED, Build, mixed_type
from deeptuner.engine.quants.sizes import Sizes
from deeptuner.errors import ModelError
from tests.support.models import make_llama


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_llama(tmp_path_factory.mktemp("sizes") / "llama", hidden=64)


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_file_is_as_large_as_told(model: Path, tmp_path: Path, kind: str) -> None:
    file = write_gguf(model, tmp_path / "model.gguf", kind).file
    head = read_gguf(file)
    assert Sizes(model).bytes_of(kind) == head.size - head.data_start


def test_every_type_has_a_size_and_fewer_bits_a_smaller_one(tmp_path: Path) -> None:
    sizes = Sizes(make_llama(tmp_path / "llama", hidden=256, layers=4))
    found = [sizes.bytes_of(one.name) for one in TYPES if one.name in (*MIXED, "f32", "f16")]
    assert found == sorted(found, reverse=True)


def test_a_model_that_no_file_can_hold_has_no_sizes(model: Path, tmp_path: Path) -> None:
    config = (model / "config.json").read_text().replace("LlamaFor", "UnheardOfFor")
    for file in model.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "config.json").unlink()
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(ModelError, match="UnheardOfForCausalLM"):
        Sizes(tmp_path)


BUILD = Build(layers=32, experts=0, sharing=4, head="output.weight")
WIDE = (1024, 4096)


@pytest.mark.parametrize(
    ("name", "tensor", "shape", "kind"),
    [
        ("q4_k_m", "output.weight", WIDE, Kind.Q6_K),
        ("q4_k_m", "token_embd.weight", WIDE, Kind.Q4_K),
        ("q4_k_m", "blk.0.attn_v.weight", WIDE, Kind.Q6_K),
        ("q4_k_m", "blk.4.attn_v.weight", WIDE, Kind.Q4_K),
        ("q4_k_m", "blk.6.ffn_down.weight", WIDE, Kind.Q6_K),
        ("q4_k_m", "blk.31.ffn_down.weight", WIDE, Kind.Q6_K),
        ("q4_k_m", "blk.0.attn_q.weight", WIDE, Kind.Q4_K),
        ("q4_k_m", "blk.0.attn_qkv.weight", WIDE, Kind.Q6_K),
        ("q3_k_m", "blk.9.attn_q.weight", (1024, 4000), Kind.Q4_0),
        ("q4_k_m", "blk.0.attn_norm.weight", (4096,), Kind.F32),
        ("q4_k_m", "blk.0.ffn_gate_inp.weight", (8, 4096), Kind.F32),
        ("q4_k_m", "blk.0.attn_q.weight", (1024, 4000), Kind.Q5_0),
        ("q4_k_m", "blk.0.attn_q.weight", (1024, 4001), Kind.F16),
        ("q4_k_s", "blk.3.attn_v.weight", WIDE, Kind.Q5_K),
        ("q4_k_s", "blk.4.attn_v.weight", WIDE, Kind.Q4_K),
        ("q5_k_m", "blk.5.ffn_down.weight", WIDE, Kind.Q5_K),
        ("q6_k", "blk.0.ffn_down.weight", WIDE, Kind.Q6_K),
        ("q6_k", "blk.0.ffn_down.weight", (1024, 4000), Kind.Q8_0),
        ("q3_k_m", "blk.1.attn_v.weight", WIDE, Kind.Q5_K),
        ("q3_k_m", "blk.2.ffn_down.weight", WIDE, Kind.Q4_K),
        ("q2_k", "blk.9.attn_v.weight", WIDE, Kind.Q4_K),
        ("q2_k", "blk.9.attn_output.weight", WIDE, Kind.Q3_K),
    ],
)
def test_mixed_types_follow_llama_cpps_rules(
    name: str, tensor: str, shape: tuple[int, ...], kind: Kind
) -> None:
    assert mixed_type(name, tensor, shape, BUILD) is kind


def test_large_models_keep_more_of_their_values() -> None:
    large = Build(layers=80, experts=0, sharing=8, head="output.weight")
    assert mixed_type("q4_k_m", "blk.10.attn_v.weight", WIDE, large) is Kind.Q5_K
    assert mixed_type("q4_k_m", "blk.0.attn_v.weight", WIDE, large) is Kind.Q6_K


def test_experts_and_tied_heads_have_rules_of_their_own() -> None:
    mixtral = Build(layers=32, experts=8, sharing=4, head="token_embd.weight")
    assert mixed_type("q4_k_m", "blk.9.attn_k.weight", WIDE, mixtral) is Kind.Q8_0
    assert mixed_type("q4_k_m", "blk.9.attn_output.weight", WIDE, mixtral) is Kind.Q5_K
    assert mixed_type("q4_k_m", "token_embd.weight", WIDE, mixtral) is Kind.Q6_K
