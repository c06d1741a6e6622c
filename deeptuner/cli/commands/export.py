"""`deeptuner export RUN|DIR`: a run's model, or any whole model, brought to another program.

Knows the command's arguments. What is done for each program: `cli/exports/`.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

from deeptuner.cli.arguments import add_folder
from deeptuner.cli.ending import interrupt_when_told
from deeptuner.cli.output import Output
from deeptuner.errors import InputError
from deeptuner.words import message

PROGRAMS = ("ollama", "gguf")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", metavar="RUN|DIR", help="a run, or the folder of a whole model")
    add_folder(parser)
    parser.add_argument("--to", choices=PROGRAMS, help="for which program")
    parser.add_argument(
        "--types", action="store_true", help="list the types, how large each is, and who makes it"
    )
    parser.add_argument(
        "--measure", action="store_true", help="with --types: measure the loss of each type, too"
    )
    parser.add_argument(
        "--type", metavar="TYPE", help="in which type weights are written, such as q8_0 or bf16"
    )
    parser.add_argument(
        "--from",
        dest="start",
        choices=("gguf", "folder"),
        help="for Ollama: start from a GGUF file, or from the model's folder; else what it takes",
    )
    parser.add_argument("--name", metavar="NAME", help="what the model is called there")
    parser.add_argument(
        "--create", action="store_true", help="create the model in the Ollama of this machine"
    )
    parser.add_argument(
        "--delete", action="store_true", help="delete the model that was created in Ollama"
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="where to; else export/<run> in the experiment"
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace files that are already there"
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    interrupt_when_told()
    if arguments.measure and not arguments.types:
        raise InputError(message("cli.export.measure-types"), where="--measure")
    if bool(arguments.to) == arguments.types:
        raise InputError(message("cli.export.which"), where="--to")
    work = import_module(f"deeptuner.cli.exports.{arguments.to or 'types'}")
    done: int = work.run(arguments, output)
    return done
