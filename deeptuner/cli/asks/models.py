"""The models of an experiment, with what their files say, and whether a run could load them."""

from __future__ import annotations

from typing import Any

from deeptuner.cli.asks.asking import Asking, Params, path_of
from deeptuner.cli.asks.kinds import judged
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.models import list_models


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    found = list_models(Experiment(path_of(params, "folder")).models_dir)
    return {"models": [judged(one).to_json() for one in found]}
