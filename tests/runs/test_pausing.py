"""Pauses through a real supervisor: begun, told, ended, forgotten, and what can come between."""

from __future__ import annotations

from pathlib import Path

from deeptuner.files import read_json
from deeptuner.runs.control import asleep, request
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import Patience
from deeptuner.runs.start import resume_run, start_run
from deeptuner.runs.state import read_state
from deeptuner.words import message
from tests.runs.running import (
    FOREVER,
    events,
    kill_supervisor,
    new_run,
    options,
    processes,
    wait_for,
    wait_for_step,
    wait_until_ended,
)

HOT = message("monitor.heat.pause-edge", gpu=1, value=99, limit=95, cool=85, seconds=10)
COOL = message("monitor.heat.continue-edge", gpu=1, value=84, limit=95, cool=85, seconds=10)
STOP = message("monitor.heat.stop-edge", gpu=1, value=99, limit=95, cool=85, seconds=10)
FORGETFUL = Patience(pause=1.0, poll=0.05)


def paused_run(folder: Path, patience: Patience | None = None, ranks: int = 1) -> RunFolder:
    """A run whose ranks sleep."""
    run = new_run(folder)
    given = (patience,) if patience else ()
    start_run(run, options(*given, ranks=ranks, **FOREVER))
    wait_for_step(run)
    request(run, "pause", HOT)
    wait_for(lambda: read_state(run).status == "paused", "the pause")
    return run


def last_step(run: RunFolder) -> int:
    return int(events(run, "step")[-1]["step"])


def told(run: RunFolder) -> list[tuple[str, str]]:
    """Pauses and warnings, and what each says; but for other runs on this machine."""
    kinds = ("pause", "continue", "warning")
    found = [(e.kind, str(e["message"]["id"])) for e in events(run) if e.kind in kinds]
    return [one for one in found if one[1] != "runs.cpu-busy"]


def test_a_pause_is_told_and_ended(folder: Path) -> None:
    run = paused_run(folder, ranks=2)
    state = read_state(run)
    assert (state.status_now(), state.reason) == ("paused", HOT)
    before = last_step(run)
    request(run, "pause", message("runs.pauses"))  # again: it is still wanted
    request(run, "continue", COOL)
    wait_for_step(run, before + 2)
    wait_for(lambda: read_state(run).status == "running", "the state")
    assert read_state(run).reason is None
    assert told(run) == [("pause", HOT.id), ("continue", COOL.id)]
    assert str(HOT) in run.log_file.read_text()
    assert str(COOL) in run.log_file.read_text()
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_a_second_pause_is_one_of_its_own(folder: Path) -> None:
    run = paused_run(folder)
    request(run, "continue", COOL)
    wait_for(lambda: read_state(run).status == "running", "the end of the pause")
    request(run, "pause", HOT)
    wait_for(lambda: read_state(run).status == "paused", "the second pause")
    request(run, "stop")
    wait_until_ended(run)
    assert [kind for kind, _ in told(run)] == ["pause", "continue", "pause"]


def test_a_stop_while_paused_saves_and_ends(folder: Path) -> None:
    run = paused_run(folder)
    step = last_step(run)
    request(run, "stop")
    state = wait_until_ended(run)
    assert state.status == "stopped"
    assert state.reason != HOT
    assert run.checkpoints()[-1].name == f"checkpoint-{step}"
    assert last_step(run) == step


def test_a_save_while_paused_saves_and_sleeps_on(folder: Path) -> None:
    run = paused_run(folder)
    step = last_step(run)
    request(run, "save")
    wait_for(lambda: events(run, "checkpoint"), "the checkpoint")
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"
    assert last_step(run) == step
    assert told(run) == [("pause", HOT.id)]


def test_a_pause_that_nobody_asks_for_any_more_ends_with_a_warning(folder: Path) -> None:
    run = paused_run(folder, FORGETFUL)
    wait_for(lambda: read_state(run).status == "running", "the end of the pause")
    wait_for_step(run, last_step(run) + 1)
    assert told(run) == [
        ("pause", HOT.id),
        ("warning", "runs.pause-lapsed"),
        ("continue", "runs.continues"),
    ]
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_a_pause_lasts_as_long_as_who_asked_said(folder: Path) -> None:
    run = paused_run(folder)
    request(run, "pause", HOT, lasts=0.2)
    wait_for(lambda: read_state(run).status == "running", "the end of the pause")
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_a_stop_for_heat_is_the_reason_of_the_end(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(tell_end="stopped", **FOREVER))
    wait_for_step(run)
    request(run, "stop", STOP)
    state = wait_until_ended(run)
    assert (state.status, state.reason) == ("stopped", STOP)
    assert told(run) == [("warning", STOP.id)]
    assert run.newest_checkpoint() is not None


def test_without_a_supervisor_paused_ranks_save_and_end_and_a_resume_is_awake(
    folder: Path,
) -> None:
    run = paused_run(folder, ranks=2)
    step = last_step(run)
    kill_supervisor(run)
    wait_for(lambda: not processes(run.path), "the ranks' own end")
    assert run.checkpoints()[-1].name == f"checkpoint-{step}"
    resume_run(run, options=options(steps=step + 2))
    assert wait_until_ended(run).status == "finished"
    assert not asleep(run)


def test_heat_while_preparing_is_nobodys_fault_here(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(prepare="import time; time.sleep(1.5)", steps=3))
    request(run, "pause", HOT)
    request(run, "stop", STOP)
    assert wait_until_ended(run).status == "finished"
    assert told(run) == []


def test_the_state_file_of_a_paused_run_says_why(folder: Path) -> None:
    run = paused_run(folder)
    assert read_json(run.state_file)["reason"] == HOT.to_json()
    request(run, "stop")
    wait_until_ended(run)
