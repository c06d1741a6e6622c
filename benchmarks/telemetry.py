"""What telemetry costs: the sampler with 8 GPUs, and a record of 72 hours of 8 GPUs.

Usage: python -m benchmarks.telemetry [FOLDER]   (a record that is there already is used again)

The sampler reads the tests' stand-in of AMD's library through the real amdsmi, once a second. The
record (2 million rows) is written by the real recorder, opened, and moved through at every level.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from deeptuner.monitor.telemetry.layout import GPUS
from deeptuner.monitor.telemetry.view import TelemetryView
from deeptuner.runs.folder import RunFolder
from tests.support.stand_ins import AmdMachine
from tests.support.telemetry import write_telemetry

COUNT, SECONDS = 8, 72 * 3600
SHOWN = ("temperature_hotspot", "power", "utilisation", "vram_used")
HOUR = 3600.0
SETTLED, MEASURED = 5.0, 60.0  # seconds of the sampler's life


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        sampler(Path(temporary))
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary) / "record"
        record(RunFolder(folder))


def sampler(folder: Path) -> None:
    """CPU time and memory of the sampler's process."""
    machine = AmdMachine(folder / "machine", COUNT)
    run = RunFolder(folder / "run")
    run.control_dir.mkdir(parents=True)
    run.launch_dir.mkdir()
    run.launch_file.write_text("{}")  # training began: curves for TensorBoard, limits are watched
    run.plan_file.write_text('{"gpus": [0, 1, 2, 3, 4, 5, 6, 7]}')
    command = [sys.executable, "-m", "deeptuner.monitor.sampler", str(run.path)]
    process = psutil.Popen(command, env=machine.environment(), stderr=subprocess.DEVNULL)
    time.sleep(SETTLED)
    before, begin = process.cpu_times(), time.monotonic()
    memory = []
    while time.monotonic() - begin < MEASURED:
        time.sleep(1)
        memory.append(process.memory_info().rss / 1e6)
    after, seconds = process.cpu_times(), time.monotonic() - begin
    process.terminate()
    process.wait()
    used = after.user + after.system - before.user - before.system
    print(f"sampler, {COUNT} GPUs each second: {100 * used / seconds:.2f} % of one core, ", end="")
    print(f"{statistics.median(memory):.0f} MB resident (highest {max(memory):.0f} MB)")


def record(run: RunFolder) -> None:
    run.path.mkdir(parents=True, exist_ok=True)
    if not run.telemetry_file.exists():
        seconds = timed(lambda: write_telemetry(run, gpus=COUNT, seconds=SECONDS))
        print(f"written in {seconds:.0f} s")
    sizes = ", ".join(
        f"{file.stat().st_size / 1e6:.1f} MB ({level})"
        for level in ("raw", "10s", "5min")
        for file in (GPUS.file(run.path, level),)
    )
    print(f"{SECONDS / HOUR:.0f} hours of {COUNT} GPUs: {sizes}")
    opened = [timed(lambda: look(TelemetryView(run), None)) for _ in range(5)]
    whole = 1000 * statistics.median(opened)
    print(f"CPU time. Opened, whole period in {len(SHOWN)} charts: {whole:.0f} ms")
    for hours in (72.0, 8.0, 2.0, 1.0, 0.2):
        move(run, hours)


def move(run: RunFolder, hours: float) -> None:
    """Panning: each turn moves by a tenth of what is seen."""
    view = TelemetryView(run)
    first = timed(lambda: look(view, (20 * HOUR, (20 + hours) * HOUR)))
    turns = []
    for turn in range(1, 40):
        begin = (20 + hours * turn / 10) * HOUR
        period = (begin, begin + hours * HOUR)
        turns.append(timed(lambda: look(view, period)))  # noqa: B023 - called at once
    level = view.period(0, hours * HOUR).level
    print(
        f"  {hours:4.1f} h ({level}): first {1000 * first:.0f} ms, then median "
        f"{1000 * statistics.median(turns):.1f} ms, longest {1000 * max(turns):.1f} ms"
    )


def look(view: TelemetryView, period: tuple[float, float] | None) -> None:
    """What a page asks for: the bands of all GPUs in all charts."""
    view.refresh()
    assert view.span is not None
    began, ended = view.span
    begin, end = period or (0.0, ended - began)
    seen = view.period(began + begin, began + end)
    for gpu in view.gpus:
        for column in SHOWN:
            seen.band(gpu.key, column)


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU, which what else runs on the machine does not lengthen."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
