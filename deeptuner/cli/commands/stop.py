"""`deeptuner stop RUN`: save a checkpoint, then end the run; returns when it has ended."""

from __future__ import annotations

import argparse

from deeptuner.cli.arguments import add_run, chosen_run
from deeptuner.cli.follow import look_on
from deeptuner.cli.output import Output
from deeptuner.runs.control import request
from deeptuner.runs.start import require_active


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_run(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    stopped = chosen_run(arguments)
    require_active(stopped)
    request(stopped, "stop")
    return look_on(stopped, output, from_now=True)
