"""The loss of each type is that of the very numbers that a file of the type holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType, GGUFReader
from gguf.quants import dequantize

from deeptuner.engine.gguf import WRITTEN, write_gguf
from deeptuner.engine.proof.rows import sample_rows
from deeptuner.engine.quants import losses
from deeptuner.engine.quants.losses import measure, round_trip
from deeptuner.errors import EngineError
from tests.support.families import make_model
from tests.support.models import make_llama


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_llama(tmp_path_factory.mktemp("losses") / "llama", hidden=64)


def test_fewer_bits_cost_more(model: Path) -> None:
    told: list[tuple[int, int]] = []
    found = measure(model, sample_rows(model), WRITTEN, lambda *counts: told.append(counts))
    assert found.by_type.keys() == set(WRITTEN)
    assert found.by_type["f32"] == found.stored
    off = {name: abs(loss - found.stored) for name, loss in found.by_type.items()}
    assert 0 < off["f16"] < off["q8_0"] < off["q4_0"] < 0.1
    assert (found.source, found.rows) == ("sample", 5)
    assert told == sorted(told)
    assert told[-1] == (100, 100)


@pytest.mark.parametrize("kind", ["bf16", "q8_0", "q4_1"])
@pytest.mark.parametrize("family", ["llama", "gpt2"])
def test_the_weights_are_those_in_the_file(
    model: Path, tmp_path: Path, kind: str, family: str
) -> None:
    """Rows may lie in another order there; each is in it bit by bit."""
    folder = model if family == "llama" else make_model(family, tmp_path / family)
    file = write_gguf(folder, tmp_path / "model.gguf", kind).file
    held = {one.name: one for one in GGUFReader(file).tensors}
    loaded = losses._load(folder)
    losses._round(loaded, folder, kind, lambda done: None)
    compared = 0
    for name, weight in losses._weights(loaded, folder):
        if weight.dim() < 2:
            continue
        tensor = held[name]
        numbers = dequantize(tensor.data, GGMLQuantizationType(tensor.tensor_type))
        assert sorted(map(bytes, numbers.astype(np.float32))) == sorted(
            map(bytes, weight.contiguous().numpy())
        ), name
        compared += 1
    assert compared >= 6


def test_many_blocks_are_rounded_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    weight = torch.randn(3, 7, 64)
    other = weight.clone()
    round_trip(weight, GGMLQuantizationType.Q4_0)
    monkeypatch.setattr(losses, "BLOCK", 128)
    round_trip(other, GGMLQuantizationType.Q4_0)
    assert torch.equal(weight, other)


def test_what_does_not_fit_in_memory_is_told(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(losses, "ROOM", 1e9)
    with pytest.raises(EngineError, match="GB are free"):
        measure(model, sample_rows(model), WRITTEN, silent)
