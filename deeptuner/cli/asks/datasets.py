"""The datasets of an experiment, by name, without looking into them."""

from __future__ import annotations

from typing import Any

from deeptuner.cli.asks.asking import Asking, Params, path_of
from deeptuner.runs.datasets import list_datasets


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    return {"datasets": [one.to_json() for one in list_datasets(path_of(params, "folder"))]}
