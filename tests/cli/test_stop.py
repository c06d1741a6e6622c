"""`deeptuner stop` and `save`: asked for, done, and refused where nobody listens."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeptuner.runs.control import take_requests
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import start_run
from deeptuner.runs.state import read_state
from deeptuner.settings.sections.config import Config
from tests.cli.conftest import Cli
from tests.runs.running import FOREVER, events, options, wait_for_step


@pytest.fixture
def running(experiment: Experiment) -> RunFolder:
    run = experiment.create_run(Config())
    start_run(run, options(**FOREVER))
    wait_for_step(run)
    return run


def test_save_then_stop(running: RunFolder, cli: Cli) -> None:
    code, printed = cli("save", running.path)
    assert (code, printed[-1]["kind"]) == (0, "result")
    assert Path(printed[-1]["path"]).is_dir()
    assert read_state(running).status_now() == "running"
    reached = read_step(running)
    code, printed = cli("stop", running.path)
    assert (code, printed[-1]["status"]) == (0, "stopped")
    shown = [each["done"] for each in printed if each["kind"] == "progress"]
    assert min(shown, default=reached) >= reached  # not how it began
    assert len(running.checkpoints()) == 2


def read_step(run: RunFolder) -> int:
    return max(int(event["step"]) for event in events(run, "step"))


@pytest.mark.parametrize("command", ["stop", "save"])
def test_where_nobody_listens_nothing_is_asked(
    experiment: Experiment, cli: Cli, command: str
) -> None:
    run = experiment.create_run(Config())
    code, printed = cli(command, "last", "--folder", experiment.folder)
    assert (code, printed[-1]["error"]["what"]["id"]) == (1, "runs.not-running")
    assert take_requests(run) == []


def test_save_of_a_run_that_ends_first_is_told(experiment: Experiment, cli: Cli) -> None:
    run = experiment.create_run(Config())
    start_run(run, options(steps=3, seconds=0.5, obey=False))
    wait_for_step(run)
    code, printed = cli("save", run.path)
    assert (code, printed[-1]["error"]["what"]["id"]) == (1, "cli.not-saved")
