"""Runs from start to end with real supervisors: done, stopped, saved, broken, killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Timer

import psutil
import pytest

from deeptuner.errors import DeepTunerError, RunError, SettingsError
from deeptuner.files import read_json
from deeptuner.runs.control import request
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import identity_of
from deeptuner.runs.options import Patience
from deeptuner.runs.platform import try_lock
from deeptuner.runs.start import resume_run, start_run
from deeptuner.runs.state import read_state, write_state
from deeptuner.runs.supervisor import LOCKED
from deeptuner.words import message
from tests.runs.running import (
    FOREVER,
    LONG,
    QUICK,
    events,
    kill_supervisor,
    left,
    new_run,
    options,
    processes,
    ranks,
    supervisor_pid,
    wait_for,
    wait_for_links,
    wait_for_step,
    wait_until_ended,
)

IMPATIENT = Patience(acknowledge=0.5, save=60, terminate=0.5, dead_rank=0.5, poll=0.05)
MEGABYTE = 2**20


def test_a_run_goes_from_preparing_to_finished(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(steps=3))
    state = wait_until_ended(run)
    assert (state.status, state.attempt, state.ended is not None) == ("finished", 1, True)
    assert [event["step"] for event in events(run, "step")] == [1, 2, 3]
    assert [event["phase"] for event in events(run, "phase")] == ["preparing", "loading"]
    assert [event["status"] for event in events(run, "end")] == ["finished"]


def test_the_supervisor_is_light_and_of_its_own_session(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    supervisor = psutil.Process(supervisor_pid(run))
    assert supervisor.memory_info().rss < 80 * MEGABYTE
    assert os.getsid(supervisor.pid) != os.getsid(0)
    assert supervisor.terminal() is None
    assert supervisor.ppid() != os.getpid()  # nobody here has to wait for it
    supervisor.terminate()
    assert wait_until_ended(run).status == "stopped"


def test_stop_saves_and_ends(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(ranks=2, **FOREVER))
    wait_for_step(run)
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"
    assert [event["reason"] for event in events(run, "checkpoint")] == ["requested"]
    assert run.newest_checkpoint() is not None


def test_save_saves_and_goes_on(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    request(run, "save")
    wait_for(lambda: events(run, "checkpoint"), "the checkpoint")
    after = events(run, "step")[-1]["step"]
    wait_for_step(run, after + 2)
    assert read_state(run).status_now() == "running"
    request(run, "save")
    wait_for(lambda: len(events(run, "checkpoint")) == 2, "the second checkpoint")
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_supervisor_stops_and_saves(folder: Path, number: int) -> None:
    run = new_run(folder)
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    os.kill(supervisor_pid(run), number)
    assert wait_until_ended(run).status == "stopped"
    assert run.newest_checkpoint() is not None


def test_a_hang_up_does_nothing(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    os.kill(supervisor_pid(run), signal.SIGHUP)
    wait_for_step(run, events(run, "step")[-1]["step"] + 2)
    request(run, "stop")
    wait_until_ended(run)


@pytest.mark.parametrize("status", ["stopped", "finished"])
def test_what_the_ranks_tell_of_an_orderly_end_is_kept(folder: Path, status: str) -> None:
    run = new_run(folder)
    start_run(run, options(tell_end=status, **FOREVER))
    wait_for_step(run)
    request(run, "stop")
    state = wait_until_ended(run)
    assert state.status == status
    assert state.reason == message("ranks.end", how="well")
    assert [event["status"] for event in events(run, "end")] == [status]


def test_ranks_that_ignore_every_order_are_ended(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(IMPATIENT, ranks=2, obey=False, ignore_sigterm=True, **FOREVER))
    wait_for_step(run)
    request(run, "stop")
    state = wait_until_ended(run)
    assert state.status == "stopped"
    assert state.reason is not None
    assert state.reason.id == "runs.nobody-saved"
    assert not left(run)


def test_stop_while_preparing_ends_at_once(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(prepare="import time; time.sleep(1000)"))
    request(run, "stop")
    state = wait_until_ended(run)
    assert state.reason is not None
    assert (state.status, state.reason.id) == ("stopped", "runs.stopped-early")


def test_the_program_that_started_it_may_be_killed(folder: Path) -> None:
    run = new_run(folder)
    starter = subprocess.Popen([sys.executable, "-c", STARTER, str(run.path)], text=True)
    wait_for_step(run)
    starter.kill()
    starter.wait()
    wait_for_step(run, events(run, "step")[-1]["step"] + 2)
    assert read_state(run).status_now() == "running"
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


STARTER = """
import sys, time
from pathlib import Path
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import start_run
from tests.runs.running import FOREVER, options
start_run(RunFolder(Path(sys.argv[1])), options(**FOREVER))
time.sleep(1000)
"""


def test_a_killed_rank_ends_all_others_and_fails_the_run(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(ranks=3, **FOREVER))
    wait_for_links(run, 3)
    os.kill(ranks(run, 3)[1].pid, signal.SIGKILL)
    state = wait_until_ended(run)
    assert state.status == "failed"
    assert state.reason is not None
    assert state.reason.id in ("runs.died-rank", "runs.died-killed")
    assert not left(run)


def test_a_killed_only_rank_fails_the_run_with_the_signal(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    os.kill(ranks(run)[0].pid, signal.SIGKILL)
    state = wait_until_ended(run)
    assert state.reason is not None
    assert (state.status, state.reason.id) == ("failed", "runs.died-killed")
    assert "SIGKILL" in str(state.reason)


def test_a_killed_launcher_leaves_no_rank(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(ranks=2, **FOREVER))
    wait_for_step(run)
    launcher = read_state(run).launcher
    assert launcher is not None
    os.kill(launcher.pid, signal.SIGKILL)
    assert wait_until_ended(run).status == "failed"
    assert not left(run)


@pytest.mark.parametrize("above", [False, True])
def test_a_run_whose_folder_is_moved_ends_with_the_reason_and_resumes(
    folder: Path, tmp_path: Path, above: bool
) -> None:
    """Moved by a new name of its own, or of the experiment's."""
    run = new_run(folder)
    start_run(run, options(**FOREVER, save_every=5))
    wait_for_step(run, 6)
    if above:
        moved = RunFolder(folder.rename(tmp_path / "elsewhere") / "runs" / run.name)
    else:
        moved = RunFolder(run.path.rename(run.path.with_name("renamed")))
    wait_for(lambda: not processes(folder), "the end of its processes")
    state = read_state(moved)
    assert (state.status, state.reason) == ("failed", message("runs.moved"))
    assert [event["status"] for event in events(moved, "end")] == ["failed"]
    assert f"deeptuner resume {moved.name}" in state.evidence
    assert not run.path.exists()
    begun = max(event["step"] for event in events(moved, "step"))
    resume_run(moved, options=options(steps=begun + 1))
    assert wait_until_ended(moved).status == "finished"


def test_without_a_supervisor_ranks_save_and_end_and_the_run_resumes(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(ranks=2, **FOREVER))
    wait_for_step(run)
    ranks(run, 2)
    kill_supervisor(run)
    wait_for(lambda: not processes(run.path), "the ranks' own end")
    newest = run.newest_checkpoint()
    assert newest is not None
    step = int(newest.name.split("-")[1])
    resume_run(run, options=options(steps=step + 2))
    state = wait_until_ended(run)
    assert (state.status, state.attempt) == ("finished", 2)
    steps = [event["step"] for event in events(run, "step") if event.attempt == 2]
    assert steps == [step + 1, step + 2]


def test_a_rank_that_hangs_is_ended_without_its_supervisor(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(obey=False, rank_patience=0.5, **FOREVER))
    wait_for_step(run)
    kill_supervisor(run)
    wait_for(lambda: not processes(run.path), "the watchdog")


def test_leftovers_of_an_interrupted_attempt_are_ended_before_the_next(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(link=False, **FOREVER))  # a rank that never notices anything
    wait_for_step(run)
    old = ranks(run)[0].pid
    kill_supervisor(run)
    resume_run(run, options=options(Patience(leftovers=0.2, poll=0.05), **FOREVER))
    wait_for_step(run, attempt=2)
    assert identity_of(old) is None
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_a_rank_that_was_loading_does_not_take_the_next_supervisor_for_its_own(
    folder: Path, tmp_path: Path
) -> None:
    """It would train on as a part of the attempt that waits for its end, until it is killed."""
    run = new_run(folder)
    hold = tmp_path / "hold"
    hold.touch()
    start_run(run, options(hold=str(hold), **FOREVER))
    wait_for(lambda: read_state(run).launcher, "the launcher")
    old = wait_for(lambda: [one for one in processes(run.path) if "rank" in one.cmdline()], "it")
    kill_supervisor(run)
    resume_run(run, options=options(steps=3))
    phases = lambda: [e["phase"] for e in events(run, "phase") if e.attempt == 2]  # noqa: E731
    wait_for(lambda: "waiting" in phases(), "the word that it waits")
    assert phases() == ["waiting"]
    hold.unlink()
    wait_for(lambda: not any(one.is_running() for one in old), "the old rank's own end")
    assert wait_until_ended(run).status == "finished"
    assert [event["step"] for event in events(run, "step")] == [1, 2, 3]


def test_nothing_is_said_to_be_waited_for_where_nothing_is_left(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options())
    wait_until_ended(run)
    assert "waiting" not in [event["phase"] for event in events(run, "phase")]


def test_two_starts_of_one_run_make_one_supervisor(folder: Path) -> None:
    run = new_run(folder)
    command = [sys.executable, "-c", RACE, str(run.path)]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = sorted(racer.communicate("go\n", timeout=LONG)[0].strip() for racer in racers)
    assert said == ["runs.already-running", "runs.already-running", "started"]
    wait_for_step(run)
    assert read_state(run).attempt == 1
    assert len(ranks(run)) == 1
    request(run, "stop")
    wait_until_ended(run)


RACE = """
import sys
from pathlib import Path
from deeptuner.errors import RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import start_run
from tests.runs.running import FOREVER, options
sys.stdin.readline()
try:
    start_run(RunFolder(Path(sys.argv[1])), options(**FOREVER))
    print("started")
except RunError as error:
    print(error.what.id)
"""


def test_a_supervisor_that_is_about_to_leave_is_waited_for(folder: Path) -> None:
    run = new_run(folder)
    write_state(run, replace(read_state(run), status="stopped"))
    lock = os.open(run.lock_file, os.O_RDWR | os.O_CREAT)
    assert try_lock(lock)
    leaving = Timer(1.0, os.close, [lock])
    leaving.start()
    resume_run(run, options=options())
    leaving.join()
    assert wait_until_ended(run).status == "finished"


def test_two_runs_on_the_cpu_both_work_with_a_warning(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))  # runs of other tests claim the CPU, too
    first, second = new_run(folder), new_run(folder)
    start_run(first, options(**FOREVER))
    wait_for_step(first)
    start_run(second, options(**FOREVER))
    wait_for_step(second)
    warned = [event["message"] for event in events(second, "warning")]
    assert [said["id"] for said in warned] == ["runs.cpu-busy"]
    for run in (first, second):
        request(run, "stop")
        assert wait_until_ended(run).status == "stopped"


def test_a_gpu_trains_one_run_only(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    first, second, third = (new_run(folder) for _ in range(3))
    start_run(first, options(gpus=[0, 1], **FOREVER))
    wait_for_step(first)
    start_run(second, options(gpus=[1, 2], **FOREVER))
    state = wait_until_ended(second)
    assert state.status == "failed"
    assert str(state.reason) == f"GPU 1 already trains the run {first.name}."
    start_run(third, options(gpus=[2]))
    assert wait_until_ended(third).status == "finished"
    request(first, "stop")
    wait_until_ended(first)


def test_what_the_preparation_reports_is_the_reason(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(prepare="raise DataError(message('data.empty', file='a.json'))"))
    state = wait_until_ended(run)
    assert state.reason is not None
    assert (state.status, state.reason.id) == ("failed", "data.empty")
    assert state.reason.params == {"file": "a.json"}


def test_a_preparation_without_a_plan_fails(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options(prepare="raise SystemExit(0)"))
    state = wait_until_ended(run)
    assert state.reason is not None
    assert (state.status, state.reason.id) == ("failed", "runs.died-no-plan")


def test_what_a_former_attempt_left_is_not_taken_for_this_ones(folder: Path) -> None:
    """Its launch command, its error, and what it was asked to do."""
    run = new_run(folder)
    start_run(run, options(prepare="raise DataError(message('data.empty', file='a.json'))"))
    wait_until_ended(run)
    request(run, "stop")
    resume_run(run, options=options(die="os._exit(9)"))
    state = wait_until_ended(run)
    assert state.reason is not None
    # Which of the two is told depends on whether the rank was known before it died.
    assert (state.status, state.reason.id.rpartition("-")[0]) == ("failed", "runs.died")
    assert run.launch_file.exists()
    resume_run(run, options=options(prepare="import os; os._exit(0)"))
    state = wait_until_ended(run)
    assert state.reason is not None
    assert state.reason.id == "runs.died-no-plan"


def test_a_mistake_of_the_supervisors_own_is_told_and_leaves_nobody(folder: Path) -> None:
    run = new_run(folder)
    run.launch_file.mkdir(parents=True)  # which it thinks impossible
    start_run(run, options())
    state = wait_until_ended(run)
    assert state.reason is not None
    assert (state.status, state.reason.id) == ("failed", "common.unexpected")
    assert "Traceback" in run.log_file.read_text()


def test_the_shells_stray_variables_do_not_reach_the_ranks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WORLD_SIZE", "ACCELERATE_USE_FSDP", "CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS"):
        monkeypatch.setenv(name, "7")
    monkeypatch.setenv("LC_TIME", "C")
    run = new_run(folder)
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    environment = ranks(run)[0].environ()
    assert {"WORLD_SIZE", "ACCELERATE_USE_FSDP", "CUDA_VISIBLE_DEVICES"}.isdisjoint(environment)
    assert (environment["OMP_NUM_THREADS"], environment["LC_TIME"]) == ("1", "C")
    request(run, "stop")
    wait_until_ended(run)


def test_a_finished_run_is_not_resumed_and_a_running_one_not_started(folder: Path) -> None:
    run = new_run(folder)
    start_run(run, options())
    wait_until_ended(run)
    with pytest.raises(RunError) as caught:
        resume_run(run)
    assert caught.value.what.id == "runs.already-finished"
    ended = run.state_file.read_bytes()
    late = [sys.executable, "-m", "deeptuner.runs.supervisor", str(run.path)]
    assert subprocess.run(late, check=False).returncode == LOCKED  # started by who saw it running
    assert run.state_file.read_bytes() == ended
    other = new_run(folder)
    start_run(other, options(**FOREVER))
    settings = other.settings_file.read_bytes()
    with pytest.raises(RunError) as caught:
        resume_run(other, {"training.learning_rate": "0.5"})
    assert caught.value.what.id == "runs.already-running"
    assert other.settings_file.read_bytes() == settings
    request(other, "stop")
    wait_until_ended(other)


@pytest.mark.parametrize("spoil", ["gone", "newer"])
def test_a_run_whose_settings_cannot_be_read_is_not_resumed(folder: Path, spoil: str) -> None:
    run = new_run(folder)
    start_run(run, options(die="os._exit(1)"))
    ended = wait_until_ended(run)
    if spoil == "gone":
        run.settings_file.unlink()
        told = "are gone"
    else:
        text = run.settings_file.read_text()
        run.settings_file.write_text(text.replace("version: 1", "version: 99"))
        told = "newer DeepTuner"
    with pytest.raises(DeepTunerError, match=told):
        resume_run(run)
    assert read_state(run).attempt == ended.attempt


def test_resume_takes_changed_settings_and_keeps_the_former(folder: Path) -> None:
    from deeptuner.settings.load import load_config

    run = new_run(folder, training={"batch_size": 4})
    start_run(run, options(die="os._exit(1)", **FOREVER))
    assert wait_until_ended(run).status == "failed"
    settings = run.settings_file.read_bytes()
    blind = {"training.early_stopping": "true", "data.eval_split": "0"}
    with pytest.raises(SettingsError, match="evaluation is off"):
        resume_run(run, blind, options())
    assert run.settings_file.read_bytes() == settings
    resume_run(run, {"training.batch_size": "2"}, options())
    assert wait_until_ended(run).status == "finished"
    assert load_config(run.settings_file).training.batch_size == 2
    assert load_config(run.launch_dir / "run-attempt-1.yaml").training.batch_size == 4
    assert "versions" in run.settings_file.read_text()


def test_a_resumed_run_keeps_its_rows(folder: Path) -> None:
    from deeptuner.settings.load import load_config

    run = new_run(folder, data={"dataset": "rows.jsonl", "max_length": 64})
    start_run(run, options(die="os._exit(1)", **FOREVER))
    wait_until_ended(run)
    resume_run(run, {"data.max_length": "32"}, options(die="os._exit(1)", **FOREVER))
    wait_until_ended(run)  # it had no rows yet
    with run.settings_file.open("a") as file:
        file.write("  data: {rows: 3}\n")  # in the record
    settings = run.settings_file.read_bytes()
    with pytest.raises(SettingsError, match=r"has its rows already, so data\.max_length") as caught:
        other = {"data.max_length": "64", "data.format": "text", "evaluation.sample_count": "1"}
        resume_run(run, other, options())
    assert "data.format" in str(caught.value)
    assert "evaluation.sample_count" in str(caught.value)  # prompts are made with the rows
    assert f"deeptuner train {run.settings_file}" in str(caught.value)
    assert run.settings_file.read_bytes() == settings
    harmless = {"data.max_length": "32", "data.loader_workers": "0", "training.batch_size": "2"}
    resume_run(run, harmless, options())
    assert wait_until_ended(run).status == "finished"
    assert load_config(run.settings_file).data.loader_workers == 0


def _survive_kills(run: RunFolder, kills: int, seed: int) -> None:
    """Kill any process of the run at any time, again and again; checkpoints must only grow."""
    chance = random.Random(seed)
    saved: set[str] = set()
    for _ in range(kills):
        resume_run(run, options=options(QUICK, save_every=2, ranks=2, seconds=0.01, **FOREVER))
        attempt = read_state(run).attempt
        wait_for_step(run, attempt=attempt)
        wait_for_links(run, 2)
        chosen = chance.choice(processes(run.path))
        wait_for(lambda: chance.random() < 0.2)
        chosen.kill()
        wait_until_ended(run)
        wait_for(lambda: not processes(run.path), "the end of all")
        whole = {path.name for path in run.checkpoints() if _is_whole(path)}
        assert whole == {path.name for path in run.checkpoints()}
        assert saved <= whole
        saved = whole


def _is_whole(path: Path) -> bool:
    step = int(path.name.split("-")[1])
    weights = (path / "adapter_model.safetensors").stat().st_size
    return read_json(path / "state.json") == {"step": step} and weights == 4096


def test_random_kills_lose_nothing_and_leave_nobody(folder: Path) -> None:
    _survive_kills(new_run(folder), kills=3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_twenty_random_kills_lose_nothing_and_leave_nobody(folder: Path, seed: int) -> None:
    _survive_kills(new_run(folder), kills=20, seed=seed)
