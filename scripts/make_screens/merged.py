"""Runs of which each merge ended in another way: proven, not proven, failed, compared, not needed.

Knows what a merge leaves on the disk. Does not merge anything: the files of the one that was really
merged are copied, and a few figures written anew.
"""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_mark import read_mark, write_mark
from deeptuner.runs.state import read_state, write_state

NAMES = ("proven", "unproven", "failed", "quantized", "whole", "started")
LOSSES = {"rows": 32, "source": "eval", "original": 0.1103, "nf4": 0.1071, "adapter": 0.1070}


def make_merges(done: Experiment, experiment: Experiment) -> None:
    """Runs with the settings of that of `done`."""
    source = done.runs()[0]
    merged = done.folder / "merge" / source.name
    shutil.copytree(done.models_dir, experiment.models_dir, dirs_exist_ok=True)
    runs = {name: _copy(source, experiment, name, age) for age, name in enumerate(NAMES)}
    for name in ("proven", "unproven", "quantized"):
        _copy_model(merged, experiment, runs[name], proof=name != "unproven")
    _fail(merged, experiment, runs["failed"])
    _quantize(experiment, runs["quantized"])
    _tune_fully(merged, runs["whole"])
    shutil.rmtree(runs["started"].checkpoints_dir)
    shutil.rmtree(runs["started"].adapter_dir)


def _copy(run: RunFolder, experiment: Experiment, name: str, age: int) -> RunFolder:
    began = time.time() - 600 * (age + 1)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(began))
    made = RunFolder(experiment.runs_dir / f"{stamp}-{name}")
    shutil.copytree(run.path, made.path)
    write_state(made, replace(read_state(made), created=began))
    return made


def _copy_model(merged: Path, experiment: Experiment, run: RunFolder, *, proof: bool) -> None:
    folder = experiment.folder / "merge" / run.name
    shutil.copytree(merged, folder)
    if mark := read_mark(merged):
        write_mark(folder, replace(mark, run=run.name))
    if proof:
        _write(experiment, run, "proof", _proof(merged))


def _proof(merged: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(merged.with_name(f"{merged.name}.proof.json").read_text())
    del told["adapter"]  # it is that of the run that was copied
    return told


def _fail(merged: Path, experiment: Experiment, run: RunFolder) -> None:
    """As if one row in three had come out otherwise."""
    proof = _proof(merged)
    bound = proof["allowed"]
    rows = [one * 60 if at % 3 == 1 else one for at, one in enumerate(proof["per_row"])]
    largest = max(bound * 1.7, *rows)
    rows[len(rows) // 2] = largest
    bad = ("difference", "greedy", "loss")
    checks = [{**one, "passed": one["id"] not in bad} for one in proof["checks"]]
    proof |= {"passed": False, "per_row": rows, "largest_difference": largest, "checks": checks}
    proof |= {"equal_greedy": 0.741, "loss_merged": proof["loss_adapter"] + 0.913}
    _write(experiment, run, "failed-proof", proof)


def _quantize(experiment: Experiment, run: RunFolder) -> None:
    """A QLoRA run, whose two ways to merge were compared."""
    _set_method(run, "qlora")
    _write(experiment, run, "comparison", {"comparison": {**LOSSES, "recommended": "nf4"}})


def _tune_fully(merged: Path, run: RunFolder) -> None:
    _set_method(run, "full")
    shutil.rmtree(run.adapter_dir)
    shutil.copytree(merged, run.model_dir)


def _set_method(run: RunFolder, kind: str) -> None:
    settings = run.settings_file.read_text()
    run.settings_file.write_text(settings.replace("\n  kind: lora\n", f"\n  kind: {kind}\n", 1))


def _write(experiment: Experiment, run: RunFolder, kind: str, told: dict[str, Any]) -> None:
    folder = experiment.folder / "merge"
    folder.mkdir(exist_ok=True)
    (folder / f"{run.name}.{kind}.json").write_text(json.dumps(told))
