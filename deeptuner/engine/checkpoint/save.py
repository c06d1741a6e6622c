"""One checkpoint, written and read back.

Knows the order of its parts. Does not know when to save, nor which checkpoints to keep.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn
from transformers import PreTrainedTokenizerBase, TrainerState

from deeptuner.engine.checkpoint.layout import SCHEDULE, TRAINING, write_manifest
from deeptuner.engine.checkpoint.optimizer import load_optimizer, save_optimizer
from deeptuner.engine.checkpoint.randomness import save_randomness
from deeptuner.engine.checkpoint.standing import Standing, write_standing
from deeptuner.engine.checkpoint.store import discard
from deeptuner.engine.checkpoint.weights import save_weights
from deeptuner.engine.collective import wait_for_all
from deeptuner.engine.ranks import rank
from deeptuner.files import whole_folder, write_text


@dataclass(frozen=True, slots=True)
class Parts:
    """What learns and what drives it. `scaler` only with fp16."""

    model: nn.Module
    tokenizer: PreTrainedTokenizerBase
    optimizer: Any
    scheduler: Any
    scaler: Any = None


def save(folder: Path, parts: Parts, standing: Standing, state: TrainerState) -> None:
    """Write a checkpoint at `folder`, replacing what is there once the new one is whole.

    All ranks call it together. Raises RunError when the disk is full; then nothing has changed.
    """
    with _new(folder) as new:
        save_weights(new, parts.model, parts.tokenizer)
        save_optimizer(new, parts.model, parts.optimizer)
        save_randomness(new, parts.model)
        if new:
            _write_schedule(new, parts)
            write_standing(new, standing)
            state.save_to_json(str(new / TRAINING / "trainer_state.json"))
            write_manifest(new)
    wait_for_all()


def load(folder: Path, parts: Parts) -> None:
    """Put optimizer, schedule and scaler back; weights were loaded before the model was sharded."""
    load_optimizer(folder, parts.model, parts.optimizer)
    said = json.loads((folder / TRAINING / SCHEDULE).read_text())
    parts.scheduler.load_state_dict(said["scheduler"])
    if parts.scaler is not None and said["scaler"] is not None:
        parts.scaler.load_state_dict(said["scaler"])


def _write_schedule(folder: Path, parts: Parts) -> None:
    """With Python's json: it keeps the infinities of some schedules, which plain JSON lacks."""
    scaler = parts.scaler.state_dict() if parts.scaler is not None else None
    value = {"scheduler": parts.scheduler.state_dict(), "scaler": scaler}
    write_text(folder / TRAINING / SCHEDULE, json.dumps(value, indent=2))


@contextmanager
def _new(folder: Path) -> Iterator[Path | None]:
    """A folder to fill on rank 0, None on the others."""
    if rank() != 0:
        yield None
        return
    with whole_folder(folder) as new:
        (new / TRAINING).mkdir()
        yield new
        if folder.exists():
            discard(folder)
