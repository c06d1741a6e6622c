"""`deeptuner resume RUN`: go on from the newest checkpoint, as a new attempt of the same run."""

from __future__ import annotations

import argparse

from deeptuner.cli.arguments import add_detach, add_run, chosen_run
from deeptuner.cli.follow import attend
from deeptuner.cli.output import Output
from deeptuner.runs.outcome import summarise
from deeptuner.runs.start import resume_run
from deeptuner.settings.flags import add_flags, overrides
from deeptuner.words import message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_run(parser)
    add_detach(parser)
    add_flags(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    resumed = chosen_run(arguments)
    resume_run(resumed, overrides(arguments))
    summary = summarise(resumed)
    said = message("cli.resumed", run=resumed.name, attempt=summary.attempt)
    if arguments.detach:
        output.result(summary.to_json(), render(said))
        return 0
    output.tell(said)
    return attend(resumed, output)
