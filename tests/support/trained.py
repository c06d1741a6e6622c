"""A run as it is when it has finished, made in a second instead of trained."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.files import write_json
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.state import Status, read_state, write_state
from deeptuner.settings.dump import dump_config
from deeptuner.settings.load import config_from_text
from tests.support.adapters import make_adapter


def settings(kind: str = "lora") -> Any:
    text = f"model: {{path: tiny}}\ndata: {{dataset: rows}}\nmethod: {{kind: {kind}}}\n"
    return config_from_text(text, "test.yaml")


def freeze(run: RunFolder, base: Path, kind: str = "lora") -> None:
    """Write the run's settings as they were frozen, with what it recorded of its model."""
    record = {"base_model": {"path": str(base), "fingerprint": fingerprint(base)}}
    run.settings_file.write_text(dump_config(settings(kind), record=record))


def experiment_with(model: Path, folder: Path) -> Experiment:
    """An experiment with a copy of `model`, called `tiny`, and a dataset."""
    experiment = Experiment.init(folder)
    shutil.copytree(model, experiment.models_dir / "tiny")
    (experiment.datasets_dir / "rows.jsonl").write_text("{}\n")
    return experiment


def finished_run(
    experiment: Experiment,
    checkpoints: Mapping[int, float | None],
    status: Status = "finished",
    kind: str = "lora",
) -> RunFolder:
    """A run with an adapter and these checkpoints: step → eval loss."""
    run = experiment.create_run(settings(kind))
    base = experiment.models_dir / "tiny"
    make_adapter(base, run.adapter_dir)
    for step, loss in checkpoints.items():
        folder = run.checkpoints_dir / f"checkpoint-{step}"
        make_adapter(base, folder, lora_alpha=step)
        (folder / "training").mkdir()
        standing = {"version": 1, "step": step, "eval_loss": loss, "reason": "scheduled"}
        write_json(folder / "training" / "standing.json", standing)
    freeze(run, base, kind)
    write_state(run, replace(read_state(run), status=status))
    return run
