"""`deeptuner get model|dataset ID`: a model or dataset from Hugging Face, by its id.

Knows what is fetched and under which name it appears. How it is fetched, `runs.hub` knows; the
access token comes from HF_TOKEN or the hub's own login, never from the command line.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.cli.pace import Pace, told_in
from deeptuner.errors import DataError
from deeptuner.runs.adding import free_name
from deeptuner.runs.experiment import open_experiment
from deeptuner.runs.hub import Repository, fetch, look_up
from deeptuner.runs.hub_files import model_files
from deeptuner.runs.models import describe_model
from deeptuner.words import message, render
from deeptuner.words.sizes import size_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=["model", "dataset"], help="what it is")
    parser.add_argument("id", metavar="ID", help="its id on Hugging Face, owner/name")
    parser.add_argument("--revision", metavar="R", help="a branch, tag or commit; else the newest")
    parser.add_argument("--name", metavar="N", help="what it is called in the experiment")
    add_folder(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    experiment = open_experiment(arguments.folder)
    is_model = arguments.kind == "model"
    home = experiment.models_dir if is_model else experiment.datasets_dir
    target = free_name(home, arguments.name or arguments.id.rpartition("/")[2] or arguments.id)
    interrupt_when_told()
    found = look_up(arguments.kind, arguments.id, arguments.revision)
    wanted = model_files(found.names, found.id) if is_model else _data_files(found)
    size = _fetch(found, wanted, target, output)
    value: dict[str, Any] = {
        "name": target.name,
        "path": str(target),
        "id": found.id,
        "revision": found.commit,
    }
    if is_model:
        value["model"] = describe_model(target).to_json()
    done = message("cli.get.done", name=target.name, size=size_of(size), folder=home.name)
    output.result({**value, "size": size}, render(done))
    return 0


def _fetch(found: Repository, wanted: Sequence[str], target: Path, output: Output) -> int:
    """Bytes that were fetched, now or in an earlier try."""
    by_name = {file.name: file for file in found.files}
    files = [by_name[name] for name in wanted]
    phase = render(message("cli.get.fetching"))
    try:
        fetch(found, files, target, Pace(told_in(output, phase)))
    except KeyboardInterrupt:
        output.tell(message("cli.get.kept"))
        raise
    return sum(file.size for file in files)


def _data_files(found: Repository) -> list[str]:
    """What of a dataset's repository can be read here. Raises DataError for nothing."""
    from deeptuner.data.files import data_files

    names = [str(path) for path in data_files([Path(name) for name in found.names])]
    if not names:
        raise DataError(
            message("cli.get.no-data"), where=found.id, fix=message("cli.get.no-data-fix")
        )
    return names
