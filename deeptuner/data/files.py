"""Which files a dataset is made of, and which of them are for training.

Knows file names and the splits they tell of. Does not know what is in a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from deeptuner.data.telling import opening, refuse
from deeptuner.errors import DataError
from deeptuner.runs.datasets import files_below, is_endless, is_hidden, kind_of
from deeptuner.words import Message, message

Split = Literal["train", "validation", "test"]

_SPLITS: dict[str, Split] = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "dev": "validation",
    "eval": "validation",
    "evaluation": "validation",
    "test": "test",
    "testing": "test",
}
_ABOUT_DATA = re.compile(r"(metadata|meta|state|config|dataset_infos?|dataset_dict)\.jsonl?", re.I)
_ABOUT_FOLDER = re.compile(r"(readme|licen[cs]e|notice|requirements|changelog)\b", re.I)


@dataclass(frozen=True, slots=True)
class DatasetFiles:
    """A dataset's files: to train on, to measure learning with, and those left alone with why."""

    train: list[Path]
    evaluation: list[Path] = field(default_factory=list)
    skipped: list[tuple[Path, Message]] = field(default_factory=list)


def split_of(name: str) -> Split | None:
    """The split a name tells of: `my_test`, `data/validation-00000-of-00001`; train wins."""
    words = re.split(r"[^a-z]+", name.lower())
    found = [_SPLITS[word] for word in words if word in _SPLITS]
    return "train" if "train" in found else next(iter(found), None)


def dataset_files(path: Path) -> DatasetFiles:
    """The files of a dataset. A file that is named itself is always trained on.

    In a folder, files of other splits than train are kept apart. Raises DataError when there is
    nothing to train on. Whatever opens a dataset asks here first, so that a pipe, a socket or a
    device, which might never end, is opened nowhere.
    """
    with opening(path):
        path.stat()
    if not path.is_dir():
        if is_endless(path):
            raise refuse(path, "is-endless")
        if kind_of(path) is None:
            raise refuse(path, "unknown-kind", ending=path.suffix or path.name)
        return DatasetFiles([path])
    with opening(path):
        files = list(files_below(path))
    return _sorted_out(path, files)


def _sorted_out(folder: Path, files: list[Path]) -> DatasetFiles:
    named = data_files([file for file in files if not is_endless(file)])
    only_text = not any(kind_of(file) not in (None, "text") for file in named)
    found = DatasetFiles([], [], [])
    for file in files:
        why = "endless-file" if is_endless(file) else _why_not(file, only_text=only_text)
        if why:
            found.skipped.append((file, message(f"data.reading.{why}")))
        elif split_of(str(file.relative_to(folder).with_suffix(""))) in ("train", None):
            found.train.append(file)
        else:
            found.evaluation.append(file)
    if not found.train:
        raise _nothing_to_train_on(folder, found)
    return found


def data_files(files: list[Path]) -> list[Path]:
    """Those that by their names hold data; nothing is opened. Text beside rows holds none."""
    found = [file for file in files if _why_not(file, only_text=True) is None]
    return [file for file in found if kind_of(file) != "text"] or found


def _why_not(file: Path, *, only_text: bool) -> str | None:
    if is_hidden(file):
        return "hidden-file"
    if _ABOUT_DATA.fullmatch(file.name) or _ABOUT_FOLDER.match(file.name):
        return "about-the-data"
    kind = kind_of(file)
    if kind is None:
        return "no-data-file"
    return "text-beside-rows" if kind == "text" and not only_text else None


def _nothing_to_train_on(folder: Path, found: DatasetFiles) -> DataError:
    if found.evaluation:
        names = ", ".join(file.name for file in found.evaluation[:5])
        return refuse(folder, "only-evaluation", files=names)
    return refuse(folder, "no-data-files")
