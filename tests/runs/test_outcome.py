"""A run summed up, and a failed one as an error for people."""

from __future__ import annotations

from pathlib import Path

from deeptuner.runs.events import EventLog
from deeptuner.runs.outcome import FailedRunError, interrupted, summarise
from deeptuner.runs.state import Fix, RunState
from deeptuner.words import message
from tests.runs.running import new_run


def test_a_run_is_summed_up_by_what_counts(tmp_path: Path) -> None:
    run = new_run(tmp_path)
    first, second = EventLog(run.events_file, 1), EventLog(run.events_file, 2)
    for step in (1, 2, 3):
        first.append("step", step=step, max_steps=9, loss=1.0 / step)
    first.append("eval", step=3, loss=0.7)
    second.append("step", step=2, max_steps=9, loss=0.55)
    summary = summarise(run)
    assert (summary.status, summary.step, summary.max_steps) == ("queued", 2, 9)
    assert (summary.loss, summary.eval_loss) == (0.55, None)


def test_a_run_that_did_not_get_far_has_no_numbers(tmp_path: Path) -> None:
    summary = summarise(new_run(tmp_path))
    assert (summary.step, summary.loss, summary.eval_loss) == (None, None, None)


def test_a_failure_says_why_shows_it_and_offers_what_helps(tmp_path: Path) -> None:
    run = new_run(tmp_path)
    said = message("runs.fix-batch", old=2, new=1, accumulation=2)
    changes = {"training.batch_size": 1, "memory.gradient_checkpointing": True}
    state = RunState(
        "failed",
        reason=message("runs.died-gpu-memory"),
        evidence="HIP out of memory",
        fixes=(Fix(changes, said),),
    )
    error = FailedRunError(run, state)
    text = str(error)
    assert text.startswith("The GPU ran out of memory.")
    assert "| HIP out of memory" in text
    assert "--training.batch-size 1 --memory.gradient-checkpointing true" in text
    assert f"deeptuner resume {run.name}" in text
    assert error.to_json()["fixes"] == [{"changes": changes, "message": said.to_json()}]
    assert error.exit_code == 1


def test_an_interrupted_run_can_be_resumed(tmp_path: Path) -> None:
    run = new_run(tmp_path)
    assert f"deeptuner resume {run.name}" in str(interrupted(run))
