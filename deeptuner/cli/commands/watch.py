"""`deeptuner watch RUN`: follow a run; leaving does not touch it."""

from __future__ import annotations

import argparse

from deeptuner.cli.arguments import add_run, chosen_run
from deeptuner.cli.follow import look_on
from deeptuner.cli.output import Output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_run(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    return look_on(chosen_run(arguments), output)
