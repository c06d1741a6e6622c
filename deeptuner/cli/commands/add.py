"""`deeptuner add model|dataset PATH`: something from elsewhere on this machine, linked or copied.

Knows what is refused before anything is made. How it is linked and copied, `runs.adding` knows.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.cli.pace import Pace, told_in
from deeptuner.errors import DataError, InputError
from deeptuner.home import expanded
from deeptuner.runs.adding import copy, free_name, link, refuse_inside, refuse_other_ending
from deeptuner.runs.experiment import open_experiment
from deeptuner.runs.models import describe_model, model_in
from deeptuner.runs.weights import PICKLES
from deeptuner.words import message, render

LEFT: Final = (*PICKLES, ".gguf")  # beside safetensors they would only take room


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["model", "dataset"], help="what it is")
    parser.add_argument("path", type=Path, metavar="PATH", help="where it is")
    parser.add_argument(
        "--copy", action="store_true", help="copy it; else the experiment has a link to it"
    )
    parser.add_argument("--name", metavar="N", help="what it is called in the experiment")
    add_folder(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    experiment = open_experiment(arguments.folder)
    is_model = arguments.kind == "model"
    home = experiment.models_dir if is_model else experiment.datasets_dir
    path = _existing(arguments.path)
    refuse_inside(path, home)
    target = free_name(home, arguments.name or path.name)
    found = _model(path) if is_model else _dataset(path, target)
    if arguments.copy:
        interrupt_when_told()
        phase = render(message("cli.add.copying"))
        copy(path, target, Pace(told_in(output, phase)), _wanted if is_model else _always)
    else:
        link(path, target)
    done = message("cli.add.done", name=target.name, folder=home.name)
    output.result({"name": target.name, "path": str(target), **found}, render(done))
    return 0


def _existing(path: Path) -> Path:
    path = expanded(path)
    if not path.exists():
        raise InputError(
            message("common.not-found", path=str(path)),
            where=str(path),
            fix=message("common.check-path"),
        )
    return path.absolute()


def _model(path: Path) -> dict[str, Any]:
    return {"model": describe_model(path).require().to_json()}


def _dataset(path: Path, target: Path) -> dict[str, Any]:
    """Some rows of it must be readable; how they are written may still have to be said."""
    from deeptuner.data.files import dataset_files
    from deeptuner.data.load import sample_rows

    if path.is_dir():
        _refuse_model(path)
    files = dataset_files(path).train
    refuse_other_ending(path, target.name)
    if not any(sample_rows(file, 3) for file in files):
        raise DataError(
            message("data.reading.no-rows"),
            where=str(path),
            fix=message("data.reading.no-rows-fix"),
        )
    return {"files": len(files)}


def _refuse_model(folder: Path) -> None:
    """The tokenizer of a model is JSON, which could pass for rows."""
    from deeptuner.data.telling import opening

    with opening(folder):
        model = model_in(folder)
    if model is not None:
        raise DataError(
            message("cli.add.holds-model", model=model.name),
            where=str(folder),
            fix=message("cli.add.holds-model-fix"),
        )


def _wanted(file: Path) -> bool:
    return file.suffix not in LEFT


def _always(file: Path) -> bool:
    return True
