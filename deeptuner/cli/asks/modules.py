"""The names of a model's linear layers, as they are written in target modules.

Read from the headers of its weight files: no weight is loaded, and no torch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deeptuner.cli.asks.asking import Asking, Params, path_of
from deeptuner.runs.models import describe_model
from deeptuner.runs.safetensors_header import TensorInfo
from deeptuner.runs.weights import read_weights


def answer(params: Params, asking: Asking) -> dict[str, Any]:
    model_dir = path_of(params, "model")
    describe_model(model_dir)
    return {"modules": linear_names(read_weights(model_dir).tensors())}


def linear_names(tensors: Iterable[tuple[str, TensorInfo]]) -> list[str]:
    """The last part of the name of each matrix that lies in a numbered layer, sorted.

    Embeddings and the output head lie outside of the layers.
    """
    found = set()
    for name, info in tensors:
        parts = name.split(".")
        inside = any(part.isdecimal() for part in parts[:-2])
        if parts[-1] == "weight" and inside and len(info.shape) == 2 and min(info.shape) > 1:
            found.add(parts[-2])
    return sorted(found)
