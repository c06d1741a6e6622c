"""llama.cpp computes from our GGUF files what transformers computes from the folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM

from deeptuner.data.tokenizer import load_tokenizer
from deeptuner.engine.gguf import write_gguf
from deeptuner.engine.gguf.architectures import ARCHITECTURES
from tests.interop.llama import greedy, loaded, logits, needs_llama, tokens
from tests.support.gguf_families import VARIANTS, make_variant

pytestmark = [pytest.mark.interop, needs_llama]
TEXT = "Grüße! 你好，世界 — emoji 🙂\n\n  two words, 1234 and 5; <|im_start|>привет"
CLOSE = 1e-3
STEPS = 12
# By how much logits may differ, as a share of their spread (root mean squares); a model of random
# numbers feels rounding most.
ROUNDED = {
    "bf16": 0.02,
    "f16": 0.005,
    "q8_0": 0.05,
    "q5_1": 0.3,
    "q5_0": 0.3,
    "q4_1": 0.5,
    "q4_0": 0.5,
}


def expected(folder: Path, ids: list[int]) -> np.ndarray[Any, Any]:
    with torch.no_grad():
        return np.asarray(reference(folder)(torch.tensor([ids])).logits[0].numpy())


def reference(folder: Path) -> Any:
    return AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager"
    ).eval()


@pytest.mark.parametrize("name", VARIANTS)
def test_same_tokens_logits_and_continuation(name: str, tmp_path: Path) -> None:
    folder = make_variant(name, tmp_path / name)
    file = tmp_path / "model.gguf"
    write_gguf(folder, file, "f32")
    ids = load_tokenizer(folder).ids(TEXT)
    model = reference(folder)
    with loaded(file) as llama, torch.no_grad():
        assert tokens(llama, TEXT) == ids
        wanted = model(torch.tensor([ids])).logits[0].numpy()
        assert wanted.std() > 0.02
        assert np.abs(logits(llama, ids) - wanted).max() < CLOSE
        longer = model.generate(
            torch.tensor([ids]), max_new_tokens=STEPS, do_sample=False, eos_token_id=[]
        )
        assert greedy(llama, ids, STEPS) == longer[0, len(ids) :].tolist()


@pytest.mark.parametrize("kind", ROUNDED)
def test_other_types_load_and_are_close(kind: str, tmp_path: Path) -> None:
    folder = make_variant("qwen3", tmp_path / "model", hidden_size=64, intermediate_size=128)
    file = tmp_path / "model.gguf"
    write_gguf(folder, file, kind)
    ids = load_tokenizer(folder).ids(TEXT)
    with loaded(file) as llama:
        found = logits(llama, ids)
    wanted = expected(folder, ids)
    assert np.square(found - wanted).mean() ** 0.5 < ROUNDED[kind] * wanted.std()


def test_bf16_weights_are_carried_over_exactly(tmp_path: Path) -> None:
    folder = make_variant("llama", tmp_path / "model", torch.bfloat16)
    ids = load_tokenizer(folder).ids(TEXT)
    write_gguf(folder, tmp_path / "model.gguf", "f32")
    with loaded(tmp_path / "model.gguf") as llama:
        assert np.abs(logits(llama, ids) - expected(folder, ids)).max() < CLOSE


def test_every_architecture_has_its_proof() -> None:
    proven = {one.model or f"{one.family}ForCausalLM" for one in VARIANTS.values()}
    assert proven == set(ARCHITECTURES)
