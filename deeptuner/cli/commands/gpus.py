"""`deeptuner gpus`: what the machine has, which of it can train, and what it does now."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from deeptuner.cli.gpu_table import text
from deeptuner.cli.joined_gpus import joined, notes
from deeptuner.cli.machine_look import Looking, Told, looking, probed
from deeptuner.cli.output import Output
from deeptuner.words import message

SHORTEST: Final = 0.2  # seconds between two looks
SILENT: Final[Told] = {
    "gpus": [],
    "problems": [message("cli.gpus.no-answer").to_json()],
    "host": {},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--watch", action="store_true", help="renew it until Ctrl-C")
    parser.add_argument(
        "--interval",
        type=float,
        default=1.0,
        metavar="SECONDS",
        help="with --watch: seconds between two looks (default: 1)",
    )


def run(arguments: argparse.Namespace, output: Output) -> int:
    every = max(arguments.interval, SHORTEST) if arguments.watch else None
    with looking(every) as sensors:
        machine = probed()
        if not arguments.watch:
            output.result(*_shown(machine, sensors.next() or SILENT))
            return 0
        _watch(machine, sensors, output)
    return 0


def _watch(machine: Told, sensors: Looking, output: Output) -> None:
    """Ctrl-C is how a watch is meant to end."""
    screen = _Screen(output)
    with suppress(KeyboardInterrupt):
        while True:
            value, shown = _shown(machine, sensors.next() or SILENT)
            output.event(value)
            screen.show(shown)


def _shown(machine: Told, look: Told) -> tuple[Mapping[str, Any], str]:
    """As JSON, and as text."""
    gpus = joined(machine, look, os.environ)
    value = {
        "backend": machine["backend"],
        "torch_version": machine["torch_version"],
        "cpu_cores": machine["cpu_cores"],
        "memory": machine["memory_bytes"],
        "gpus": [gpu.to_json() for gpu in gpus],
        "host": look["host"],
        "notes": [*look["problems"], *(note.to_json() for note in notes(gpus))],
    }
    return value, text(gpus, machine, look)


class _Screen:
    """Text that is drawn over what was there, where there is a terminal; else one below another."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._terminal = sys.stdout.isatty()
        self._height = 0

    def show(self, shown: str) -> None:
        if not self._terminal:
            self._output.line(f"{shown}\n")
            return
        width = shutil.get_terminal_size().columns
        lines = [line[: width - 1] for line in shown.splitlines()]  # none may wrap
        back = f"\x1b[{self._height}F\x1b[J" if self._height else ""
        self._output.line(back + "\n".join(lines))
        self._height = len(lines)
