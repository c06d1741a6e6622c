"""Which checkpoints a run has, which can be gone on from, and which are kept.

Knows folders and their standing. Does not know tensors. The rules: the newest is always kept, the
best by eval loss next; those that a person asked for are never deleted; there is one recovery
checkpoint at a time, and any newer checkpoint replaces it.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.engine.checkpoint.standing import Standing, read_standing
from deeptuner.files import PART
from deeptuner.runs.folder import RunFolder


@dataclass(frozen=True, slots=True)
class Found:
    path: Path
    standing: Standing


def newest_whole(run: RunFolder) -> tuple[Path | None, list[Path]]:
    """The newest checkpoint that is whole, and the newer ones that are not."""
    damaged: list[Path] = []
    for path in reversed(run.checkpoints()):
        if is_whole(path):
            return path, damaged
        damaged.append(path)
    return None, damaged


def checkpoints(run: RunFolder) -> list[Found]:
    """Those whose standing can be read, oldest first."""
    found: list[Found] = []
    for path in run.checkpoints():
        try:
            found.append(Found(path, read_standing(path)))
        except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
            continue
    return found


def best(found: Sequence[Found]) -> Found | None:
    """The one with the lowest eval loss, the earliest of equals; None when none was evaluated."""
    evaluated = [one for one in found if one.standing.eval_loss is not None]
    return min(evaluated, key=lambda one: (one.standing.eval_loss, one.standing.step), default=None)


def surplus(found: Sequence[Found], keep: int) -> list[Path]:
    """The checkpoints to delete so that `keep` remain (two when the newest is not the best)."""
    if not found:
        return []
    newest = found[-1]
    counted = [one for one in found if one.standing.reason in ("scheduled", "end")]
    by_loss = sorted(counted, key=_worth)
    kept = {newest.path} | {one.path for one in by_loss[:1]}
    for one in by_loss:
        if len(kept) < keep:
            kept.add(one.path)
    kept |= {one.path for one in found if one.standing.reason == "requested"}
    return [one.path for one in found if one.path not in kept]


def _worth(one: Found) -> tuple[float, int]:
    """Lower is better: by eval loss; without one, the newer the better."""
    loss = one.standing.eval_loss
    return (math.inf if loss is None else loss, -one.standing.step)


def discard(path: Path) -> None:
    """Delete a checkpoint; what is left of it after a kill does not look like one."""
    doomed = path.with_name(f"{PART}old-{path.name}")
    shutil.rmtree(doomed, ignore_errors=True)
    path.rename(doomed)
    shutil.rmtree(doomed, ignore_errors=True)


def clear_unfinished(run: RunFolder) -> None:
    """Remove what earlier attempts were writing when they were killed."""
    for path in run.checkpoints_dir.glob(f"{PART}*"):
        shutil.rmtree(path, ignore_errors=True)
