"""What the curves say, at the end of a command and in its JSON."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from deeptuner.cli.follow import Follower, conclude
from deeptuner.cli.output import Output
from deeptuner.monitor.curves import Curves
from deeptuner.monitor.diagnosis import diagnose
from deeptuner.monitor.diagnosis.of_run import facts_of, measured
from deeptuner.runs.events import EventLog
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.outcome import summarise
from deeptuner.runs.state import read_state
from deeptuner.settings.sections.config import Config
from tests.monitor.runs import evaluation, step, write_run


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """A finished run that overfits from step 60 on, with what was told at its end."""
    events = [step(n, loss=2 * 0.98**n + 0.2, epoch=n / 50) for n in range(1, 101)]
    events += [evaluation(n, 1 + abs(n - 50) / 100) for n in range(10, 101, 10)]
    curves = Curves()
    curves.add(events)
    told = curves.told()
    found = diagnose(measured(told, ended=True), facts_of(Config(), told))
    made = write_run(tmp_path / "run", "finished", events)
    EventLog(made.events_file, 1).append("diagnosis", **found.to_json())
    return made


def test_the_end_of_a_run_is_told_with_what_would_help(run: RunFolder) -> None:
    out = io.StringIO()
    assert conclude(run, read_state(run), Output(json=False, out=out, err=out)) == 0
    lines = out.getvalue().splitlines()
    assert "Eval loss has risen for 5 evaluations while train loss falls" in lines[2]
    assert "  | Eval loss 1.000 at step 50, 1.500 now (+50.0 %)." in lines
    place = lines.index("  - Epochs 3 → 1")
    assert lines[place + 1].strip() == "--training.epochs 1.0"


def test_json_has_all_of_it(run: RunFolder) -> None:
    out = io.StringIO()
    conclude(run, read_state(run), Output(json=True, out=out, err=out))
    result = json.loads(out.getvalue().splitlines()[-1])
    found = result["diagnosis"]
    assert (found["verdict"], found["since"], found["best"]["step"]) == ("overfit", 60, 50)
    assert {"training.epochs": 1.0} in [fix["changes"] for fix in found["fixes"]]
    assert found == summarise(run).to_json()["diagnosis"]


def test_while_it_goes_on_a_change_is_told_in_a_line(tmp_path: Path, run: RunFolder) -> None:
    said = dict(summarise(run).diagnosis or {}, ended=False)
    EventLog(run.events_file, 1).append("diagnosis", **said)
    out = io.StringIO()
    Follower(run, Output(json=False, out=out, err=out)).until_ended()
    told = [line for line in out.getvalue().splitlines() if line.startswith("The curves:")]
    assert len(told) == 1, "what is told at the end is not told twice"
    assert "overfitting since step 60" in told[0]


def test_why_a_run_failed_is_not_what_its_curves_say(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", "failed", [step(1)])
    message = {"id": "runs.died-gpu-memory", "params": {}}
    EventLog(run.events_file, 1).append("diagnosis", message=message, evidence="HIP", fixes=[])
    assert summarise(run).diagnosis is None
