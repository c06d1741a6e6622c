"""What a checkpoint folder holds, and whether it is whole.

    checkpoint-N/                 the model or adapter with its tokenizer, as upstream reads them
        training/                 what training needs besides, to go on exactly
            manifest.json         size and hash of every file
            standing.json         where training stood (`standing.py`)
            trainer_state.json    the Trainer's own counters
            optimizer.json        + optimizer-00001.safetensors, … (`optimizer.py`)
            schedule.json         learning-rate schedule and loss scaler
            random.json           random state of each rank (`randomness.py`)

Knows names and hashes. Does not know what is inside the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import orjson
import xxhash

from deeptuner.files import read_json, write_json
from deeptuner.runs.saved import STANDING, TRAINING

__all__ = [
    "MANIFEST",
    "OPTIMIZER",
    "RANDOM",
    "SCHEDULE",
    "STANDING",
    "TRAINING",
    "is_whole",
    "write_manifest",
]
MANIFEST: Final = "manifest.json"
OPTIMIZER: Final = "optimizer.json"
SCHEDULE: Final = "schedule.json"
RANDOM: Final = "random.json"
BLOCK: Final = 1 << 22  # bytes read at once while hashing


def write_manifest(folder: Path) -> None:
    """Last of all: what is listed here is what a whole checkpoint consists of."""
    write_json(folder / TRAINING / MANIFEST, {"version": 1, "files": _listed(folder)})


def is_whole(folder: Path) -> bool:
    """Whether every file of the manifest is there, unchanged. Reads everything once."""
    try:
        wanted: dict[str, Any] = read_json(folder / TRAINING / MANIFEST)["files"]
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError):
        return False
    return all(_unchanged(folder / name, said) for name, said in wanted.items())


def _listed(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        file.relative_to(folder).as_posix(): {"size": file.stat().st_size, "xxh3": _hash(file)}
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MANIFEST
    }


def _unchanged(file: Path, said: dict[str, Any]) -> bool:
    try:
        return file.stat().st_size == said["size"] and _hash(file) == said["xxh3"]
    except OSError:
        return False


def _hash(file: Path) -> str:
    found = xxhash.xxh3_64()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            found.update(block)
    return found.hexdigest()
