"""A whole run in one process: what it leaves behind, and what it does when told or in trouble."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from transformers import AutoModelForCausalLM, AutoTokenizer

from deeptuner.data.sampler import BatchSampler
from deeptuner.engine.checkpoint.store import checkpoints
from deeptuner.errors import EngineError
from deeptuner.runs.control import Order, acknowledged, give_order
from deeptuner.runs.events import Event
from tests.engine.test_resume import interrupted
from tests.support.models import make_llama
from tests.support.recipe import Asked, Trial, make_trial

ASKED = Asked([3, 10, 11], "What?", "That.")


@pytest.fixture(scope="module")
def done(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """A finished run of 12 steps, evaluated and saved at 6 and 12."""
    trial = make_trial(tmp_path_factory.mktemp("done"), tiny_model, prompts=[ASKED])
    trial.train()
    return trial


def of_kind(trial: Trial, kind: str) -> list[Event]:
    return [event for event in trial.events() if event.kind == kind]


def test_steps_say_what_the_curve_needs(done: Trial) -> None:
    steps = of_kind(done, "step")
    assert [event["step"] for event in steps] == list(range(1, 13))
    assert steps[0]["max_steps"] == 12
    assert steps[-1]["epoch"] == pytest.approx(12 / 11)
    assert sum(event["tokens"] for event in steps) == steps[-1]["total_tokens"]
    assert steps[0]["learning_rate"] == pytest.approx(5e-3)
    assert steps[0]["seconds_left"] is None, "one step is too little to guess from"
    assert all(event["tokens_per_second"] > 0 and event["grad_norm"] > 0 for event in steps)
    assert steps[6]["seconds_left"] > 0


def test_an_epoch_reads_every_trained_token_once(done: Trial) -> None:
    first_epoch = sum(event["tokens"] for event in of_kind(done, "step")[:11])
    assert first_epoch == int(done.prepared.train.trained_counts.sum())


def test_evaluations_saves_and_phases_are_told(done: Trial) -> None:
    evaluations = of_kind(done, "eval")
    assert [event["step"] for event in evaluations] == [6, 12]
    assert evaluations[0]["perplexity"] == pytest.approx(math.exp(evaluations[0]["loss"]))
    assert done.prepared.eval is not None
    assert evaluations[0]["tokens"] == int(done.prepared.eval.trained_counts.sum())
    saves = of_kind(done, "checkpoint")
    assert [(event["step"], event["reason"]) for event in saves] == [(6, "scheduled"), (12, "end")]
    assert [event["eval_loss"] for event in saves] == [event["loss"] for event in evaluations]
    assert all((done.run.path / event["path"]).is_dir() for event in saves)
    told = [event["phase"] for event in of_kind(done, "phase")]
    assert told[0] == "loading"
    assert told[-1] == "finishing"
    assert {"training", "evaluating", "saving"} <= set(told)
    assert of_kind(done, "end")[0]["status"] == "finished"


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated")
def test_the_result_is_the_best_checkpoints_adapter(done: Trial) -> None:
    saves = {event["eval_loss"]: event["path"] for event in of_kind(done, "checkpoint")}
    weights = load_file(done.run.adapter_dir / "adapter_model.safetensors")
    chosen = load_file(done.run.path / saves[min(saves)] / "adapter_model.safetensors")
    assert all(torch.equal(value, chosen[name]) for name, value in weights.items())
    base = AutoModelForCausalLM.from_pretrained(done.model)
    ids = torch.tensor([[3, 10, 11, 12]])
    before = base(ids).logits
    adapted = load_adapter(base, done.run.adapter_dir)
    assert not torch.allclose(adapted(ids).logits, before, atol=1e-4)
    assert adapted.peft_config["default"].base_model_name_or_path == str(done.model)
    assert AutoTokenizer.from_pretrained(done.run.adapter_dir).chat_template


def load_adapter(base: Any, folder: Path) -> Any:
    return PeftModel.from_pretrained(base, folder)


def test_samples_come_before_training_and_at_each_evaluation(
    done: Trial, tiny_model: Path, tmp_path: Path
) -> None:
    samples = of_kind(done, "sample")
    assert [(event["step"], event["index"]) for event in samples] == [(0, 0), (6, 0), (12, 0)]
    assert samples[0]["prompt"] == "What?"
    assert samples[0]["expected"] == "That."
    without = make_trial(tmp_path, tiny_model, lora={"dropout": 0.0})
    without.train()
    assert without.losses() == done.losses(), "the curve is the same without samples"


def test_tensorboard_has_the_curves(done: Trial) -> None:
    read = EventAccumulator(str(done.run.tensorboard_dir / "train"))
    read.Reload()
    shown = {point.step: point.value for point in read.Scalars("train/loss")}
    assert shown == pytest.approx(done.losses(), abs=1e-5)
    assert [point.step for point in read.Scalars("eval/token_accuracy")] == [6, 12]


def test_training_again_after_the_end_changes_nothing(done: Trial) -> None:
    curve = done.losses()
    weights = (done.run.adapter_dir / "adapter_model.safetensors").read_bytes()
    done.train()
    assert done.losses() == curve
    assert (done.run.adapter_dir / "adapter_model.safetensors").read_bytes() == weights
    assert of_kind(done, "end")[-1]["status"] == "finished"


def test_the_order_to_stop_saves_and_a_resume_goes_on(
    done: Trial, tiny_model: Path, tmp_path: Path
) -> None:
    trial = make_trial(tmp_path, tiny_model)
    trial.run.control_dir.mkdir()
    give_order(trial.run, Order(1, "stop"))
    trial.train()
    assert list(trial.losses()) == [1]
    assert acknowledged(trial.run) == Order(1, "stop")
    assert of_kind(trial, "checkpoint")[0]["reason"] == "end"
    assert of_kind(trial, "end")[0]["status"] == "stopped"
    assert (trial.run.adapter_dir / "adapter_model.safetensors").is_file()
    trial.run.order_file.unlink()
    trial.train()
    assert trial.losses() == pytest.approx(done.losses(), abs=1e-6)


def test_a_stop_waits_for_nothing_and_a_resume_repeats_nothing(
    tiny_model: Path, tmp_path: Path
) -> None:
    """A stop at a step that would be evaluated; then a resume, whose first samples are told."""
    often = {"training": {"max_steps": 2}, "evaluation": {"eval_steps": 1}}
    trial = make_trial(tmp_path, tiny_model, prompts=[ASKED], **often)
    trial.run.control_dir.mkdir()
    give_order(trial.run, Order(1, "stop"))
    trial.train()
    assert of_kind(trial, "eval") == []
    trial.run.order_file.unlink()
    trial.train()
    assert [event["step"] for event in of_kind(trial, "eval")] == [2]
    assert [event["step"] for event in of_kind(trial, "sample")] == [0, 2]


def test_the_curves_in_tensorboard_have_each_step_once(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = interrupted(make_trial(tmp_path, tiny_model), 9, monkeypatch)
    trial.train()
    read = EventAccumulator(str(trial.run.tensorboard_dir / "train"))
    read.Reload()
    assert [point.step for point in read.Scalars("train/loss")] == list(range(1, 13))


def test_the_order_to_save_keeps_that_checkpoint(tiny_model: Path, tmp_path: Path) -> None:
    trial = make_trial(tmp_path, tiny_model, checkpoints={"keep": 1, "saving_steps": 2})
    trial.run.control_dir.mkdir()
    give_order(trial.run, Order(1, "save"))
    trial.train()
    reasons = {one.standing.step: one.standing.reason for one in checkpoints(trial.run)}
    assert reasons[1] == "requested"
    assert len(trial.losses()) == 12, "training went on"
    assert len(reasons) <= 3, "besides it: the best and the newest"


def test_there_is_one_recovery_checkpoint_at_a_time(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = make_trial(tmp_path, tiny_model, checkpoints={"recovery_minutes": 1e-9, "keep": 2})
    interrupted(trial, 9, monkeypatch)
    left = {one.standing.step: one.standing.reason for one in checkpoints(trial.run)}
    assert left == {6: "scheduled", 8: "recovery"}
    trial.train()
    assert min(trial.losses(attempt=1)) == 1
    assert {one.standing.step for one in checkpoints(trial.run)} == {6, 12}


def test_a_loss_that_is_no_number_ends_the_run_in_words(tmp_path: Path) -> None:
    model = make_llama(tmp_path / "model")
    trial = make_trial(tmp_path / "trial", model, checkpoints={"saving_steps": 1})
    late = 4  # the step whose rows hold the word that breaks the model
    word = _word_first_seen_in(trial, late)
    weights = load_file(model / "model.safetensors")
    weights["model.embed_tokens.weight"][word] = float("nan")
    save_file(weights, model / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EngineError) as told:
        trial.train()
    assert told.value.what.id == "engine.train.nan"
    assert told.value.what.params["step"] == late
    assert max(trial.losses()) == late - 1
    assert max(one.standing.step for one in checkpoints(trial.run)) == late - 1
    assert all(
        math.isfinite(float(value.sum()))
        for one in checkpoints(trial.run)
        for value in load_file(one.path / "adapter_model.safetensors").values()
    )


def _word_first_seen_in(trial: Trial, step: int) -> int:
    batches = list(BatchSampler(len(trial.prepared.train), 2, 1, 1, 0, 7).epoch(0))
    words = [{int(w) for row in batch for w in trial.prepared.train[row].ids} for batch in batches]
    assert trial.prepared.eval is not None
    evaluated = ({int(w) for w in row.ids} for row in trial.prepared.eval)
    elsewhere = set().union(*words[: step - 1], *evaluated)
    return min(words[step - 1] - elsewhere)


def test_a_model_that_would_leak_is_trained_with_padded_batches(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same curve as padded from the beginning, and a word about it."""
    padded = make_trial(tmp_path / "padded", tiny_model, data={"batching": "padded"})
    padded.train()
    monkeypatch.setattr("deeptuner.engine.callbacks.start.keeps_apart", lambda *_, **__: False)
    leaking = make_trial(tmp_path / "leaking", tiny_model)
    leaking.train()
    assert leaking.losses() == padded.losses()
    assert [e["message"]["id"] for e in of_kind(leaking, "warning")] == [
        "engine.train.padded-instead"
    ]


def test_nothing_to_evaluate_on_gives_the_last_adapter(tiny_model: Path, tmp_path: Path) -> None:
    trial = make_trial(tmp_path, tiny_model, evaluated=0, training={"max_steps": 3})
    trial.train()
    assert not of_kind(trial, "eval")
    assert of_kind(trial, "end")[0]["message"]["params"] == {"step": 3}
    assert np.isfinite(list(trial.losses().values())).all()


def test_a_schedule_by_eval_loss_needs_something_to_evaluate_on(
    tiny_model: Path, tmp_path: Path
) -> None:
    trial = make_trial(
        tmp_path,
        tiny_model,
        evaluated=0,
        training={"lr_scheduler_type": "reduce_lr_on_plateau"},
    )
    with pytest.raises(EngineError) as told:
        trial.train()
    assert told.value.where == "training.lr_scheduler_type"
