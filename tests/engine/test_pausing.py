"""Training that sleeps between two steps: woken, stopped, saved, alone and with two ranks."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import psutil
import pytest

from deeptuner.engine import progress
from deeptuner.engine.callbacks import pausing
from deeptuner.engine.checkpoint.store import checkpoints
from deeptuner.runs.control import Order, acknowledged, asleep, give_order, order_pause
from deeptuner.runs.identity import identity_of
from deeptuner.runs.state import RunState, write_state
from tests.runs.running import wait_for
from tests.support.recipe import Trial, make_trial

SHORT = {"max_steps": 4}
CALM = {"lora": {"dropout": 0.0}}


@pytest.fixture(scope="module")
def unpaused(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[int, float]:
    trial = make_trial(tmp_path_factory.mktemp("unpaused"), tiny_model, training=SHORT)
    trial.train()
    return trial.losses()


@pytest.fixture
def trial(tiny_model: Path, tmp_path: Path) -> Trial:
    """Told to pause before its first step."""
    made = make_trial(tmp_path, tiny_model, training=SHORT)
    made.run.control_dir.mkdir()
    order_pause(made.run, on=True)
    return made


def meanwhile(trial: Trial, work: Callable[[], None]) -> Thread:
    """Do something as soon as all ranks sleep."""

    def wait_and_work() -> None:
        try:
            wait_for(lambda: asleep(trial.run), "the ranks to sleep")
            work()
        except BaseException:
            wake(trial)  # or they would sleep for ever
            raise

    thread = Thread(target=wait_and_work)
    thread.start()
    return thread


def wake(trial: Trial) -> None:
    order_pause(trial.run, on=False)


def steps(trial: Trial) -> list[int]:
    return list(trial.losses())


def test_a_paused_training_goes_on_as_if_nothing_had_been(
    trial: Trial, unpaused: dict[int, float]
) -> None:
    during: list[list[int]] = []

    def look_and_wake() -> None:
        during.append(steps(trial))
        time.sleep(3 * pausing.TURN)
        during.append(steps(trial))
        wake(trial)

    thread = meanwhile(trial, look_and_wake)
    trial.train()
    thread.join()
    assert during == [[1], [1]], "the step before was told, and none was done"
    assert trial.losses() == unpaused
    assert not asleep(trial.run)


def test_time_asleep_is_no_step_time(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = 3600.0
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(hour)
        if len(slept) == 3:
            wake(trial)

    monkeypatch.setattr(pausing, "sleep", sleep)
    monkeypatch.setattr(progress, "monotonic", lambda: time.monotonic() + sum(slept))
    trial.train()
    assert len(slept) == 3
    told = [event for event in trial.events() if event.kind == "step"]
    assert all(event["tokens"] / event["tokens_per_second"] < hour for event in told)
    assert told[-2]["seconds_left"] is None or told[-2]["seconds_left"] < hour


def test_a_stop_while_paused_saves_and_a_resume_goes_on(
    trial: Trial, unpaused: dict[int, float]
) -> None:
    thread = meanwhile(trial, lambda: give_order(trial.run, Order(1, "stop")))
    events = trial.train()
    thread.join()
    assert steps(trial) == [1]
    assert events[-1]["status"] == "stopped"
    assert [one.standing.step for one in checkpoints(trial.run)] == [1]
    assert not asleep(trial.run)
    wake(trial)
    trial.run.order_file.unlink()
    trial.train()
    assert trial.losses() == pytest.approx(unpaused, abs=1e-6)


def test_ranks_that_sleep_notice_that_their_supervisor_has_died(trial: Trial) -> None:
    supervisor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    write_state(trial.run, RunState("running", 1, identity_of(supervisor.pid)))
    thread = meanwhile(trial, supervisor.kill)
    events = trial.train()
    thread.join()
    supervisor.wait()
    assert events[-1]["status"] == "stopped"
    assert [one.standing.step for one in checkpoints(trial.run)] == [1]


def test_checkpoints_asked_for_while_paused_are_saved_and_it_sleeps_on(
    trial: Trial, unpaused: dict[int, float]
) -> None:
    """Twice at the same step: who asks waits for a checkpoint."""
    told: list[list[str]] = []

    def save_twice() -> None:
        for number in (1, 2):
            order = Order(number, "save")
            give_order(trial.run, order)
            wait_for(lambda: len(saved(trial)) == number, "the checkpoint")  # noqa: B023
            assert acknowledged(trial.run) == order
        told.append(saved(trial))
        assert steps(trial) == [1]
        wake(trial)

    thread = meanwhile(trial, save_twice)
    trial.train()
    thread.join()
    assert told == [["requested", "requested"]]
    assert [one.standing.reason for one in checkpoints(trial.run)] == ["requested", "end"]
    assert trial.losses() == unpaused


def saved(trial: Trial) -> list[str]:
    return [event["reason"] for event in trial.events() if event.kind == "checkpoint"]


def test_a_pause_at_the_last_step_does_no_harm(tiny_model: Path, tmp_path: Path) -> None:
    trial = make_trial(tmp_path, tiny_model, training={"max_steps": 1})
    trial.run.control_dir.mkdir()
    order_pause(trial.run, on=True)
    events = trial.train()
    assert events[-1]["status"] == "finished"


@pytest.mark.timeout(300)
def test_two_ranks_sleep_and_wake_together(tiny_model: Path, tmp_path: Path) -> None:
    alone = make_trial(tmp_path / "alone", tiny_model, training={**SHORT, "batch_size": 4}, **CALM)
    alone.train()
    trial = make_trial(tmp_path / "paused", tiny_model, training=SHORT, **CALM)
    trial.run.control_dir.mkdir()
    order_pause(trial.run, on=True)
    busy: list[float] = []

    def measure_and_wake() -> None:
        ranks = ranks_of(trial)
        assert len(ranks) == 2
        before = spent(ranks)
        time.sleep(6 * pausing.TURN)
        busy.append((spent(ranks) - before) / (6 * pausing.TURN))
        assert steps(trial) == [1]
        wake(trial)

    thread = meanwhile(trial, measure_and_wake)
    trial.launch(2, "ddp")
    thread.join()
    assert busy
    assert busy[0] < 0.5, "of one core, for both ranks together"
    assert trial.losses() == pytest.approx(alone.losses(), abs=1e-4)


def ranks_of(trial: Trial) -> list[psutil.Process]:
    folder = str(trial.run.path.parent)
    found = []
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if "tests.support.rank" in line and folder in line and "torch.distributed.run" not in line:
            found.append(process)
    return found


def spent(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(one.user + one.system for one in times)
