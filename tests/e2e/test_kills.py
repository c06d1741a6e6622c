"""Kills of every kind against real training: what goes on, what ends, what is told and kept."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.runs.events import curves, read_events
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import read_state
from tests.e2e.conftest import COMMAND, Place, make_place, write_rows
from tests.e2e.survival import PATIENT, Survivor, few, in_role, in_turn
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
ENDLESS = ("--training.max-steps", "1000000", "--checkpoints.saving-steps", "20")
SEED = 5  # kills command and supervisor of the first attempt, a rank of the second, none early
SAID_WITHIN = 10.0  # seconds from a rank's death to the end of its run
ENDED_WITHIN = 30.0  # seconds from the supervisor's death to the end of the ranks


pytestmark = pytest.mark.timeout(900)


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
    killed = in_role(run, "rank")
    assert len(killed) == 2
    began = time.monotonic()
    killed[-1].kill()
    state = wait_until_ended(run)
    assert time.monotonic() - began < SAID_WITHIN
    assert not in_role(run, "rank")
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
    with other_rows(shared):
        _refused_without_its_rows(shared, run)
        told = shared.run("resume", run.name)
    assert told.code == 0, told.text
    assert "start a new run to use the new ones" in told.text
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


@contextmanager
def other_rows(place: Place) -> Iterator[None]:
    former = place.rows.read_bytes()
    write_rows(place.rows, count=9)
    try:
        yield
    finally:
        place.rows.write_bytes(former)


def _refused_without_its_rows(place: Place, run: RunFolder) -> None:
    cache = place.folder / ".deeptuner" / "cache"
    aside = cache.rename(cache.with_name("aside"))
    told = place.run("resume", run.name)
    shutil.rmtree(cache)
    aside.rename(cache)
    assert (told.code, "not in the cache any more" in told.text) == (2, True), told.text
    assert str(place.rows) in told.text
    assert "Traceback" not in told.text


def test_random_kills_lose_no_checkpoint_and_a_damaged_one_is_passed_over(shared: Place) -> None:
    chance = random.Random(SEED)
    survivor = Survivor(shared, chance)
    run = survivor.survive(few(chance))
    newest = run.checkpoints()[-1]
    shutil.copytree(newest, newest.with_name("checkpoint-9999999"))
    weights = newest.with_name("checkpoint-9999999") / "adapter_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"?")
    assert shared.run("resume", run.name, "--detach").code == 0
    attempt = read_state(run).attempt
    wait_for(lambda: survivor.ledger.has_begun(attempt), "training", PATIENT)
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
    """The numbers show that the run did train, save and delete between the kills."""
    chance = random.Random(20)
    survivor = Survivor(shared, chance)
    survivor.survive(in_turn(chance, each=5))
    ledger = survivor.ledger
    assert len(ledger.finished) > 20
    assert len(ledger.there) < len(ledger.finished) / 2
    assert {one.reason for one in ledger.finished.values()} >= {"scheduled", "recovery", "end"}
