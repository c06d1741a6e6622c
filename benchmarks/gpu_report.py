"""What a GPU report costs: of 72 hours of 8 GPUs, with resumes and hundreds of evaluations.

Usage: python -m benchmarks.gpu_report [FOLDER]   (a record that is there already is used again)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from tests.monitor.report.records import plain_course
from tests.monitor.runs import step, write_run
from tests.support.telemetry import BEGAN, write_telemetry

COUNT, SECONDS = 8, 72 * 3600
EVALUATIONS, STEPS = 430, 100_000


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary) / "record"
        run = prepared(folder)
        print(f"events: {run.events_file.stat().st_size / 1e6:.0f} MB")
        for words in ((), ("--csv",)):
            seconds = [timed(run, *words) for _ in range(3)]
            wall, cpu = min(seconds)
            print(f"deeptuner report {' '.join(words)}: {wall:.1f} s, {cpu:.1f} s of CPU time")


def prepared(folder: Path) -> RunFolder:
    """A run of three days with a step each few seconds."""
    if not RunFolder(folder).telemetry_file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_telemetry(RunFolder(folder), gpus=COUNT, seconds=SECONDS)
    apart = SECONDS / STEPS
    steps = (
        Event("step", BEGAN + number * apart, 1, step(number).fields) for number in range(1, STEPS)
    )
    events = [*steps, *plain_course(SECONDS, EVALUATIONS)]
    return write_run(folder, "finished", sorted(events, key=lambda event: event.time))


def timed(run: RunFolder, *words: str) -> tuple[float, float]:
    """Wall and CPU seconds of the command, from its start to its end."""
    command = [sys.executable, "-m", "deeptuner.cli.main", "report", str(run.path), "--json"]
    script = (
        "import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], stdout=-3); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime)"
    )
    begin = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-c", script, *command, *words], capture_output=True, check=True
    )
    return time.perf_counter() - begin, float(orjson.loads(told.stdout))


if __name__ == "__main__":
    main()
