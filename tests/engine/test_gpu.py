"""The recipe on real GPUs, prepared and launched as a run is. Skipped where torch has none."""

from __future__ import annotations

import json
import math
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.numpy import load_file

from deeptuner.engine.checkpoint.store import checkpoints, discard
from deeptuner.engine.prepare import prepare
from deeptuner.files import read_json
from deeptuner.runs.environment import run_environment
from deeptuner.runs.events import read_events
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.catalog import with_values
from deeptuner.settings.sections.config import Config
from tests.support.models import make_llama

pytestmark = [pytest.mark.gpu, pytest.mark.timeout(600)]
CHECKOUT = Path(__file__).parents[2]
STEPS = 12
BASE: dict[str, Any] = {
    "model.path": "tiny",
    "data.dataset": "sums",
    "data.eval_split": 4,
    "training.batch_size": 2,
    "training.max_steps": STEPS,
    "training.learning_rate": 5e-3,
    "evaluation.sample_count": 0,
    "checkpoints.saving_steps": 6,
    "checkpoints.keep": 5,
}


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Experiment:
    made = Experiment.init(tmp_path_factory.mktemp("gpu") / "experiment")
    make_llama(made.models_dir / "tiny", hidden=64)
    rows = [
        {"instruction": f"What is {n} plus {n}?", "input": "", "output": f"It is {n + n}."}
        for n in range(40)
    ]
    (made.datasets_dir / "sums.json").write_text(json.dumps(rows))
    return made


def launch(run: RunFolder) -> list[float]:
    """Prepare and train; gives the losses of all steps so far."""
    prepare(run)
    found = read_json(run.launch_file)
    ours = {**found["environment"], "PYTHONPATH": str(CHECKOUT)}
    environment = {**run_environment(run, os.environ, ours), "PYTHONSAFEPATH": ""}
    done = subprocess.run(
        found["command"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    events, _ = read_events(run.events_file)
    return [event["loss"] for event in events if event.kind == "step"]


def check(run: RunFolder, method: str) -> None:
    """Losses are finite and fall, the result loads, and a resume goes on from the middle."""
    losses = launch(run)
    assert len(losses) == STEPS
    assert all(math.isfinite(loss) for loss in losses)
    assert sum(losses[-3:]) < sum(losses[:3])
    if method != "full":
        weights = load_file(run.adapter_dir / "adapter_model.safetensors")
        assert any("lora_B" in name and weight.any() for name, weight in weights.items())
    for found in checkpoints(run):
        if found.standing.step > 6:
            discard(found.path)
    again = launch(run)[STEPS:]
    assert again == pytest.approx(losses[6:], rel=0.05)


@pytest.mark.parametrize("method", ["lora", "qlora", "full"])
def test_one_gpu(method: str, experiment: Experiment) -> None:
    rate = 5e-4 if method == "full" else 5e-3
    chosen = {"method.kind": method, "training.learning_rate": rate, "hardware.gpus": [0]}
    check(experiment.create_run(with_values(Config(), {**BASE, **chosen})), method)


@pytest.mark.skipif(torch.cuda.device_count() < 2, reason="needs two GPUs")
@pytest.mark.parametrize("parallel", ["ddp", "fsdp", "naive"])
@pytest.mark.parametrize("method", ["lora", "qlora"])
def test_two_gpus(method: str, parallel: str, experiment: Experiment) -> None:
    chosen = {"method.kind": method, "hardware.gpus": [0, 1], "hardware.parallel": parallel}
    run = experiment.create_run(with_values(Config(), {**BASE, **chosen}))
    check(run, method)
    assert read_json(run.plan_file)["kind"] == parallel
