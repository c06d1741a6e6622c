"""All processes of a run: finding them, ending them, making sure that none is left.

A process belongs to the run when it descends from the supervisor (which adopts orphans) or carries
the run's mark in its environment. Does not know what the processes do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import psutil

from deeptuner.runs.environment import MARK
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.platform import reap

LOOK: Final = 0.1  # seconds between two looks
KILL_SECONDS: Final = 10.0  # a killed process that is still there then hangs in the kernel


def processes_of(run: RunFolder) -> list[psutil.Process]:
    """Every process of the run that lives, without this one."""
    found = {process.pid: process for process in psutil.Process().children(recursive=True)}
    found.update((process.pid, process) for process in marked(run))
    found.pop(os.getpid(), None)
    return [process for process in found.values() if _lives(process)]


def marked(run: RunFolder) -> Iterator[psutil.Process]:
    """The processes that carry the run's mark, whoever their parent is."""
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == str(run.path):
                yield process


def wait_until_gone(run: RunFolder, seconds: float) -> bool:
    """Wait for the run's processes to end by themselves; False when some are left."""
    return _wait(lambda: processes_of(run), seconds)


def terminate(run: RunFolder) -> None:
    """Ask every process of the run to end (SIGTERM)."""
    for process in processes_of(run):
        with suppress(psutil.Error):
            process.terminate()


def kill(run: RunFolder) -> list[int]:
    """Kill every process of the run, also those that start meanwhile. Returns who is left."""

    def look() -> list[psutil.Process]:
        left = processes_of(run)
        for process in left:
            with suppress(psutil.Error):
                process.kill()
        return left

    _wait(look, KILL_SECONDS)
    return [process.pid for process in processes_of(run)]


def _wait(look: Callable[[], list[psutil.Process]], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while look():
        reap()
        if time.monotonic() > until:
            return False
        time.sleep(LOOK)
    reap()
    return True


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
