"""Eval loss is a mean over tokens: the same however they are batched."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from deeptuner.data.packing import pack
from deeptuner.engine.collator import Collator
from deeptuner.engine.evaluation import Evaluation, evaluate
from deeptuner.engine.loader import Items
from tests.support.recipe import make_store, make_trial


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> Any:
    return AutoModelForCausalLM.from_pretrained(tiny_model, dtype=torch.float32)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return make_store(tmp_path_factory.mktemp("samples") / "store", 13)


def evaluated(model: Any, items: Items, size: int, *, flatten: bool) -> Evaluation:
    collator = Collator(flatten=flatten, pad_id=0)
    batches = [
        collator([items[number] for number in range(first, min(first + size, len(items)))])
        for first in range(0, len(items), size)
    ]
    return evaluate(model, [*batches, collator([])], dict, torch.device("cpu"))


def by_hand(model: Any, samples: Any) -> tuple[float, int, int]:
    """One sample after the other, without batches or labels."""
    total, right, tokens = 0.0, 0, 0
    for ids, trained in samples:
        with torch.no_grad():
            words = model(torch.tensor([ids.tolist()])).logits[0].double().log_softmax(-1)
        for place in range(1, len(ids)):
            if trained[place]:
                total -= float(words[place - 1, ids[place]])
                right += int(words[place - 1].argmax() == ids[place])
                tokens += 1
    return total / tokens, right, tokens


def test_three_batchings_of_any_size_give_the_same(model: Any, samples: Any) -> None:
    loss, right, tokens = by_hand(model, samples)
    single = Items(samples)
    packs = Items(samples, pack(samples.lengths, 48))
    found = [
        evaluated(model, single, 1, flatten=False),
        evaluated(model, single, 4, flatten=False),
        evaluated(model, single, 5, flatten=True),
        evaluated(model, packs, 1, flatten=True),
        evaluated(model, packs, 3, flatten=False),
    ]
    assert [one.tokens for one in found] == [tokens] * 5
    assert [one.loss for one in found] == pytest.approx([loss] * 5, abs=1e-6)
    assert [one.token_accuracy for one in found] == pytest.approx([right / tokens] * 5)
    assert found[0].perplexity == pytest.approx(math.exp(loss))


def test_the_model_is_left_in_the_mode_it_was_in(model: Any, samples: Any) -> None:
    model.train()
    evaluated(model, Items(samples), 4, flatten=True)
    assert model.training
    model.eval()


def test_a_hopeless_model_has_a_finite_perplexity() -> None:
    assert math.isfinite(Evaluation(1e9, 0.0, 1, 0.0).perplexity)


@pytest.mark.parametrize("method", ["lora", "qlora", "full"])
def test_evaluation_in_16_bits_leaves_training_as_it_is(
    method: str, tiny_model: Path, tmp_path: Path
) -> None:
    """Weights at the end of both runs are the same bit for bit, and so is every step's loss."""
    runs = [
        make_trial(
            tmp_path / str(full_16bit),
            tiny_model,
            method={"kind": method},
            training={"max_steps": 4, "learning_rate": 1e-3},
            quantization={"bits": 4 if method == "qlora" else 16},
            checkpoints={"saving_steps": 2, "keep": 5},
            evaluation={"full_16bit": full_16bit, "sample_count": 0},
        )
        for full_16bit in (False, True)
    ]
    exact, short = ([e["loss"] for e in run.train() if e.kind == "eval"] for run in runs)
    assert runs[0].losses() == runs[1].losses()
    for plain, rough in zip(exact, short, strict=True):
        assert rough != plain
        assert rough == pytest.approx(plain, rel=1e-2)
    weights = [
        (folder / "adapter_model.safetensors").read_bytes()
        if method != "full"
        else (folder / "model.safetensors").read_bytes()
        for run in runs
        for folder in [run.run.checkpoints_dir / "checkpoint-4"]
    ]
    assert weights[0] == weights[1]
