"""The checkpoints of a run as a person chooses among them: step, eval loss, when, how large.

Knows their folders and the few numbers of their standing. Does not know tensors, nor whether every
file is unharmed: that reads everything once, and is the engine's to check when one is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.files import read_json
from deeptuner.runs.folder import RunFolder

TRAINING: Final = "training"  # inside a checkpoint: what training needs besides the weights
STANDING: Final = "standing.json"


@dataclass(frozen=True, slots=True)
class Saved:
    """One checkpoint. `time` is Unix seconds, `size` bytes; `reason` as in the checkpoint event.

    `eval_loss` is that of this very step, None when it was not evaluated. `best` is the one of the
    lowest eval loss, `newest` the last.
    """

    path: Path
    step: int
    eval_loss: float | None
    reason: str
    time: float
    size: int
    best: bool = False
    newest: bool = False


def saved_checkpoints(run: RunFolder) -> list[Saved]:
    """Those whose standing can be read, newest first."""
    found = [one for one in map(_read, reversed(run.checkpoints())) if one]
    evaluated = [one for one in found if one["eval_loss"] is not None]
    best = min(evaluated, key=lambda one: (one["eval_loss"], one["step"]), default=None)
    return [Saved(**one, best=one is best, newest=not at) for at, one in enumerate(found)]


def _read(path: Path) -> dict[str, Any] | None:
    try:
        standing = read_json(path / TRAINING / STANDING)
        return {
            "path": path,
            "step": int(standing["step"]),
            "eval_loss": standing.get("eval_loss"),
            "reason": str(standing["reason"]),
            "time": (path / TRAINING / STANDING).stat().st_mtime,
            "size": sum(_sizes(path)),
        }
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def _sizes(path: Path) -> Iterator[int]:
    for file in path.rglob("*"):
        if file.is_file():
            yield file.stat().st_size
