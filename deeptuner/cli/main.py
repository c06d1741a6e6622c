"""The command line's entry: the table of commands, and how an error ends one.

Knows each command's name and one line of help. Imports a command only when it is asked for, so that
`deeptuner --help` answers at once; knows nothing of what a command does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from deeptuner import __version__

WITHOUT_A_COMMAND = "gui"
COMMANDS = {
    "gui": "open the window; so does `deeptuner` alone",
    "demo": "a sample experiment, from training to a merged model, on any machine",
    "init": "make an empty experiment folder",
    "add": "add a model or dataset from this machine to an experiment",
    "get": "get a model or dataset from Hugging Face",
    "data": "look into a dataset: format, lengths, problems, what is trained",
    "train": "fine-tune a model as a settings file says",
    "runs": "list the runs of an experiment",
    "watch": "follow a run: progress, loss, time left",
    "stop": "stop a run after saving it",
    "save": "save a checkpoint of a run now",
    "resume": "go on with a run from its newest checkpoint",
    "report": "draw how warm and busy the GPUs were in a run: GPU Report.png",
    "merge": "merge a run's adapter into its model",
    "export": "write a run's model for another program, such as Ollama",
    "chat": "ask a model before and after fine-tuning, side by side",
    "gpus": "what the machine has, which of it can train, and what it does now",
    "tensorboard": "show the curves of a run, or of all, in TensorBoard",
    "worker": "answer questions for a window, a JSON object a line",
    "settings": "every setting with its default and help",
}


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser for all commands; only `command` gets its arguments, the rest just a name."""
    parser = argparse.ArgumentParser(
        prog="deeptuner", description="Fine-tune large language models on your own GPUs."
    )
    parser.add_argument("--version", action="version", version=f"deeptuner {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, help_line in COMMANDS.items():
        sentence = f"{help_line[0].upper()}{help_line[1:]}."  # names keep their capitals
        below = commands.add_parser(name, help=help_line, description=sentence)
        if name == command:
            import_module(f"deeptuner.cli.commands.{name}").add_arguments(below)
            below.add_argument(
                "--json", action="store_true", help="print one JSON object a line instead of text"
            )
            below.add_argument(
                "--debug", action="store_true", help="show the program's own traceback on an error"
            )
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 failed, 2 wrong input, 130 interrupted."""
    words = list(sys.argv[1:] if argv is None else argv) or [WITHOUT_A_COMMAND]
    command = next((word for word in words if not word.startswith("-")), None)
    parser = build_parser(command)
    arguments = parser.parse_args(words)
    if arguments.command is None:
        parser.print_help()
        return 0
    from deeptuner.cli.output import run_command

    return run_command(import_module(f"deeptuner.cli.commands.{arguments.command}").run, arguments)


if __name__ == "__main__":
    sys.exit(main())
