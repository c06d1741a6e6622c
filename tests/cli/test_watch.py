"""`deeptuner watch`: seeing a run, whatever its state, without touching it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from deeptuner.cli.main import main
from deeptuner.runs.control import request
from deeptuner.runs.events import EventLog, Kind
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.start import start_run
from deeptuner.runs.state import read_state
from deeptuner.settings.sections.config import Config
from deeptuner.words import message
from tests.cli.conftest import Cli
from tests.runs.running import (
    FOREVER,
    LONG,
    events,
    kill_supervisor,
    options,
    wait_for,
    wait_for_step,
    wait_until_ended,
)

Standin = Callable[..., None]


def test_a_finished_run_is_shown_from_its_files(experiment: Experiment, cli: Cli) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(steps=2))
    wait_until_ended(run)
    code, printed = cli("watch", run.path)
    assert code == 0
    assert [each["done"] for each in printed if each["kind"] == "progress"] == [1, 2]
    assert printed[-1]["status"] == "finished"


def test_pauses_are_told_with_their_reason(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(steps=2))
    wait_until_ended(run)
    gaps = {"gpu": 1, "value": 99, "limit": 95, "cool": 85, "seconds": 10}
    log = EventLog(run.events_file, 1)
    kinds: tuple[Kind, Kind] = ("pause", "continue")
    for kind in kinds:
        log.append(kind, message=message(f"monitor.heat.{kind}-edge", **gaps).to_json())
    assert main(["watch", str(run.path)]) == 0
    said = "".join(capsys.readouterr())
    assert "Training pauses: GPU1 has 99 °C" in said
    assert "Training goes on: GPU1" in said


def test_an_interrupted_run_is_told_with_how_to_go_on(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(rank_patience=0.3, **FOREVER))
    wait_for_step(run)
    kill_supervisor(run)
    assert main(["watch", str(run.path)]) == 1
    said = capsys.readouterr().err
    assert f"The run {run.name} was interrupted" in said
    assert f"deeptuner resume {run.name}" in said


def test_ctrl_c_only_ends_the_watching(experiment: Experiment) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    command = [sys.executable, "-m", "deeptuner.cli.main", "watch", str(run.path)]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert watching.stderr is not None
    first = watching.stderr.readline()  # it has begun
    watching.send_signal(signal.SIGINT)
    _, said = watching.communicate(timeout=LONG)
    assert watching.returncode == 130
    assert f"`deeptuner stop {run.name}`" in first + said
    wait_for_step(run, events(run, "step")[-1]["step"] + 2)
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_a_run_that_was_not_started_is_told(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    run = experiment.create_run(Config())
    assert main(["watch", str(run.path)]) == 0
    assert "has not been started" in capsys.readouterr().out


def test_every_kind_of_event_is_put_into_words(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(steps=1))
    wait_until_ended(run)
    log = EventLog(run.events_file, 1)
    log.append("eval", step=1, loss=1.25, perplexity=3.49, token_accuracy=0.5)
    log.append("eval", step=1, loss=float("nan"))
    log.append("sample", step=1, prompt="two\nlines", text="x" * 500)
    log.append("checkpoint", step=1, path="p", best=True)
    log.append("warning", message=message("runs.cpu-busy", other="b").to_json())
    assert main(["watch", str(run.path)]) == 0
    said = capsys.readouterr().err
    assert "Step 1: eval loss 1.2500, perplexity 3.49, token accuracy 50.0 %." in said
    assert "Step 1: eval loss ?, perplexity ?, token accuracy ? %." in said
    assert "Step 1: two lines\n  → xxx" in said
    assert "Step 1: saved a checkpoint, the best so far." in said
    assert "Warning: The run b trains on this machine's CPU too" in said
    assert "Preparing the data" in said


def test_a_name_that_is_no_run_is_wrong_input(experiment: Experiment, cli: Cli) -> None:
    experiment.create_run(Config(name="one"))
    code, printed = cli("watch", "two", "--folder", experiment.folder)
    assert (code, printed[-1]["error"]["what"]["id"]) == (2, "runs.run-missing")


def test_a_damaged_run_is_told(experiment: Experiment, cli: Cli) -> None:
    run = experiment.create_run(Config())
    run.state_file.write_text("{")
    code, printed = cli("watch", run.path)
    assert (code, printed[-1]["error"]["what"]["id"]) == (1, "runs.bad-state")


def test_a_run_may_be_watched_while_it_starts(experiment: Experiment, cli: Cli) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(steps=3, seconds=0.1))
    assert read_state(run).status_now() in ("starting", "running")
    code, printed = cli("watch", run.path)
    assert (code, printed[-1]["status"]) == (0, "finished")
    wait_for(lambda: read_state(run).ended)
