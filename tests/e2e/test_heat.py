"""Real training under AMD's real library, whose cards are played: hot, cooling, cool."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from deeptuner.runs.control import asleep
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import Options
from deeptuner.runs.start import start_run
from deeptuner.runs.state import read_state
from deeptuner.settings.load import load_config
from tests.e2e.conftest import Place
from tests.e2e.survival import PATIENT
from tests.runs.running import QUICK, events, wait_for, wait_until_ended
from tests.support.stand_ins import AmdMachine

STEPS = 6
SECONDS = 1.0  # of heat, until something happens
CODE = """
import runpy, sys
sys.path.insert(0, {!r})
runpy.run_module("tests.support.on_gpus", run_name="__main__")
"""  # the run's processes find no module in their working folder
CHECKOUT = str(Path(__file__).parents[2])

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AmdMachine:
    """Two Radeons, the second too hot for its own limit of 110 °C."""
    made = AmdMachine(tmp_path / "machine", 2)
    made.set(1, temperature_hotspot=108)
    for name, value in made.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))  # claims of GPUs that are not there
    return made


def start(place: Place) -> RunFolder:
    changes = {"training.max_steps": str(STEPS), "monitor.interval": "0.2"}
    changes |= {"monitor.heat_seconds": str(SECONDS)}
    run = Experiment(place.folder).create_run(load_config(place.settings, changes))
    command = (sys.executable, "-c", CODE.format(CHECKOUT), "0,1")
    start_run(run, Options(command, replace(QUICK, acknowledge=PATIENT, save=PATIENT)))
    return run


def test_heat_pauses_training_until_the_card_is_cool(place: Place, machine: AmdMachine) -> None:
    run = start(place)
    wait_for(lambda: read_state(run).status == "paused", "the pause", PATIENT)
    reason = read_state(run).reason
    assert reason is not None
    assert reason.id == "monitor.heat.pause-hotspot"
    assert {"gpu": 1, "value": 108, "limit": 105, "cool": 95}.items() <= reason.params.items()
    wait_for(lambda: asleep(run), "the rank to sleep", PATIENT)
    done = len(events(run, "step"))
    machine.set(1, temperature_hotspot=100)  # under the limit, and not cool
    time.sleep(4 * SECONDS)
    assert read_state(run).status == "paused"
    assert len(events(run, "step")) == done < STEPS
    machine.set(1, temperature_hotspot=80)
    assert wait_until_ended(run, PATIENT).status == "finished"
    told = [event.kind for event in events(run) if event.kind in ("pause", "continue", "step")]
    assert Counter(told) == {"step": STEPS, "pause": 1, "continue": 1}
    # The supervisor writes between the steps that a rank writes: one of these may come first.
    assert "pause" in told[: done + 1]
    assert "continue" in told[done + 1 :]
    last = events(run, "continue")[0]["message"]
    assert (last["id"], last["params"]["value"]) == ("monitor.heat.continue-hotspot", 80)
