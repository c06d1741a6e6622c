"""Starting, waiting for and looking into real runs whose ranks are stand-ins."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psutil

from deeptuner.runs.environment import MARK
from deeptuner.runs.events import Event, read_events
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import Options, Patience
from deeptuner.runs.state import ACTIVE, RunState, read_state
from deeptuner.settings.sections.config import Config

T = TypeVar("T")
STANDIN = Path(__file__).with_name("standin.py")
LONG = 120.0  # seconds that a loaded machine may need for what takes one
QUICK = Patience(acknowledge=60, save=60, terminate=30, dead_rank=0.5, leftovers=60, poll=0.05)
FOREVER = {"steps": 100_000}


def options(
    patience: Patience = QUICK, *, sampler: tuple[str, ...] = (), **behaviour: Any
) -> Options:
    """A supervisor that prepares with the stand-in, whose ranks behave as told (standin.py), and
    that has no telemetry unless a `sampler` is given."""
    prepare = (sys.executable, str(STANDIN), "prepare", json.dumps(behaviour))
    return Options(prepare, patience, sampler)


def new_run(folder: Path, **settings: Any) -> RunFolder:
    chosen = {"model": {"path": "tiny"}, "data": {"dataset": "rows.jsonl"}}
    return Experiment.init(folder).create_run(Config.model_validate(chosen | settings))


def wait_for(look: Callable[[], T], what: str = "it", seconds: float = LONG) -> T:
    """The first true thing that `look` gives."""
    until = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < until, f"waited in vain for {what}"
        time.sleep(0.05)
    return seen


def wait_until_ended(run: RunFolder, seconds: float = LONG) -> RunState:
    wait_for(lambda: read_state(run).status_now() not in ACTIVE, "the end of the run", seconds)
    return read_state(run)


def wait_for_step(run: RunFolder, step: int = 1, attempt: int = 1, seconds: float = LONG) -> None:
    def reached() -> bool:
        return any(e["step"] >= step for e in events(run, "step") if e.attempt == attempt)

    wait_for(reached, f"step {step}", seconds)


def events(run: RunFolder, kind: str | None = None) -> list[Event]:
    found, _ = read_events(run.events_file)
    return [event for event in found if kind in (None, event.kind)]


def processes(folder: Path) -> list[psutil.Process]:
    """Every living process of any run under `folder`, supervisors too."""
    found = []
    for process in psutil.process_iter():
        try:
            mark = process.environ().get(MARK, "")
            if mark.startswith(str(folder)) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def left(run: RunFolder) -> list[psutil.Process]:
    """The run's processes without its supervisor, which may be about to leave."""
    return [process for process in processes(run.path) if process.pid != supervisor_pid(run)]


def ranks(run: RunFolder, count: int = 1) -> list[psutil.Process]:
    """The run's rank processes, once `count` of them are there."""

    def look() -> list[psutil.Process]:
        found = [p for p in processes(run.path) if "rank" in p.cmdline()]
        return found if len(found) == count else []

    return wait_for(look, f"{count} ranks")


def wait_for_links(run: RunFolder, count: int) -> None:
    """Until this many ranks have told the supervisor who they are. Before that, their launcher
    alone can notice their death, and the stand-in's does not."""
    wait_for(lambda: len([*run.control_dir.glob("rank-*.json")]) == count, f"{count} links")


def supervisor_pid(run: RunFolder) -> int:
    supervisor = read_state(run).supervisor
    assert supervisor is not None
    return supervisor.pid


def kill_supervisor(run: RunFolder) -> None:
    pid = supervisor_pid(run)
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: read_state(run).status_now() == "interrupted", "the supervisor's end")
