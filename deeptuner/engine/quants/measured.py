"""Losses that were measured of a model's types, kept beside its export.

Knows `types.json`. Does not measure (`losses.py`), and so waits for neither torch nor transformers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import orjson

from deeptuner.engine.export_record import mark_of
from deeptuner.files import read_json, telling_why, write_json

MEASURED: Final = "types.json"


@dataclass(frozen=True, slots=True)
class Losses:
    """Mean loss (nats) over the trained tokens of some rows: `stored` with the weights as they
    are, `by_type` with those of each type. `source` is where the rows came from."""

    source: str
    rows: int
    tokens: int
    stored: float
    by_type: dict[str, float]


def keep_losses(folder: Path, model_dir: Path, losses: Losses) -> None:
    """Write them down beside the export, with the model that they are of."""
    with telling_why(folder):
        folder.mkdir(parents=True, exist_ok=True)
    write_json(
        folder / MEASURED, {"version": 1, "model": mark_of(model_dir), "losses": asdict(losses)}
    )


def kept_losses(folder: Path, model_dir: Path) -> Losses | None:
    """What was measured of just this model, if anything was."""
    try:
        found = read_json(folder / MEASURED)
        if found["model"] != mark_of(model_dir):
            return None
        return Losses(**found["losses"])
    except (FileNotFoundError, orjson.JSONDecodeError, KeyError, TypeError):
        return None
