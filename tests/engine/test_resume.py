"""A run that was interrupted and resumed gives the curve of one that was not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deeptuner.engine.callbacks.orders import OrdersCallback
from tests.support.recipe import Trial, make_trial


class Killed(BaseException):
    """What stands for a kill: nothing of ours handles it."""


def kill_after(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """The process ends at this step's border, before anything is saved there."""
    unharmed = OrdersCallback.on_step_end

    def on_step_end(self: OrdersCallback, args: Any, state: Any, control: Any, **rest: Any) -> Any:
        if state.global_step == step:
            raise Killed
        return unharmed(self, args, state, control, **rest)

    monkeypatch.setattr(OrdersCallback, "on_step_end", on_step_end)


def interrupted(trial: Trial, step: int, monkeypatch: pytest.MonkeyPatch) -> Trial:
    with monkeypatch.context() as patch:
        kill_after(patch, step)
        with pytest.raises(Killed):
            trial.train()
    return trial


HARD: dict[str, Any] = {
    "data": {"batching": "packed"},
    "training": {
        "max_steps": 20,
        "batch_size": 1,
        "gradient_accumulation_steps": 2,
        "early_stopping": True,
        "early_stopping_patience": 3,
        "early_stopping_min_change": 10.0,
        "lr_scheduler_type": "cosine",
        "neftune_noise": 5.0,
    },
    "checkpoints": {"saving_steps": 5},
    "evaluation": {"eval_steps": 4},
    "lora": {"dropout": 0.3},
}


def test_resumed_equals_uninterrupted(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropout, packing, accumulation, noise; early stopping with its patience half spent."""
    whole = make_trial(tmp_path / "whole", tiny_model, **HARD)
    whole.train()
    broken = interrupted(make_trial(tmp_path / "broken", tiny_model, **HARD), 11, monkeypatch)
    assert [path.name for path in broken.run.checkpoints()] == ["checkpoint-5", "checkpoint-10"]
    broken.train()
    assert max(whole.losses()) == 16, "three evaluations after the first, at 4, brought nothing"
    assert broken.losses() == pytest.approx(whole.losses(), abs=1e-6)
