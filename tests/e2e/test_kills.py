"""Kills of every kind against real training: what goes on, what ends, what is told and kept."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.runs.events import curves, read_events
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import read_state
from tests.e2e.conftest import COMMAND, Place, make_place
from tests.runs.running import (
    events,
    kill_supervisor,
    processes,
    wait_for,
    wait_for_step,
    wait_until_ended,
)

STEPS = 60
SETTINGS = f"""\
model: {{path: tiny}}
data: {{dataset: rows, eval_split: 2, max_length: 96, batching: packed}}
training: {{max_steps: {STEPS}, learning_rate: 0.001, mixed_precision: fp32}}
lora: {{dropout: 0.2}}
evaluation: {{sample_count: 0}}
checkpoints: {{saving_steps: 20}}
"""
PATIENT = 280.0  # seconds: two imports of torch on a machine that does much else
ENDLESS = ("--training.max-steps", "1000000", "--checkpoints.saving-steps", "20")
SAID_WITHIN = 10.0  # seconds from a rank's death to the end of its run
ENDED_WITHIN = 30.0  # seconds from the supervisor's death to the end of the ranks


pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def shared(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    found = make_place(tmp_path_factory.mktemp("kills") / "experiment", tiny_model)
    found.settings.write_text(SETTINGS)
    yield found
    left = processes(found.folder)
    for process in left:
        process.kill()
    assert not left


@pytest.fixture(scope="module")
def whole(shared: Place) -> RunFolder:
    """A run that nobody interrupted, though the command that started it was killed."""
    before = set(shared.runs())
    command = subprocess.Popen(
        [*COMMAND, "train", str(shared.settings)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=shared.folder,
    )
    run = RunFolder(wait_for(lambda: set(shared.runs()) - before, "the run").pop())
    wait_for(lambda: events(run, "phase"), "the run's first word")
    command.kill()
    command.wait()
    wait_until_ended(run, PATIENT)
    return run


def detached(place: Place, *flags: str) -> RunFolder:
    before = set(place.runs())
    told = place.train("--detach", *flags)
    assert told.code == 0, told.text
    (path,) = set(place.runs()) - before
    return RunFolder(path)


def losses(run: RunFolder) -> dict[int, float]:
    found, _ = read_events(run.events_file)
    return {event["step"]: event["loss"] for event in curves(found)["step"]}


def real_ranks(run: RunFolder) -> list[psutil.Process]:
    found = []
    for process in processes(run.path):
        line = process.cmdline()
        if "deeptuner.engine.train" in line and "accelerate.commands.launch" not in line:
            found.append(process)
    return found


def test_the_run_goes_on_when_its_command_is_killed(whole: RunFolder, shared: Place) -> None:
    assert read_state(whole).status == "finished"
    assert list(losses(whole)) == list(range(1, STEPS + 1))
    told = shared.run("resume", whole.name)
    assert (told.code, "Traceback" in told.text) == (1, False)
    assert "finished" in told.text


def test_a_dead_rank_ends_the_run_with_the_reason(shared: Place) -> None:
    two = ("--hardware.cpu-processes", "2", "--hardware.parallel", "ddp")
    run = detached(shared, *two, *ENDLESS)
    wait_for_step(run, seconds=PATIENT)
    told = shared.run("resume", run.name)
    assert (told.code, "already running" in told.text) == (1, True), told.text
    killed = real_ranks(run)
    assert len(killed) == 2
    began = time.monotonic()
    killed[-1].kill()
    state = wait_until_ended(run)
    assert time.monotonic() - began < SAID_WITHIN
    assert not real_ranks(run)
    assert state.status == "failed"
    told = shared.run("watch", run.name)
    assert told.code == 1
    assert "Traceback" not in told.text
    assert "SIGKILL" in told.text


def test_without_its_supervisor_a_run_saves_and_can_be_gone_on_with(
    shared: Place, whole: RunFolder
) -> None:
    run = detached(shared)
    wait_for_step(run, 25, seconds=PATIENT)
    began = time.monotonic()
    kill_supervisor(run)
    wait_for(lambda: not processes(run.path), "the ranks' own end")
    assert time.monotonic() - began < ENDED_WITHIN
    newest = run.newest_checkpoint()
    assert newest is not None
    assert is_whole(newest)
    assert int(newest.name.split("-")[1]) not in (20, 40, STEPS)  # saved at its end
    assert "interrupted" in shared.run("runs").text
    _refused_with_another_model(shared, run)
    told = shared.run("resume", run.name)
    assert told.code == 0, told.text
    assert losses(run) == pytest.approx(losses(whole), abs=1e-6)


def _refused_with_another_model(place: Place, run: RunFolder) -> None:
    weights = place.model / "model.safetensors"
    former = weights.read_bytes()
    weights.write_bytes(former[:-4096] + bytes(4096))
    try:
        told = place.run("resume", run.name)
    finally:
        weights.write_bytes(former)
    assert (told.code, "weights have changed" in told.text) == (2, True), told.text
    assert "Traceback" not in told.text


def _survive(place: Place, kills: int, seed: int) -> RunFolder:
    """Kill a random process at a random time, again and again; then nobody is left, and what was
    saved is still there."""
    chance, run, best = random.Random(seed), detached(place, *ENDLESS), 0
    for attempt in range(1, kills + 1):
        if attempt > 1:
            told = place.run("resume", run.name, "--detach")
            assert told.code == 0, told.text
        wait_for(lambda: processes(run.path), "its processes")
        if chance.random() < 0.8:
            wait_for(lambda a=attempt: _saved(run, a), "a checkpoint", PATIENT)  # type: ignore[misc]
        time.sleep(chance.random())
        os.kill(chance.choice(processes(run.path)).pid, signal.SIGKILL)
        wait_until_ended(run)
        wait_for(lambda: not processes(run.path), "the end of all")
        kept = run.checkpoints()
        assert all(map(is_whole, kept))
        newest = max((int(path.name.split("-")[1]) for path in kept), default=0)
        announced = [event["step"] for event in events(run, "checkpoint")]
        assert newest >= max([best, *announced])
        best = newest
    return run


def _saved(run: RunFolder, attempt: int) -> bool:
    return any(event.attempt == attempt for event in events(run, "checkpoint"))


def test_random_kills_lose_no_checkpoint_and_a_damaged_one_is_passed_over(shared: Place) -> None:
    run = _survive(shared, kills=3, seed=3)
    newest = run.checkpoints()[-1]
    shutil.copytree(newest, newest.with_name("checkpoint-9999999"))
    weights = newest.with_name("checkpoint-9999999") / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"?")
    assert shared.run("resume", run.name, "--detach").code == 0
    attempt = read_state(run).attempt
    wait_for_step(run, attempt=attempt, seconds=PATIENT)
    warned = [
        event["message"]["id"] for event in events(run, "warning") if event.attempt == attempt
    ]
    assert "engine.resume.damaged" in warned
    first = next(event for event in events(run, "step") if event.attempt == attempt)
    assert first["step"] == int(newest.name.split("-")[1]) + 1
    assert shared.run("stop", run.name).code == 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_twenty_random_kills_lose_no_checkpoint(shared: Place) -> None:
    _survive(shared, kills=20, seed=20)
