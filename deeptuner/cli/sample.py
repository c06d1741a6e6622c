"""The sample experiment: a tiny model, a dataset, held-out questions and settings, as shipped.

Knows what the sample consists of and how it is laid out in a person's folder. Does not train.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deeptuner.errors import InputError, RunError
from deeptuner.files import whole_folder, write_bytes
from deeptuner.home import expanded
from deeptuner.runs.experiment import Experiment
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

    Raises InputError when the folder holds something else, RunError when it cannot be written to.
    """
    folder = expanded(folder).absolute()
    try:
        experiment = _experiment_in(folder)
    except OSError as error:  # below a file, in /proc, or with a name that no disk takes
        raise RunError(
            message("common.read-only", path=str(folder.parent)),
            where=str(folder),
            fix=message("common.choose-writable"),
        ) from error
    shipped = shipped_folder("assets") / "sample"
    if not (folder / MODEL).exists():
        with whole_folder(folder / MODEL) as model:
            shutil.copytree(shipped / MODEL, model, dirs_exist_ok=True)
    for name in FILES:
        if not (folder / name).exists():
            write_bytes(folder / name, (shipped / name).read_bytes())
    return Sample(experiment)


def _experiment_in(folder: Path) -> Experiment:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / SETTINGS).is_file():
        raise InputError(
            message("cli.demo.other-folder"),
            where=str(folder),
            fix=message("cli.demo.fix-other-folder"),
        )
    return Experiment.init(folder)
