"""The machine as training sees it and as its sensors do, each asked in a process of its own.

torch and amdsmi must not meet in one process, and this one stays light. Knows the two commands and
their JSON. Does not join what they tell.
"""

from __future__ import annotations

import queue
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread
from typing import IO, Any, Final

import orjson

from deeptuner.errors import EngineError
from deeptuner.words import message

PROBE: Final = "deeptuner.engine.probe"
SENSORS: Final = "deeptuner.monitor.sensors"
PATIENCE: Final = 30.0  # seconds that sensors may take for their first answer, or between two
PROBE_PATIENCE: Final = 180.0
ENDING: Final = 3.0

Told = Mapping[str, Any]


class Looking:
    """The sensors' process: one look after another, or the one that was asked for."""

    def __init__(self, lines: IO[bytes]) -> None:
        self._looks: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        Thread(target=self._read, args=(lines,), daemon=True).start()

    def next(self) -> Told | None:
        """The newest look; None when the driver does not answer in time, or the process ended."""
        try:
            found = self._looks.get(timeout=PATIENCE)
            while not self._looks.empty():
                found = self._looks.get() or found
            return found
        except queue.Empty:
            return None

    def _read(self, lines: IO[bytes]) -> None:
        with suppress(ValueError):  # closed while it was being read
            for line in lines:
                with suppress(orjson.JSONDecodeError):
                    self._looks.put(orjson.loads(line))
        self._looks.put(None)


@contextmanager
def looking(every: float | None = None) -> Iterator[Looking]:
    """Look once, or every so many seconds until the block ends."""
    command = [sys.executable, "-P", "-m", SENSORS]
    if every is not None:
        command += ["--every", str(every)]
    # What it says on standard error is of no use beside a table; what matters is a `problem`.
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdout is not None
    try:
        yield Looking(child.stdout)
    finally:
        child.kill()
        with suppress(subprocess.TimeoutExpired):  # a driver may keep it from ending
            child.wait(timeout=ENDING)
            child.stdout.close()


def probed() -> Told:
    """`Machine.to_json()` of the engine's probe. Raises EngineError."""
    command = [sys.executable, "-P", "-m", PROBE]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PROBE_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EngineError(message("cli.gpus.no-answer")) from None
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["–"]
        gaps = {"command": PROBE, "code": done.returncode, "last": lines[-1]}
        raise EngineError(message("cli.child.ended", **gaps))
    found: Told = orjson.loads(done.stdout)
    return found
