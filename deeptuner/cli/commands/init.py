"""`deeptuner init DIR`: an empty experiment folder, or with `--sample` one to try."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from deeptuner.cli.output import Output
from deeptuner.cli.sample import make_sample
from deeptuner.runs.experiment import Experiment
from deeptuner.words import message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.add_argument(
        "--sample", action="store_true", help="with a tiny model, a dataset and settings to try"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    if arguments.sample:
        return _sample(arguments.folder, output)
    experiment = Experiment.init(arguments.folder)
    said = message(
        "cli.init-done",
        path=str(experiment.folder),
        models=experiment.models_dir.name,
        datasets=experiment.datasets_dir.name,
    )
    output.result({"path": str(experiment.folder)}, render(said))
    return 0


def _sample(folder: Path, output: Output) -> int:
    sample = make_sample(folder)
    path, settings = str(sample.experiment.folder), str(sample.settings_file)
    said = message("cli.sample-done", path=path, settings=shlex.quote(settings))
    output.result({"path": path, "settings": settings}, render(said))
    return 0
