"""Resident memory of a run's supervisor, sampled while a real run trains on the CPU.

Usage: supervisor_memory.py EXPERIMENT SETTINGS.yaml
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.state import read_state

DEEPTUNER = Path(sys.executable).parent / "deeptuner"


def main() -> None:
    folder, settings = map(Path, sys.argv[1:3])
    subprocess.run([DEEPTUNER, "train", settings, "--folder", folder, "--detach"], check=True)
    run = Experiment.find(folder).find_run("last")
    measured: list[float] = []
    while (state := read_state(run)).supervisor and state.status_now() not in (
        "finished",
        "failed",
        "stopped",
    ):
        try:
            memory = psutil.Process(state.supervisor.pid).memory_full_info()
        except psutil.NoSuchProcess:
            break
        measured.append(memory.rss / 1e6)
        time.sleep(0.5)
    print(f"{run.name}: {read_state(run).status_now()}")
    print(
        f"supervisor: median {statistics.median(measured):.0f} MB, highest {max(measured):.0f} MB "
        f"resident over {len(measured)} samples"
    )


if __name__ == "__main__":
    main()
