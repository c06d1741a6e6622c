"""Two processes on the CPU, prepared and launched as a run is, against one with the same batch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from peft import PeftModel
from safetensors.numpy import load_file
from transformers import AutoModelForCausalLM

from deeptuner.engine.prepare import prepare
from deeptuner.files import read_json
from deeptuner.runs.environment import run_environment
from deeptuner.runs.events import read_events
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config
from tests.support.models import make_llama

STEPS = 5
SAME: dict[str, Any] = {
    "model.path": "tiny",
    "data.dataset": "sums",
    "data.eval_split": 4,
    "training.effective_batch_size": 4,
    "training.max_steps": STEPS,
    "training.learning_rate": 5e-3,
    "training.warmup": 1,
    "lora.dropout": 0.0,
    "lora.rank": 4,
    "evaluation.sample_count": 0,
    "checkpoints.max_number": 1,
    "hardware.gpus": [],
}
CHECKOUT = Path(__file__).parents[2]
Train = Callable[..., RunFolder]


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Experiment:
    made = Experiment.init(tmp_path_factory.mktemp("two") / "experiment")
    make_llama(made.models_dir / "tiny")
    rows = [
        {"instruction": f"What is {n} plus {n}?", "input": "", "output": f"It is {n + n}."}
        for n in range(24)
    ]
    (made.datasets_dir / "sums.json").write_text(json.dumps(rows))
    return made


@pytest.fixture(scope="module")
def train(experiment: Experiment) -> Train:
    """Prepare and launch a run of these settings, once for all tests that ask for the same."""
    done: dict[str, RunFolder] = {}

    def run(**changes: Any) -> RunFolder:
        key = repr(sorted(changes.items()))
        if key not in done:
            done[key] = _run(experiment, changes)
        return done[key]

    return run


def _run(experiment: Experiment, changes: dict[str, Any]) -> RunFolder:
    given = {name.replace("__", "."): value for name, value in changes.items()}
    run = experiment.create_run(with_values(Config(), {**SAME, **given}))
    prepare(run, allow_cpu_fsdp=True)
    launch = read_json(run.launch_file)
    command = [*launch["command"][:-2], "tests.support.shards", str(run.path)]
    ours = {**launch["environment"], "OMP_NUM_THREADS": "1", "PYTHONPATH": str(CHECKOUT)}
    environment = {**run_environment(run, os.environ, ours), "PYTHONSAFEPATH": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return run


def losses(run: RunFolder) -> list[float]:
    events, _ = read_events(run.events_file)
    return [event["loss"] for event in events if event.kind in ("step", "eval")]


def shards(run: RunFolder, rank: int) -> dict[str, tuple[str, int, int]]:
    return {
        name: tuple(found) for name, found in read_json(run.path / f"shards-{rank}.json").items()
    }


ALONE: dict[str, Any] = {}
TWO = {"hardware__cpu_processes": 2}
SHARDED = {**TWO, "hardware__parallel": "fsdp"}
QLORA = {"method__kind": "qlora"}


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("method", "spread"), [(ALONE, TWO), (ALONE, SHARDED), (QLORA, SHARDED)], ids=str
)
def test_two_processes_learn_as_one_does(
    method: dict[str, Any], spread: dict[str, Any], train: Train
) -> None:
    alone, together = losses(train(**method)), losses(train(**method, **spread))
    assert len(alone) == len(together) == STEPS + 1
    assert together == pytest.approx(alone, abs=1e-4)
    assert alone[-1] < alone[0]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("method", [ALONE, QLORA], ids=str)
def test_each_rank_holds_half_of_every_weight(method: dict[str, Any], train: Train) -> None:
    run = train(**method, **SHARDED)
    first, second = shards(run, 0), shards(run, 1)
    assert first.keys() == second.keys()
    assert any("lora_A" in name for name in first)
    for name, (kind, rows, held) in first.items():
        assert kind == "DTensor", name
        assert held == -(-rows // 2), name
        assert held + second[name][2] == rows, name


@pytest.mark.timeout(600)
def test_data_parallel_ranks_hold_whole_copies(train: Train) -> None:
    run = train(**TWO)
    assert read_json(run.plan_file)["kind"] == "ddp"
    assert all(rows == held for _, rows, held in shards(run, 1).values())


@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere torch's own rendezvous is used")
@pytest.mark.parametrize("spread", [TWO, SHARDED], ids=str)
def test_nobody_else_can_reach_the_ranks_or_their_launcher(
    spread: dict[str, Any], train: Train
) -> None:
    run = train(**spread)
    for rank in (0, 1):
        found = read_json(run.path / f"listening-{rank}.json")
        assert found["launcher"]
        assert found["rank"]
        assert {*found["launcher"], *found["rank"]} == {"127.0.0.1"}


@pytest.mark.timeout(600)
def test_an_adapter_trained_in_shards_loads_in_one_process(
    train: Train, experiment: Experiment
) -> None:
    sharded, alone = train(**SHARDED), train()
    ours = load_file(sharded.adapter_dir / "adapter_model.safetensors")
    theirs = load_file(alone.adapter_dir / "adapter_model.safetensors")
    assert ours.keys() == theirs.keys()
    for name, weight in ours.items():
        assert weight == pytest.approx(theirs[name], abs=1e-4), name
    base = AutoModelForCausalLM.from_pretrained(experiment.models_dir / "tiny")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*is_gradient_checkpointing", FutureWarning)
        loaded = PeftModel.from_pretrained(base, sharded.adapter_dir)
    assert any("lora_B" in name for name, _ in loaded.named_parameters())
