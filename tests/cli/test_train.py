"""`deeptuner train` and `resume`: from a settings file to a run that ends, in every way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deeptuner.cli.main import main
from deeptuner.runs.control import request
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.state import read_state
from deeptuner.settings.load import load_config
from tests.cli.conftest import CONFIG, Cli, only_run
from tests.runs.running import (
    FOREVER,
    LONG,
    events,
    wait_for,
    wait_for_step,
    wait_until_ended,
)

Standin = Callable[..., None]


def test_train_follows_the_run_to_its_end(
    experiment: Experiment, standin: Standin, cli: Cli
) -> None:
    standin(steps=3, save_every=3)
    code, printed = cli("train", experiment.folder / "config.yaml")
    assert code == 0
    steps = [each for each in printed if each["kind"] == "progress"]
    assert [(each["phase"], each["done"], each["total"]) for each in steps] == [
        ("training", step, 3) for step in (1, 2, 3)
    ]
    assert steps[-1]["loss"] == pytest.approx(1 / 3)
    assert "checkpoint" in [each["event"]["kind"] for each in printed if each["kind"] == "event"]
    result = printed[-1]
    assert (result["kind"], result["status"], result["step"]) == ("result", "finished", 3)
    assert result["path"] == str(only_run(experiment).path)


def test_people_read_sentences(
    experiment: Experiment, standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    standin(steps=2, save_every=2)
    assert main(["train", str(experiment.folder / "config.yaml")]) == 0
    printed = capsys.readouterr()
    assert "Training 2/2, loss 0.5000, lr 1.00e-04, tokens/s 100, 0 s left" in printed.err
    assert "Step 2: saved a checkpoint." in printed.err
    assert printed.out.startswith("The run has finished.\n")


def test_flags_win_over_the_preset_and_the_preset_over_the_file(
    experiment: Experiment, standin: Standin, cli: Cli
) -> None:
    config = experiment.folder / "config.yaml"
    config.write_text(CONFIG + "training: {epochs: 7, batch_size: 3}\n")
    (experiment.folder / ".deeptuner" / "presets").mkdir()
    preset = experiment.folder / ".deeptuner" / "presets" / "mine.yaml"
    preset.write_text("training: {epochs: 5, learning_rate: 2e-4}\n")
    flags = ("--training.learning-rate", "3e-4", "--name", "trial")
    code, printed = cli("train", config, "--preset", "mine", *flags)
    assert code == 0
    run = only_run(experiment)
    used = load_config(run.settings_file).training
    assert (used.epochs, used.learning_rate, used.batch_size) == (5, 3e-4, 3)
    assert run.name.endswith("-trial")
    told = [each["message"] for each in printed if each["kind"] == "message"]
    changed = [each["params"]["path"] for each in told if each["id"] == "cli.preset-change"]
    assert changed == ["training.epochs"]


@pytest.mark.parametrize(
    ("text", "flags", "said"),
    [
        (CONFIG + "training: {epoch: 3}\n", (), "training.epochs"),
        ("model: {path: tin}\ndata: {dataset: rows}\n", (), "Did you mean tiny?"),
        ("model: {path: tiny}\ndata: {dataset: rwos.jsonl}\n", (), "Did you mean rows.jsonl?"),
        (CONFIG, ("--training.batch-size", "none"), "--training.batch-size"),
        (CONFIG, ("--preset", "fastest"), "fastest"),
        ("data: {dataset: rows}\n", (), "model.path"),
        (CONFIG, ("--folder", "/nowhere"), "/nowhere"),
    ],
)
def test_wrong_input_is_told_and_starts_nothing(
    experiment: Experiment,
    capsys: pytest.CaptureFixture[str],
    text: str,
    flags: tuple[str, ...],
    said: str,
) -> None:
    config = experiment.folder / "config.yaml"
    config.write_text(text)
    assert main(["train", str(config), *flags]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert "Traceback" not in printed.err
    assert experiment.runs() == []


@pytest.mark.parametrize(
    ("changes", "told", "fix"),
    [
        ({"model_type": "flibber"}, "knows no model of the kind flibber", "Check config.json"),
        ({"quantization_config": {"bits": 4}}, "are quantised already", "16-bit"),
    ],
)
def test_a_model_that_no_run_could_train_starts_none(
    experiment: Experiment, cli: Cli, changes: dict[str, Any], told: str, fix: str
) -> None:
    file = experiment.folder / "models" / "tiny" / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))
    code, printed = cli("train", experiment.folder / "config.yaml")
    assert code == 2
    what, _, advice = printed[-1]["error"]["text"].partition("what to do:")
    assert told in what
    assert fix in advice
    assert experiment.runs() == []


def test_a_settings_file_that_is_not_there(tmp_path: Path) -> None:
    assert main(["train", str(tmp_path / "none.yaml")]) == 2


def test_a_failed_run_ends_the_command_with_why_and_what_helps(
    experiment: Experiment, standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    standin(die="raise RuntimeError('HIP out of memory. Tried to allocate 2 GiB')")
    assert main(["train", str(experiment.folder / "config.yaml")]) == 1
    said = capsys.readouterr().err
    assert "Error: The GPU ran out of memory." in said
    assert "| RuntimeError: HIP out of memory. Tried to allocate 2 GiB" in said
    assert "--training.batch-size 1 --training.gradient-accumulation-steps 2" in said


def test_detached_it_returns_while_the_run_goes_on(
    experiment: Experiment, standin: Standin, cli: Cli
) -> None:
    standin(**FOREVER)
    code, printed = cli("train", experiment.folder / "config.yaml", "--detach")
    assert (code, printed[-1]["kind"]) == (0, "result")
    run = only_run(experiment)
    wait_for_step(run)
    request(run, "stop")
    wait_until_ended(run)


def test_resume_goes_on_and_refuses_what_is_finished(
    experiment: Experiment, standin: Standin, cli: Cli
) -> None:
    standin(steps=4, save_every=1, die="os._exit(1)")
    assert cli("train", experiment.folder / "config.yaml")[0] == 1
    standin(steps=4)
    code, printed = cli("resume", "last", "--folder", experiment.folder)
    assert (code, printed[-1]["attempt"], printed[-1]["step"]) == (0, 2, 4)
    shown = [each["done"] for each in printed if each["kind"] == "progress"]
    assert shown == [2, 3, 4]
    code, printed = cli("resume", "last", "--folder", experiment.folder)
    assert (code, printed[-1]["error"]["what"]["id"]) == (1, "runs.already-finished")


TRAIN = """
import functools, json, sys
import deeptuner.cli.commands.train as train
from deeptuner.cli.main import main
from deeptuner.runs.options import Patience
from tests.runs.running import options
config, patience, behaviour = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3])
told = options(Patience(**patience), **behaviour)
train.start_run = functools.partial(train.start_run, options=told)
sys.exit(main(["train", config]))
"""


def _train(experiment: Experiment, behaviour: str, patience: str = "{}") -> subprocess.Popen[str]:
    """The command as a program of its own, once its run has taken a step."""
    config = str(experiment.folder / "config.yaml")
    program = subprocess.Popen(
        [sys.executable, "-c", TRAIN, config, patience, behaviour],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(experiment.runs, "the run")
    wait_for_step(only_run(experiment))
    return program


def test_killed_it_leaves_the_run_alone(experiment: Experiment) -> None:
    program = _train(experiment, '{"steps": 100000}')
    program.kill()
    program.communicate()
    run = only_run(experiment)
    wait_for_step(run, events(run, "step")[-1]["step"] + 3)
    assert read_state(run).status_now() == "running"
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_hung_up_it_leaves_the_run_alone(experiment: Experiment) -> None:
    program = _train(experiment, '{"steps": 100000}')
    program.send_signal(signal.SIGHUP)
    program.communicate()
    run = only_run(experiment)
    wait_for_step(run, events(run, "step")[-1]["step"] + 3)
    request(run, "stop")
    assert wait_until_ended(run).status == "stopped"


def test_ctrl_c_saves_and_stops(experiment: Experiment) -> None:
    program = _train(experiment, '{"steps": 100000}')
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=LONG)
    assert program.returncode == 130
    assert "Stopping: the run saves a checkpoint" in said
    run = only_run(experiment)
    assert read_state(run).status_now() == "stopped"
    assert run.newest_checkpoint() is not None


def test_a_second_ctrl_c_leaves_it_saving(experiment: Experiment) -> None:
    patience = '{"acknowledge": 3, "terminate": 3, "poll": 0.05}'
    program = _train(experiment, '{"steps": 100000, "obey": false}', patience)
    run = only_run(experiment)
    program.send_signal(signal.SIGINT)
    wait_for(lambda: read_state(run).status == "stopping", "the stop")
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=LONG)
    assert program.returncode == 130
    assert f"The run {run.name} saves and ends by itself." in said
    assert wait_until_ended(run).status == "stopped"
