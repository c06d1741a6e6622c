"""Checkpoints: whole or absent, readable by others, and enough to go on exactly."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.engine.checkpoint.standing import DataOrder, Reason, Standing, position_after
from deeptuner.engine.checkpoint.store import Found, best, newest_whole, surplus
from deeptuner.engine.collator import Collator
from deeptuner.engine.evaluation import evaluate
from deeptuner.errors import EngineError, RunError
from deeptuner.files import PART
from deeptuner.runs.rank_side import reporting
from tests.engine.test_resume import interrupted
from tests.support.recipe import Trial, make_trial

ORDER = DataOrder(items=20, batch=4, seed=1, key="rows")


def standing(step: int, reason: Reason = "scheduled", loss: float | None = None) -> Standing:
    epoch, index = position_after(step, ORDER)
    return Standing(step, epoch, index, ORDER, 1, reason, eval_loss=loss)


def found(*marks: tuple[int, Reason, float | None]) -> list[Found]:
    return [Found(Path(str(step)), standing(step, why, loss)) for step, why, loss in marks]


def kept(*marks: tuple[int, Reason, float | None], keep: int) -> list[int]:
    doomed = surplus(found(*marks), keep)
    return [step for step, _, _ in marks if Path(str(step)) not in doomed]


def test_the_newest_and_the_best_are_kept() -> None:
    marks = [(10, "scheduled", 2.0), (20, "scheduled", 1.0), (30, "scheduled", 1.5)]
    assert kept(*marks, (40, "scheduled", 1.8), keep=2) == [20, 40]
    assert kept(*marks, (40, "scheduled", 1.8), keep=3) == [20, 30, 40]
    assert kept(*marks, (40, "scheduled", 0.5), keep=2) == [20, 40]
    assert kept(*marks, (40, "scheduled", 1.8), keep=1) == [20, 40], "the best is never deleted"
    assert kept(*marks, (40, "scheduled", 0.5), keep=1) == [40]


def test_without_evaluation_the_newest_are_kept() -> None:
    marks = [(step, "scheduled", None) for step in (10, 20, 30, 40)]
    assert kept(*marks, keep=2) == [30, 40]  # type: ignore[arg-type]


def test_recovery_is_not_counted_and_replaced_by_any_newer() -> None:
    first = [(10, "scheduled", 1.0), (15, "recovery", None)]
    assert kept(*first, keep=1) == [10, 15]
    assert kept(*first, (18, "recovery", None), keep=1) == [10, 18]
    assert kept(*first, (20, "scheduled", 2.0), keep=2) == [10, 20]


def test_what_a_person_asked_for_is_never_deleted() -> None:
    marks = [(5, "requested", None), (10, "scheduled", 1.0), (20, "end", 0.9)]
    assert kept(*marks, keep=1) == [5, 20]


def test_the_earliest_of_equally_good_ones_is_the_best() -> None:
    one = best(found((10, "scheduled", 1.0), (20, "scheduled", 1.0), (30, "end", None)))
    assert one is not None
    assert one.standing.step == 10


def test_a_position_survives_another_batch_size() -> None:
    at = standing(8)  # the second epoch's 12th item
    assert (at.epoch, at.index) == (1, 12)
    assert at.steps_under(ORDER) == (8, 1, 3)
    twice = DataOrder(items=20, batch=8, seed=1, key="rows")
    assert at.steps_under(twice) == (4, 1, 1), "rows 8 … 11 of the epoch are read again"
    assert twice.same_permutation(ORDER)
    assert not DataOrder(items=21, batch=4, seed=1, key="rows").same_permutation(ORDER)


def test_others_can_read_a_checkpoint_of_full_fine_tuning(tiny_model: Path, tmp_path: Path) -> None:
    trial = make_trial(tmp_path, tiny_model, method={"kind": "full"}, training={"max_steps": 2})
    trial.train()
    checkpoint = trial.run.newest_checkpoint()
    assert checkpoint is not None
    saved = AutoModelForCausalLM.from_pretrained(checkpoint)
    result = AutoModelForCausalLM.from_pretrained(trial.run.model_dir)
    base = AutoModelForCausalLM.from_pretrained(tiny_model)
    assert AutoTokenizer.from_pretrained(trial.run.model_dir).chat_template
    assert not (trial.run.model_dir / "training").exists()
    config = json.loads((trial.run.model_dir / "config.json").read_text())
    assert config["rope_theta"] == config["rope_parameters"]["rope_theta"]  # for older readers
    for name, value in result.state_dict().items():
        assert torch.equal(value, saved.state_dict()[name])
        assert not torch.equal(value, base.state_dict()[name]), f"{name} did not learn"


def finished(folder: Path, model: Path) -> Trial:
    trial = make_trial(folder, model, checkpoints={"keep": 3, "saving_steps": 4})
    trial.train()
    return trial


def warnings_of(trial: Trial) -> list[str]:
    return [event["message"]["id"] for event in trial.events() if event.kind == "warning"]


@pytest.mark.parametrize("harm", ["torn", "changed", "missing"])
def test_a_damaged_checkpoint_is_passed_over(tiny_model: Path, tmp_path: Path, harm: str) -> None:
    trial = finished(tmp_path, tiny_model)
    curve = trial.losses()
    victim = trial.run.checkpoints_dir / "checkpoint-12" / "adapter_model.safetensors"
    content = victim.read_bytes()
    if harm == "missing":
        victim.unlink()
    else:
        changed = content[:-9] if harm == "torn" else content[:-9] + b"123456789"
        victim.write_bytes(changed)
    trial.train()
    assert warnings_of(trial) == ["engine.resume.damaged"]
    assert trial.losses() == pytest.approx(curve, abs=1e-6)
    assert len(trial.losses()) == 12
    assert is_whole(trial.run.checkpoints_dir / "checkpoint-12"), "replaced by a whole one"


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A disk on which no file can grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [15_000, 30_000])
def test_a_full_disk_ends_the_run_in_words_and_harms_nothing(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """15 kB: not even the adapter fits; 30 kB: the optimizer's state does not."""
    trial = interrupted(make_trial(tmp_path, tiny_model), 7, monkeypatch)
    with room_for(size), pytest.raises(RunError) as told:
        trial.train()
    assert told.value.what.id == "common.disk-full"
    assert [path.name for path in trial.run.checkpoints()] == ["checkpoint-6"]
    assert not list(trial.run.checkpoints_dir.glob(f"{PART}*"))
    assert newest_whole(trial.run)[0] is not None
    trial.train()
    assert trial.events()[-1].kind == "end", "with room again, the run goes on to its end"


def test_what_a_kill_left_half_written_is_removed(tiny_model: Path, tmp_path: Path) -> None:
    trial = make_trial(tmp_path, tiny_model, training={"max_steps": 1})
    rest = trial.run.checkpoints_dir / f"{PART}abc-checkpoint-5"
    rest.mkdir(parents=True)
    trial.train()
    assert not rest.exists()


def test_another_adapter_is_refused_in_words(tiny_model: Path, tmp_path: Path) -> None:
    first = finished(tmp_path / "first", tiny_model)
    from_first = {"resume_from": str(first.run.newest_checkpoint())}
    second = make_trial(tmp_path / "second", tiny_model, lora={"rank": 8}, checkpoints=from_first)
    with pytest.raises(EngineError) as told:
        second.train()
    assert told.value.what.id == "engine.resume.other-adapter"


def test_resume_from_what_is_no_checkpoint_is_refused_in_words(
    tiny_model: Path, tmp_path: Path
) -> None:
    trial = make_trial(tmp_path, tiny_model, checkpoints={"resume_from": str(tmp_path)})
    with pytest.raises(SystemExit) as left, reporting(trial.run):
        trial.train()
    assert left.value.code == 1
    assert str(tmp_path) in trial.run.error_file.read_text()


def test_another_run_goes_on_from_a_checkpoint(tiny_model: Path, tmp_path: Path) -> None:
    """With the same data, steps go on; with other data only the weights are taken over."""
    first = finished(tmp_path / "first", tiny_model)
    place = first.run.checkpoints_dir / "checkpoint-8"
    second = make_trial(tmp_path / "second", tiny_model, checkpoints={"resume_from": str(place)})
    second.train()
    later = {step: loss for step, loss in first.losses().items() if step > 8}
    assert second.losses() == pytest.approx(later, abs=1e-6)
    third = make_trial(
        tmp_path / "third", tiny_model, samples=9, checkpoints={"resume_from": str(place)}
    )
    third.train()
    assert warnings_of(third) == ["engine.resume.other-data"]
    assert min(third.losses()) == 1
    taken = load_file(place / "adapter_model.safetensors")
    assert all(float(value.abs().sum()) for value in taken.values())


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated")
@pytest.mark.parametrize("init", ["pissa", "olora"])
def test_an_adapter_taken_from_the_base_becomes_an_ordinary_one(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, init: str
) -> None:
    """PEFT reads it over the unchanged base, and it does what was learned; resumed in between."""
    trial = make_trial(
        tmp_path,
        tiny_model,
        lora={"init_weights": init, "use_rslora": init == "olora"},
        training={"max_steps": 4},
        checkpoints={"saving_steps": 2},
    )
    interrupted(trial, 3, monkeypatch).train()
    base = AutoModelForCausalLM.from_pretrained(tiny_model, dtype=torch.float32)
    result = PeftModel.from_pretrained(base, trial.run.adapter_dir)
    assert result.peft_config["default"].init_lora_weights is True
    assert trial.prepared.eval is not None
    batch = Collator(flatten=False, pad_id=0)([[sample] for sample in trial.prepared.eval])
    found = evaluate(result, [batch], dict, torch.device("cpu"))
    told = [event["loss"] for event in trial.events() if event.kind == "eval"]
    assert found.loss == pytest.approx(min(told), abs=1e-5)


VARIANTS: dict[str, dict[str, Any]] = {
    "full, 8-bit optimizer": {
        "method": {"kind": "full"},
        "training": {"optimizer": "adamw_bnb_8bit"},
    },
    "dora with everything": {
        "lora": {"use_dora": True, "bias": "all", "modules_to_save": ["lm_head"], "dropout": 0.1}
    },
    "qlora": {"method": {"kind": "qlora"}, "quantization": {"bits": 4}},
    "adafactor": {"training": {"optimizer": "adafactor"}},
    "fused, decay": {
        "training": {
            "optimizer": "adamw_torch_fused",
            "weight_decay": 0.1,
            "lr_scheduler_type": "inverse_sqrt",
            "label_smoothing": 0.1,
        }
    },
    "plateau": {
        "training": {
            "lr_scheduler_type": "reduce_lr_on_plateau",
            "lr_scheduler_options": {"patience": 0},
        },
        "evaluation": {"eval_steps": 2},
    },
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_kind_of_state_is_saved(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variant: str
) -> None:
    """Interrupted after step 4, saved at 3: the rest of the curve is as it would have been."""
    settings = {**VARIANTS[variant], "checkpoints": {"saving_steps": 3, "recovery_minutes": 0}}
    training = {"max_steps": 6, **settings.pop("training", {})}
    whole = make_trial(tmp_path / "whole", tiny_model, training=training, **settings)
    whole.train()
    broken = make_trial(tmp_path / "broken", tiny_model, training=training, **settings)
    interrupted(broken, 5, monkeypatch).train()
    assert broken.losses() == pytest.approx(whole.losses(), abs=1e-6)
    rates = {e["step"]: e["learning_rate"] for e in whole.events() if e.kind == "step"}
    again = {e["step"]: e["learning_rate"] for e in broken.events() if e.kind == "step"}
    assert again == rates
