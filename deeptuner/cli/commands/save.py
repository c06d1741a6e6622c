"""`deeptuner save RUN`: a checkpoint now; returns when it is whole."""

from __future__ import annotations

import argparse
import time

from deeptuner.cli.arguments import add_run, chosen_run
from deeptuner.cli.follow import LOOK
from deeptuner.cli.output import Output
from deeptuner.errors import RunError
from deeptuner.runs.control import request
from deeptuner.runs.events import Event, EventReader
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.start import require_active
from deeptuner.runs.state import ACTIVE, read_state
from deeptuner.words import message, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_run(parser)


def run(arguments: argparse.Namespace, output: Output) -> int:
    saved = chosen_run(arguments)
    require_active(saved)
    reader = EventReader(saved.events_file)
    reader.new()  # what was saved before does not count
    request(saved, "save")
    output.tell(message("cli.saving"))
    event = _wait(saved, reader)
    path = str(saved.path / event["path"])
    said = message("cli.saved", path=path)
    output.result({"run": saved.name, "path": path, "step": event["step"]}, render(said))
    return 0


def _wait(run: RunFolder, reader: EventReader) -> Event:
    """The next checkpoint. Raises RunError when the run ends without one."""
    while True:
        active = read_state(run).status_now() in ACTIVE  # before the events
        saved = [event for event in reader.new() if event.kind == "checkpoint"]
        if saved:
            return saved[-1]
        if not active:
            raise RunError(message("cli.not-saved", run=run.name), where=str(run.path))
        time.sleep(LOOK)
