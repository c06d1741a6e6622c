"""A run as it is when it has finished, made in a second instead of trained."""

from __future__ import annotations

import json
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

_MADE: dict[str, dict[str, bytes]] = {}  # the files of an adapter, by the fingerprint of its model


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
    _adapter(base, run.adapter_dir)
    for step, loss in checkpoints.items():
        folder = run.checkpoints_dir / f"checkpoint-{step}"
        _adapter(base, folder, alpha=step)
        (folder / "training").mkdir()
        standing = {"version": 1, "step": step, "eval_loss": loss, "reason": "scheduled"}
        write_json(folder / "training" / "standing.json", standing)
    freeze(run, base, kind)
    write_state(run, replace(read_state(run), status=status))
    return run


def _adapter(base: Path, folder: Path, alpha: int = 10) -> None:
    """As PEFT makes it, once for a model: the others differ in their alpha and base alone."""
    key = fingerprint(base)
    if key not in _MADE:
        make_adapter(base, folder)
        _MADE[key] = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _MADE[key].items():
        (folder / name).write_bytes(content)
    config = folder / "adapter_config.json"
    told = json.loads(config.read_text())
    config.write_text(
        json.dumps({**told, "lora_alpha": alpha, "base_model_name_or_path": str(base)})
    )
