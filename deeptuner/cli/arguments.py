"""Arguments that several commands about runs share.

Knows argparse and how a run is named. Does not know any command.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from deeptuner.runs.experiment import find_run
from deeptuner.runs.folder import RunFolder


def add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="the experiment folder; else the one around the file or the working folder",
    )


def add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "run", metavar="RUN", help="a run's name, a part of it, its path, or `last`"
    )
    add_folder(parser)


def add_detach(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--detach", action="store_true", help="start it and return; `deeptuner watch` follows"
    )


def chosen_run(arguments: argparse.Namespace) -> RunFolder:
    """The run that the command is about. Raises InputError."""
    return find_run(arguments.run, arguments.folder)
