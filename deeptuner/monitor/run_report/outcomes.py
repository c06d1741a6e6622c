"""What was made of a run and how it was proven: reports of merges and exports, beside the run.

Knows where merging and exporting leave their reports, and what is read from them. Does not trust
them: a number that is none, or a field of a newer version, is as if it were not there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.errors import InputError
from deeptuner.files import read_json
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.merge_reports import ENDINGS
from deeptuner.words import Message, message_from_json

PROOFS: Final = (ENDINGS["failed-proof"], ENDINGS["proof"])  # the longer ending first
EXPORT: Final = "export.json"
MOST: Final = 20  # reports of a kind


@dataclass(frozen=True, slots=True)
class Report:
    """One report: `name` is that of the model or file it is about. Numbers and texts of its top
    level are read with `number` and `text`, None where there is none."""

    name: str
    value: Mapping[str, Any]

    def number(self, key: str) -> float | None:
        found = self.value.get(key)
        if isinstance(found, bool) or not isinstance(found, int | float):
            return None
        return float(found) if math.isfinite(found) else None

    def text(self, key: str) -> str | None:
        found = self.value.get(key)
        return found if isinstance(found, str) else None

    def said(self, key: str) -> Message | None:
        return said(self.value.get(key))

    def parts(self, key: str) -> list[Mapping[str, Any]]:
        """The objects of a list."""
        found = self.value.get(key)
        listed: Sequence[Any] = found if isinstance(found, list) else ()
        return [part for part in listed if isinstance(part, dict)]


@dataclass(frozen=True, slots=True)
class Exported:
    """What lies in the folder of an export: its report, and GGUF files with their bytes."""

    report: Report | None = None
    files: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """All that was made of a run."""

    proofs: tuple[Report, ...] = ()
    comparisons: tuple[Report, ...] = ()
    exported: Exported | None = None


def read_outcomes(run: RunFolder) -> Outcomes:
    """The reports about a run in its experiment; none where it lies in none."""
    try:
        folder = Experiment.find(run.path).folder
    except InputError:
        return Outcomes()
    merged = folder / "merge"
    files = [file for file in _listed(merged) if file.name.startswith(run.name)]
    return Outcomes(
        tuple(_reports(files, run, PROOFS))[:MOST],
        tuple(_reports(files, run, (ENDINGS["comparison"],)))[:MOST],
        _exported(folder / "export" / run.name),
    )


def said(value: object) -> Message | None:
    """A stored message; None where it is none."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        return None
    params = value.get("params")
    return message_from_json({"id": value["id"], "params": params if params else {}})


def _reports(files: Sequence[Path], run: RunFolder, endings: Sequence[str]) -> Iterator[Report]:
    """Those of the run itself, and of its checkpoints: `<run>-step<N>`."""
    for file in files:
        ending = next((one for one in endings if file.name.endswith(one)), None)
        name = file.name.removesuffix(ending) if ending else ""
        ours = name == run.name or name.startswith(f"{run.name}-step")
        if ours and (value := _read(file)) is not None:
            yield Report(name, value)


def _exported(folder: Path) -> Exported | None:
    value = _read(folder / EXPORT)
    files = [file for file in _listed(folder) if file.suffix == ".gguf" and file.is_file()]
    if value is None and not files:
        return None
    report = None if value is None else Report(folder.name, value)
    return Exported(report, tuple((file.name, file.stat().st_size) for file in files[:MOST]))


def _read(file: Path) -> Mapping[str, Any] | None:
    try:
        value = read_json(file)
    except (OSError, orjson.JSONDecodeError):
        return None
    return value if isinstance(value, dict) else None


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except OSError:
        return []
