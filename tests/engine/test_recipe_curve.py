"""The recipe is right, not merely running: against a loop by hand, and against itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, GenerationConfig, get_scheduler, set_seed

from deeptuner.data.row import Source
from deeptuner.data.sampler import BatchSampler
from deeptuner.data.store import Encoded, TokenStore, TokenStoreWriter
from tests.support.models import make_llama
from tests.support.recipe import Ready, Trial, make_trial

# PEFT asks transformers by an old name; ours are asked quietly (`engine/adapter.py`).
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated")
STEPS = 20
RATE = 0.005
LIVELY: dict[str, Any] = {"max_steps": STEPS, "learning_rate": RATE, "warmup": 3.0}
SPARSE: dict[str, Any] = {"saving_steps": STEPS}


def plain_loop(trial: Trial) -> list[float]:
    """One sample at a time, transformers' own loss, torch's own optimizer: nothing of ours but the
    order of the rows."""
    model = AutoModelForCausalLM.from_pretrained(trial.model, dtype=torch.float32)
    set_seed(trial.config.training.seed)
    if trial.config.method.kind == "lora":
        lora = LoraConfig(
            r=4,
            lora_alpha=16,
            target_modules="all-linear",
            lora_dropout=0.0,
            task_type="CAUSAL_LM",
        )
        model = get_peft_model(model, lora)
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=RATE, weight_decay=0.0)
    scheduler = get_scheduler("linear", optimizer, 3, STEPS)
    items = trial.prepared.packs or [[number] for number in range(len(trial.prepared.train))]
    sampler = BatchSampler(len(items), 2, 1, 1, 0, trial.config.data.seed)
    batches = [batch for epoch in range(9) for batch in sampler.epoch(epoch)][:STEPS]
    losses = []
    for batch in batches:
        rows = [trial.prepared.train[int(row)] for item in batch for row in items[item]]
        losses.append(_step(model, rows))
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()
    return losses


def _step(model: Any, rows: list[Any]) -> float:
    tokens = sum(int(row.trained[1:].sum()) for row in rows)
    total = 0.0
    for row in rows:
        ids = torch.tensor([row.ids.tolist()])
        labels = ids.where(torch.tensor(row.trained.tolist()), -100)
        share = int(row.trained[1:].sum()) / tokens
        loss = model(input_ids=ids, labels=labels).loss * share
        loss.backward()
        total += float(loss.detach())
    return total


@pytest.mark.parametrize(
    ("method", "batching"), [("lora", "padding-free"), ("lora", "packed"), ("full", "padded")]
)
def test_the_first_losses_are_those_of_a_plain_loop(
    tiny_model: Path, tmp_path: Path, method: str, batching: str
) -> None:
    trial = make_trial(
        tmp_path,
        tiny_model,
        evaluated=0,
        method={"kind": method},
        data={"batching": batching},
        training=LIVELY,
        checkpoints=SPARSE,
    )
    trial.train()
    assert list(trial.losses().values()) == pytest.approx(plain_loop(trial), abs=1e-5)


def test_the_same_settings_give_the_same_curve(tiny_model: Path, tmp_path: Path) -> None:
    """Bit for bit, dropout on."""
    settings: dict[str, Any] = {"lora": {"dropout": 0.2}, "training": LIVELY, "checkpoints": SPARSE}
    one = make_trial(tmp_path / "one", tiny_model, **settings)
    two = make_trial(tmp_path / "two", tiny_model, **settings)
    one.train()
    two.train()
    assert one.losses() == two.losses()
    settings["training"] = {**LIVELY, "seed": 4}
    other = make_trial(tmp_path / "other", tiny_model, **settings)
    other.train()
    assert other.losses() != one.losses(), "the seed decides dropout and the adapter's beginning"


def test_a_batch_of_two_is_two_batches_of_one(tiny_model: Path, tmp_path: Path) -> None:
    """Also in the last step of an epoch, which has fewer rows."""
    at_once = make_trial(
        tmp_path / "at-once",
        tiny_model,
        samples=9,
        training={**LIVELY, "batch_size": 2},
        checkpoints=SPARSE,
    )
    in_turn = make_trial(
        tmp_path / "in-turn",
        tiny_model,
        samples=9,
        training={**LIVELY, "batch_size": 1, "gradient_accumulation_steps": 2},
        checkpoints=SPARSE,
    )
    at_once.train()
    in_turn.train()
    assert in_turn.losses() == pytest.approx(at_once.losses(), abs=1e-5)


def test_logging_every_few_steps_shows_the_mean_over_tokens(
    tiny_model: Path, tmp_path: Path
) -> None:
    each = make_trial(tmp_path / "each", tiny_model, checkpoints=SPARSE, training=LIVELY)
    fifth = make_trial(
        tmp_path / "fifth",
        tiny_model,
        checkpoints=SPARSE,
        training=LIVELY,
        logging={"steps": 5, "first_step": False},
    )
    steps = [event for event in each.train() if event.kind == "step"]
    seldom = [event for event in fifth.train() if event.kind == "step"]
    assert [event["step"] for event in seldom] == [5, 10, 15, 20]
    for number, event in enumerate(seldom):
        five = steps[5 * number : 5 * number + 5]
        tokens = sum(one["tokens"] for one in five)
        mean = sum(one["loss"] * one["tokens"] for one in five) / tokens
        assert event["loss"] == pytest.approx(mean, abs=1e-6)
        assert event["tokens"] == tokens
        assert event["total_tokens"] == five[-1]["total_tokens"]


ANSWER = 8
END = 4


@pytest.mark.parametrize("method", ["full", "lora"])
def test_overfitted_rows_come_back_word_for_word(tmp_path: Path, method: str) -> None:
    model = make_llama(tmp_path / "model", hidden=64)
    rng = np.random.default_rng(5)
    rows = [[*rng.integers(5, 400, 6 + ANSWER).tolist(), END] for _ in range(16)]
    trial = make_trial(
        tmp_path / "trial",
        model,
        samples=1,
        evaluated=0,
        method={"kind": method},
        lora={"rank": 32, "alpha": 64.0, "modules_to_save": ["lm_head"]},
        training={
            "max_steps": 80,
            "batch_size": 16,
            "learning_rate": 0.005,
            "lr_scheduler_type": "constant",
        },
        checkpoints={"saving_steps": 80},
    )
    trial.prepared = Ready(_rows_store(tmp_path / "rows", rows))
    trial.train()
    trained = _result(trial, method)
    settings = GenerationConfig(
        max_new_tokens=20, eos_token_id=END, pad_token_id=0, do_sample=False
    )
    for row in rows:
        asked = torch.tensor([row[:6]])
        found = trained.generate(
            input_ids=asked, attention_mask=torch.ones_like(asked), generation_config=settings
        )
        assert found[0].tolist() == row


def _result(trial: Trial, method: str) -> Any:
    if method == "full":
        return AutoModelForCausalLM.from_pretrained(trial.run.model_dir)
    base = AutoModelForCausalLM.from_pretrained(trial.model)
    return PeftModel.from_pretrained(base, trial.run.adapter_dir)


def _rows_store(folder: Path, rows: list[list[int]]) -> TokenStore:
    folder.mkdir()
    with TokenStoreWriter(folder) as writer:
        for number, row in enumerate(rows):
            trained = np.arange(len(row)) >= 6
            ids = np.array(row, dtype=np.int32)
            writer.append(Encoded(ids, trained, ANSWER, number, False, Source("rows", number)))
    return TokenStore(folder)
