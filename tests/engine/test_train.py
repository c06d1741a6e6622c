"""A whole run in one process: what it leaves behind."""

from __future__ import annotations

from pathlib import Path

from tests.support.recipe import Asked, make_trial


def test_a_run_leaves_events_checkpoints_and_an_adapter(tiny_model: Path, tmp_path: Path) -> None:
    trial = make_trial(tmp_path, tiny_model, prompts=[Asked([3, 10, 11])])
    events = trial.train()
    print([e.to_json() for e in events])
