"""Sample answers: greedy, ended by the stop tokens, without a trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from deeptuner.engine.samples import answer
from tests.support.recipe import Asked

PROMPTS = [Asked([3, 10, 11]), Asked([3, 60, 61, 62, 63, 64, 65]), Asked([70])]


@pytest.fixture(scope="module")
def loaded(tiny_model: Path) -> Any:
    model = AutoModelForCausalLM.from_pretrained(tiny_model, dtype=torch.float32)
    model.config.use_cache = False  # as in training
    return model.eval(), AutoTokenizer.from_pretrained(tiny_model)


def by_hand(model: Any, ids: list[int], length: int) -> list[int]:
    """The likeliest next token, again and again, without a cache."""
    found: list[int] = []
    for _ in range(length):
        with torch.no_grad():
            logits = model(torch.tensor([ids + found]), use_cache=False).logits
        found.append(int(logits[0, -1].argmax()))
    return found


def test_answers_are_greedy_whatever_stands_beside(loaded: Any) -> None:
    model, tokenizer = loaded
    texts = answer(model, tokenizer, PROMPTS, [4], longest=6)
    expected = [by_hand(model, prompt.ids, 6) for prompt in PROMPTS]
    assert texts == [tokenizer.decode(ids, skip_special_tokens=True).strip() for ids in expected]


def test_an_answer_ends_before_its_stop_token(loaded: Any) -> None:
    model, tokenizer = loaded
    ids = by_hand(model, PROMPTS[0].ids, 6)
    cut = ids.index(ids[3])
    found = answer(model, tokenizer, PROMPTS[:1], [ids[3]], longest=6)
    assert found == [tokenizer.decode(ids[:cut], skip_special_tokens=True).strip()]


def test_time_that_is_up_cuts_the_answer_short(loaded: Any) -> None:
    model, tokenizer = loaded
    texts = answer(model, tokenizer, PROMPTS, [4], longest=100_000, seconds=0.0)
    assert len(texts) == 3


def test_mode_and_random_state_are_as_before(loaded: Any) -> None:
    model, tokenizer = loaded
    model.train()
    before = torch.get_rng_state()
    answer(model, tokenizer, PROMPTS, [4], longest=2)
    assert model.training
    assert torch.equal(torch.get_rng_state(), before)
    model.eval()
