"""`deeptuner runs` and `init`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deeptuner.cli.main import main
from deeptuner.runs.events import EventLog
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.identity import own_identity
from deeptuner.runs.state import RunState, write_state
from deeptuner.settings.sections.config import Config
from deeptuner.settings.sections.training import TrainingSection
from tests.cli.conftest import Cli


def test_the_runs_are_listed_with_where_they_stand(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    first = experiment.create_run(Config(name="first"))
    log = EventLog(first.events_file, 1)
    log.append("step", step=5, max_steps=20, loss=0.123456)
    log.append("eval", step=5, loss=0.5)
    experiment.create_run(Config(name="second"))
    assert main(["runs", "--folder", str(experiment.folder)]) == 0
    head, one, two = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["run", "status", "step"]
    assert one.split()[:5] == [first.name, "queued", "5/20", "0.1235", "0.5000"]
    assert "second" in two


def test_json_has_everything(experiment: Experiment, cli: Cli) -> None:
    run = experiment.create_run(Config())
    write_state(run, RunState("running", 1, None))
    code, printed = cli("runs", "--folder", experiment.folder)
    assert code == 0
    (listed,) = printed[-1]["runs"]
    assert (listed["run"], listed["status"]) == (run.name, "interrupted")


def test_a_damaged_run_hides_no_other(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = experiment.create_run(Config(name="bad"))
    bad.state_file.write_text("")
    good = experiment.create_run(Config(name="good"))
    write_state(good, RunState("running", 1, own_identity()))
    assert main(["runs", "--folder", str(experiment.folder)]) == 0
    printed = capsys.readouterr()
    assert "running" in printed.out
    assert bad.name in printed.err
    assert bad.name not in printed.out


def test_none_is_said(experiment: Experiment, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["runs", "--folder", str(experiment.folder)]) == 0
    assert capsys.readouterr().out == "No runs yet.\n"


def test_init_makes_an_experiment_that_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new")]) == 0
    assert str(tmp_path / "new") in capsys.readouterr().out
    monkeypatch.chdir(tmp_path / "new" / "models")
    assert main(["runs"]) == 0


def test_outside_of_any_experiment_it_is_wrong_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["runs"]) == 2
    (tmp_path / "file").touch()
    assert main(["init", str(tmp_path / "file")]) == 2
    assert os.listdir(tmp_path) == ["file"]  # noqa: PTH208


def test_runs_are_compared_by_results_and_settings(
    experiment: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    short = experiment.create_run(Config(name="short", training=TrainingSection(epochs=1)))
    long = experiment.create_run(Config(name="long", training=TrainingSection(epochs=4)))
    for run, loss in ((short, 0.5), (long, 0.25)):
        log = EventLog(run.events_file, 1)
        log.append("step", step=5, max_steps=20, loss=loss, total_tokens=1234)
        log.append("eval", step=5, loss=loss)
    folder = str(experiment.folder)
    assert main(["runs", "--folder", folder, "--compare", "short", "long"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == [short.name, long.name]
    cells = [row.split() for row in rows]
    assert ["Eval", "loss,", "best", "0.5000", "0.2500"] in cells
    assert cells[-1] == ["training.epochs", "1", "4"]


def test_a_comparison_as_json(experiment: Experiment, cli: Cli) -> None:
    runs = [experiment.create_run(Config(name=name)) for name in ("one", "two")]
    code, printed = cli("runs", "--folder", experiment.folder, "--compare", "one", "two")
    assert code == 0
    assert [run["run"] for run in printed[-1]["runs"]] == [run.name for run in runs]
    assert printed[-1]["settings"] == []


@pytest.mark.parametrize("names", [["one"], ["one", "one"]])
def test_one_run_is_not_compared(experiment: Experiment, cli: Cli, names: list[str]) -> None:
    experiment.create_run(Config(name="one"))
    code, printed = cli("runs", "--folder", experiment.folder, "--compare", *names)
    assert code == 2
    assert "at least two" in printed[-1]["error"]["text"]
