"""A checkpoint belongs to no parallel plan: one process, two sharded ones, one again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deeptuner.engine.checkpoint.store import discard
from tests.support.recipe import config_with, make_trial, plan_for_one

SAVES: dict[str, Any] = {"saving_steps": 2, "keep": 5}
ALONE: dict[str, Any] = {
    "training": {"max_steps": 6, "batch_size": 2, "gradient_accumulation_steps": 2},
    "checkpoints": SAVES,
}
SHARED: dict[str, Any] = {
    "training": {"max_steps": 6, "batch_size": 1, "gradient_accumulation_steps": 2},
    "checkpoints": SAVES,
}


def test_one_process_then_two_sharded_then_one(tiny_model: Path, tmp_path: Path) -> None:
    """The same rows in each step, so the same curve; samples are answered under FSDP too."""
    trial = make_trial(tmp_path, tiny_model, **ALONE)
    trial.train()
    curve = trial.losses()
    for step in (4, 6):
        discard(trial.run.checkpoints_dir / f"checkpoint-{step}")

    trial.config = config_with(**SHARED)
    trial.launch(2, "fsdp")
    assert trial.losses() == pytest.approx(curve, abs=1e-4)
    told = [event for event in trial.events() if event.kind == "warning"]
    assert [event["message"]["id"] for event in told] == ["engine.resume.other-world"]
    samples = [event["step"] for event in trial.events() if event.kind == "sample"]
    assert samples == [4, 6]

    discard(trial.run.checkpoints_dir / "checkpoint-6")
    trial.config, trial.plan = config_with(**ALONE), plan_for_one()
    trial.train()
    assert trial.losses() == pytest.approx(curve, abs=1e-4)
