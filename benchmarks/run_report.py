"""What a run's page costs: 200,000 events, with and without 72 hours of 8 GPUs' telemetry.

Usage: python -m benchmarks.run_report [FOLDER]   (a record that is there already is used again)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from deeptuner.runs.events import Event
from deeptuner.runs.folder import RunFolder
from tests.monitor.report.records import plain_course
from tests.monitor.runs import step, write_run
from tests.support.telemetry import BEGAN, write_telemetry

EVENTS, EVERY = 200_000, 1000  # an evaluation, two answers and a checkpoint every so many steps
SECONDS, GPUS = 72 * 3600, 8
MEASURED = (
    "import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], stdout=-3, check=True); "
    "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, u.ru_maxrss)"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary) / "record"
        for gpus in (0, GPUS):
            run = prepared(folder / str(gpus), gpus)
            print(
                f"{EVENTS:,} events ({run.events_file.stat().st_size / 1e6:.0f} MB), {gpus} GPUs:"
            )
            wall, cpu, peak = min(timed(run) for _ in range(3))
            page = run.page_file.stat().st_size / 1024
            told = f"  {wall:.1f} s, {cpu:.1f} s of CPU time, peak memory {peak / 1024:.0f} MB"
            print(f"{told}, page of {page:.0f} kB")


def prepared(folder: Path, gpus: int) -> RunFolder:
    run = RunFolder(folder)
    if not run.events_file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if gpus:
            write_telemetry(run, gpus=gpus, seconds=SECONDS)
        events = [*_events(), *plain_course(SECONDS, EVENTS // EVERY)]
        run = write_run(folder, "finished", sorted(events, key=lambda event: event.time))
    return run


def _events() -> Iterator[Event]:
    apart = SECONDS / EVENTS
    for number in range(1, EVENTS):
        when, at = BEGAN + number * apart, {"step": number}
        yield Event("step", when, 1, step(number, max_steps=EVENTS).fields)
        if number % EVERY == 0:
            yield Event("eval", when, 1, {**at, "loss": 1.0, "rows": 400})
            for index in range(2):
                text = {"prompt": f"question {index}", "text": "an answer " * 40, "expected": ""}
                yield Event("sample", when, 1, {**at, "index": index, **text})
            yield Event("checkpoint", when, 1, {**at, "best": False, "eval_loss": 1.0})


def timed(run: RunFolder) -> tuple[float, float, int]:
    """Wall seconds, CPU seconds and peak memory in KiB of the whole command."""
    command = [sys.executable, "-m", "deeptuner.cli.main", "report", str(run.path), "--html"]
    begin = time.perf_counter()
    script = [sys.executable, "-c", MEASURED, *command, "--json"]
    told = subprocess.run(script, capture_output=True, check=True, text=True).stdout.split()
    return time.perf_counter() - begin, float(told[0]), int(told[1])


if __name__ == "__main__":
    main()
