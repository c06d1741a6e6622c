"""The model that a run was trained on: where it lies now, and that it is still the same.

Knows the run's record. Loads nothing and needs no torch.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deeptuner.engine.fingerprint import fingerprint
from deeptuner.errors import ModelError
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message


def base_model_of(run: RunFolder, name: str, recorded: Mapping[str, Any]) -> Path:
    """The model by its recorded path; if it has moved since, the one called `name` in the
    experiment.

    `recorded` is `base_model` of the run's record. Raises ModelError when the model is another by
    now, InputError when there is none.
    """
    path = Path(str(recorded.get("path", "")))
    if "path" not in recorded or not path.is_dir():
        path = Experiment.find(run.path).resolve_model(name)
    if "fingerprint" in recorded and fingerprint(path) != recorded["fingerprint"]:
        raise ModelError(
            message("engine.merge.base-changed", model=path.name),
            where=str(path),
            fix=message("engine.base.fix-changed"),
        )
    return path
