"""The sample experiment: a tiny model, a dataset, held-out questions and settings, as shipped.

Knows what the sample consists of and how it is laid out in a person's folder. Does not train.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deeptuner.errors import InputError, RunError
from deeptuner.files import write_bytes
from deeptuner.home import expanded
from deeptuner.runs.adding import copy, require_room
from deeptuner.runs.experiment import PARTS, Experiment
from deeptuner.shipped import shipped_folder
from deeptuner.words import message

SETTINGS: Final = "demo.yaml"
MODEL: Final = Path("models") / "harbour-tiny"
HELD_OUT: Final = Path("datasets") / "orders-held-out.jsonl"
FILES: Final = (Path("datasets") / "orders.jsonl", HELD_OUT, Path(SETTINGS))


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample experiment in a person's folder."""

    experiment: Experiment

    @property
    def settings_file(self) -> Path:
        return self.experiment.folder / SETTINGS

    @property
    def model_dir(self) -> Path:
        return self.experiment.folder / MODEL

    @property
    def questions(self) -> Path:
        return self.experiment.folder / HELD_OUT


def make_sample(folder: Path) -> Sample:
    """Lay the sample out in `folder`; in a sample from before, only what is missing is added.

    Raises InputError when the folder holds something else, RunError when it cannot be written to or
    the disk is too full. Then nothing of it is left.
    """
    folder = expanded(folder).absolute()
    with _whole(folder):
        experiment = _made_in(folder)
        _lay_out(folder)
    return Sample(experiment)


def _lay_out(folder: Path) -> None:
    missing = [name for name in (MODEL, *FILES) if not (folder / name).exists()]
    if missing:
        require_room(folder, sum(map(_size, missing)))
    for name in missing:
        if name == MODEL:
            copy(_shipped() / name, folder / name, lambda done, total: None)
        else:
            write_bytes(folder / name, (_shipped() / name).read_bytes())


@contextmanager
def _whole(folder: Path) -> Iterator[None]:
    """What could not be completed is taken away again; what was there before stays."""
    model = (MODEL / file.name for file in (_shipped() / MODEL).iterdir())
    names = (*map(Path, PARTS), MODEL, *model, *FILES)
    places = (*reversed(folder.parents), folder, *(folder / name for name in names))
    absent = [place for place in places if not os.path.lexists(place)]
    try:
        yield
    except BaseException:
        for place in reversed(absent):
            with suppress(OSError):  # a folder in which something else is by now stays
                remove = place.rmdir if place.is_dir() else place.unlink
                remove()
        raise


def _shipped() -> Path:
    return shipped_folder("assets") / "sample"


def _size(name: Path) -> int:
    """Bytes of one part of the sample, a file or a folder of files."""
    path = _shipped() / name
    files = path.iterdir() if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files)


def _made_in(folder: Path) -> Experiment:
    try:
        return _experiment_in(folder)
    except OSError as error:  # below a file, in /proc, or with a name that no disk takes
        raise RunError(
            message("common.read-only", path=str(folder.parent)),
            where=str(folder),
            fix=message("common.choose-writable"),
        ) from error


def _experiment_in(folder: Path) -> Experiment:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / SETTINGS).is_file():
        raise InputError(
            message("cli.demo.other-folder"),
            where=str(folder),
            fix=message("cli.demo.fix-other-folder"),
        )
    return Experiment.init(folder)
