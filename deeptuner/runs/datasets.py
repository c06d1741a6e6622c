"""The datasets of an experiment folder: name, kind and size, without opening a file.

Knows which endings are datasets. Does not know what is in them (`deeptuner.data` reads them).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["json", "table", "columns", "text", "folder"]

KINDS: dict[str, Kind] = {
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "columns",
    ".arrow": "columns",
    ".feather": "columns",
    ".txt": "text",
}
_DEPTH = 4  # folders below a dataset's own, enough for split/part layouts


@dataclass(frozen=True, slots=True)
class DatasetInfo:
    """A dataset on disk. `size` is in bytes; for a folder, of all its data files together."""

    name: str
    path: Path
    kind: Kind
    size: int

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "path": str(self.path), "kind": self.kind, "size": self.size}


def kind_of(path: Path) -> Kind | None:
    """What kind of data file a name promises, `.gz` or not; None where it is none."""
    name = path.name.lower().removesuffix(".gz")
    kind = KINDS.get(Path(name).suffix)
    return None if kind == "columns" and path.suffix.lower() == ".gz" else kind


def list_datasets(experiment: Path) -> list[DatasetInfo]:
    """The data files and folders in the experiment's `datasets/`, by name; none if it is absent.

    Pipes, sockets and devices are left out, whatever they are called.
    """
    folder = experiment / "datasets"
    if not folder.is_dir():
        return []
    found = (_describe(path) for path in sorted(folder.iterdir()) if not is_hidden(path))
    return [info for info in found if info]


def is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "__"))


def is_endless(path: Path) -> bool:
    """Whether a path is a pipe, a socket or a device: opening one may wait for ever.

    A link is what it leads to; what is not there at all is told by whoever opens it.
    """
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - also for broken links
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def files_below(folder: Path, depth: int = _DEPTH) -> Iterator[Path]:
    """All files in a folder and the folders in it, hidden ones left out, in the order of names."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if depth and not is_hidden(path):
                yield from files_below(path, depth - 1)
        else:
            yield path


def _describe(path: Path) -> DatasetInfo | None:
    if path.is_dir():
        size = sum(_size(file) for file in files_below(path) if kind_of(file))
        return DatasetInfo(path.name, path, "folder", size) if size else None
    kind = None if is_endless(path) else kind_of(path)
    return DatasetInfo(path.name, path, kind, _size(path)) if kind else None


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - also for broken links
    except OSError:
        return 0
