"""What all GPUs and the computer read, a JSON object a line: `python -m deeptuner.monitor.sensors`.

    {"time": …, "gpus": [{"key": …, …, "reading": {"power": …}}], "problems": […], "host": {…}}

One line, or one every so many seconds until nobody reads it any more. It is a process of its own,
so that amdsmi is never where torch is, and a driver that hangs holds up nobody else.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from deeptuner.monitor.sensors.base import Gpu, Sensors
from deeptuner.monitor.sensors.found import find_sensors, gpus_of
from deeptuner.monitor.sensors.host import read_host


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m deeptuner.monitor.sensors")
    parser.add_argument("--every", type=float, help="look again after so many seconds")
    given = parser.parse_args(argv)
    output = _own_output()
    sensors = find_sensors()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        while True:
            told = look(sensors)
            if given.every is None:
                told["host"].pop("cpu", None)  # of the moment in which this process began
            os.write(output, orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE))
            if given.every is None:
                break
            time.sleep(given.every)
    for each in sensors:
        each.close()
    return 0


def look(sensors: Sequence[Sensors]) -> dict[str, Any]:
    """One look at everything, as JSON values."""
    gpus = gpus_of(sensors)  # asked each time: a GPU may go and come back
    return {
        "time": time.time(),
        "gpus": [{**gpu.to_json(), "reading": dict(_read(gpu, sensors))} for gpu in gpus],
        "problems": [each.problem.to_json() for each in sensors if each.problem],
        "host": dict(read_host(Path.cwd())),
    }


def _read(gpu: Gpu, sensors: Sequence[Sensors]) -> dict[str, float | None]:
    readings = (each.read(gpu) for each in sensors)
    return dict(next((reading for reading in readings if reading), {}))


def _own_output() -> int:
    """Standard output for the lines alone; what a library prints goes to standard error."""
    sys.stdout.flush()
    output = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return output


if __name__ == "__main__":
    sys.exit(main())
