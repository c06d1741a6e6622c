"""`deeptuner init DIR`: an empty experiment folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from deeptuner.cli.output import Output
from deeptuner.runs.experiment import Experiment
from deeptuner.words import message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")


def run(arguments: argparse.Namespace, output: Output) -> int:
    experiment = Experiment.init(arguments.folder)
    said = message(
        "cli.init-done",
        path=str(experiment.folder),
        models=experiment.models_dir.name,
        datasets=experiment.datasets_dir.name,
    )
    output.result({"path": str(experiment.folder)}, render(said))
    return 0
