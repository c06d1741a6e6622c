"""Peak memory and speed of preparing a large dataset file and training two steps on it.

Usage: large_dataset.py [MEGABYTES]. Makes an experiment with a tiny model in a temporary folder and
a file of that size (400 unless given: short rows, and one of ten million characters for each twelve
megabytes), runs `deeptuner train` and watches its processes. Their peaks are the kernel's own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.support.models import make_llama

LONG, EVERY = 10_000_000, 12_000_000  # characters of a long row, bytes of the file for each
SETTINGS = """\
model: {path: tiny}
data: {dataset: rows, max_length: 256, eval_split: 0}
training: {max_steps: 2}
evaluation: {sample_count: 0}
"""


def write_rows(path: Path, megabytes: int) -> tuple[int, int]:
    """How many rows were written, and how many of them are long."""
    number = long = 0
    with path.open("w") as file:
        while (size := file.tell()) < megabytes * 1_000_000:
            if size >= long * EVERY:
                long += 1
                row = {"instruction": f"Go on {long}.", "output": "and on " * (LONG // 7)}
                file.write(json.dumps(row) + "\n")
            for _ in range(1000):
                number += 1
                row = {"instruction": f"What is {number} plus {number}?", "output": f"{2 * number}"}
                file.write(json.dumps(row) + "\n")
    return number + long, long


def most_memory(process: psutil.Process) -> int:
    """The most that a process ever held resident, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def watch(
    command: subprocess.Popen[bytes], folder: Path
) -> tuple[dict[str, int], dict[str, float]]:
    """The peak memory and the seconds of each kind of process in `folder`, until the run ends."""
    peaks: dict[str, int] = {}
    first: dict[str, float] = {}
    last: dict[str, float] = {}
    while command.poll() is None:
        for process in psutil.process_iter(["cmdline"]):
            line = " ".join(process.info["cmdline"] or ())
            if " -m deeptuner." not in line or str(folder) not in line:
                continue
            kind = line.split(" -m ")[-1].split()[0]
            with suppress(OSError, StopIteration):
                peaks[kind] = max(peaks.get(kind, 0), most_memory(process))
            last[kind] = time.monotonic()
            first.setdefault(kind, last[kind])
        time.sleep(0.1)
    return peaks, {kind: last[kind] - first[kind] for kind in first}


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("datasets", "runs", ".deeptuner"):
            (folder / name).mkdir()
        make_llama(folder / "models" / "tiny")
        (folder / "trial.yaml").write_text(SETTINGS)
        rows, long = write_rows(folder / "datasets" / "rows.jsonl", megabytes)
        print(f"{megabytes} MB: {rows} rows, {long} of them of {LONG} characters", flush=True)
        words = ["-m", "deeptuner.cli.main", "train", str(folder / "trial.yaml")]
        with subprocess.Popen([sys.executable, *words], cwd=folder) as command:
            peaks, seconds = watch(command, folder)
        for kind, size in peaks.items():
            print(f"  {kind}: {seconds[kind]:.0f} s, peak {size / 1e6:.0f} MB")
        prepared = seconds["deeptuner.engine.prepare"]
        print(f"  prepared: {rows / prepared:.0f} rows/s, {megabytes / prepared:.1f} MB/s")


if __name__ == "__main__":
    main()
