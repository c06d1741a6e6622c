"""Merging what a run learned: which model, which adapter, and where to.

Knows the run's folder and its record. Does not know how merging is done (`merging.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.engine.merge.adapter import CONFIG
from deeptuner.errors import InputError, ModelError
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.settings.document import parse, read_text
from deeptuner.settings.load import RECORD, config_from_text
from deeptuner.words import message


@dataclass(frozen=True, slots=True)
class MergeTask:
    """What `merge` needs to know."""

    model_dir: Path
    adapter_dir: Path
    output: Path


def merge_task(
    run: RunFolder, checkpoint: int | None = None, output: Path | None = None
) -> MergeTask:
    """The run's base model, its adapter (or that of a checkpoint), and `merge/<run>/`.

    Raises InputError when there is nothing to merge, ModelError when the base model is another by
    now.
    """
    name = str(run.settings_file)
    text = read_text(run.settings_file)
    config = config_from_text(text, name)
    if config.method.kind == "full":
        raise InputError(
            message("engine.merge.full", run=run.name),
            where=str(run.path),
            fix=message("engine.merge.fix-full", path=str(run.model_dir)),
        )
    experiment = Experiment.find(run.path)
    record: Mapping[str, Any] = parse(text, name).values.get(RECORD) or {}
    model_dir = _base_model(experiment, config.model.path, record.get("base_model") or {})
    target = output or experiment.folder / "merge" / run.name
    return MergeTask(model_dir, _adapter(run, checkpoint), target.expanduser().absolute())


def _base_model(experiment: Experiment, name: str, recorded: Mapping[str, Any]) -> Path:
    """The model that was trained on, by its recorded hash; it may have moved since."""
    path = Path(str(recorded.get("path", "")))
    if "path" not in recorded or not path.is_dir():
        path = experiment.resolve_model(name)
    if "fingerprint" in recorded and fingerprint(path) != recorded["fingerprint"]:
        raise ModelError(
            message("engine.merge.base-changed", model=path.name),
            where=str(path),
            fix=message("engine.merge.fix-base"),
        )
    return path


def _adapter(run: RunFolder, checkpoint: int | None) -> Path:
    steps = [path.name.removeprefix("checkpoint-") for path in run.checkpoints()]
    if checkpoint is None:
        if (run.adapter_dir / CONFIG).exists():
            return run.adapter_dir
        fix = "fix-checkpoint" if steps else "fix-unfinished"
        what = message("engine.merge.unfinished", run=run.name)
    else:
        folder = run.checkpoints_dir / f"checkpoint-{checkpoint}"
        if folder.is_dir():
            return folder
        fix = "fix-checkpoint" if steps else "fix-unfinished"
        what = message("engine.merge.no-checkpoint", run=run.name, step=checkpoint)
    raise InputError(
        what, where=str(run.path), fix=message(f"engine.merge.{fix}", steps=", ".join(steps))
    )
