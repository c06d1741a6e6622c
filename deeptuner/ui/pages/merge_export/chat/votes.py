"""Which answers a person found better, counted for each checkpoint of a run.

Knows the small file in the experiment's folder, whole or absent. Does not know the answers.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from deeptuner.files import read_json, write_json

FOLDER: Final = Path(".deeptuner") / "votes"
VERSION: Final = 1
GARBLED: Final = (ValueError, TypeError, KeyError, AttributeError)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers of each kind."""

    base: int = 0
    same: int = 0
    tuned: int = 0

    @property
    def total(self) -> int:
        return self.base + self.same + self.tuned

    def with_vote(self, vote: str, before: str = "") -> Tally:
        """`vote` counts from now on, and `before` (of the same answers) no longer."""
        counts = {"base": self.base, "same": self.same, "tuned": self.tuned}
        if before:
            counts[before] = max(0, counts[before] - 1)
        counts[vote] += 1
        return replace(self, **counts)


def votes_file(experiment: Path, run: str) -> Path:
    return experiment / FOLDER / f"{run}.json"


def read_votes(file: Path) -> dict[int, Tally]:
    """By step; empty without a file, or with one that cannot be understood."""
    with suppress(OSError, *GARBLED):
        return _parsed(read_json(file))
    return {}


def write_votes(file: Path, votes: Mapping[int, Tally]) -> None:
    """What cannot be understood is kept beside it. Raises RunError when the disk refuses; writes
    nothing when the experiment is gone."""
    if not file.parent.parent.parent.is_dir():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and not _understood(file):
        file.rename(file.with_name(f"{file.stem}-{time.strftime('%Y%m%d-%H%M%S')}.json.old"))
    steps = {
        str(step): {"base": tally.base, "same": tally.same, "tuned": tally.tuned}
        for step, tally in sorted(votes.items())
    }
    write_json(file, {"version": VERSION, "steps": steps})


def _understood(file: Path) -> bool:
    try:
        _parsed(read_json(file))
    except GARBLED:
        return False
    return True


def _parsed(kept: Any) -> dict[int, Tally]:
    """Raises one of GARBLED."""
    if kept["version"] != VERSION:
        raise ValueError
    return {int(step): _tally(counts) for step, counts in kept["steps"].items()}


def _tally(counts: Mapping[str, Any]) -> Tally:
    base, same, tuned = (max(0, int(counts[name])) for name in ("base", "same", "tuned"))
    return Tally(base, same, tuned)
