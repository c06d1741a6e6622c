"""Seconds from the start of the process until the window's first frame is painted, and its memory.

Whole processes, `deeptuner gui --quit-when-shown FOLDER`, on an experiment with a draft and some
runs; then one window left open for a while, whose resident memory is read. Without a screen it is
measured offscreen, which paints with the same raster engine.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from deeptuner.runs.experiment import Experiment
from deeptuner.settings import Config
from deeptuner.settings.dump import dump_config

DEEPTUNER = Path(sys.executable).parent / "deeptuner"
TIMES = 11
RUNS = 20
LEFT_OPEN = 8.0  # seconds after which an open window's memory is read
MB = 1e6


def make_experiment(folder: Path) -> Path:
    experiment = Experiment.init(folder)
    first = experiment.create_run(Config())
    for number in range(RUNS):
        shutil.copytree(first.path, experiment.runs_dir / f"20260101-{number:06d}-run")
    (folder / ".deeptuner" / "draft.yaml").write_text(dump_config(Config(), comments=False))
    return folder


def environment(home: Path) -> dict[str, str]:
    kept = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    screen = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    return {**os.environ, **screen, **kept}


def start(folder: Path, env: dict[str, str]) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak memory in MB of one start."""
    begin = time.perf_counter()
    process = subprocess.Popen([DEEPTUNER, "gui", "--quit-when-shown", str(folder)], env=env)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / MB


def open_window(folder: Path, env: dict[str, str]) -> tuple[float, bool]:
    """Resident memory in MB of a window that has been open a while, and whether it loaded torch."""
    with subprocess.Popen([DEEPTUNER, "gui", str(folder)], env=env) as process:
        time.sleep(LEFT_OPEN)
        window = psutil.Process(process.pid)
        memory = window.memory_info().rss / MB
        torch = any("libtorch" in entry.path for entry in window.memory_maps())
        process.send_signal(signal.SIGTERM)
    return memory, torch


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = make_experiment(Path(home) / "experiment")
        env = environment(Path(home))
        measured = [start(folder, env) for _ in range(TIMES + 1)][1:]  # the first warms the disk
        walls, cpus, peaks = zip(*measured, strict=True)
        print(
            f"first frame: median {statistics.median(walls):.2f} s, "
            f"min {min(walls):.2f} s, max {max(walls):.2f} s over {TIMES} starts; "
            f"CPU {statistics.median(cpus):.2f} s, peak memory {max(peaks):.0f} MB"
        )
        memory, torch = open_window(folder, env)
        print(f"open for {LEFT_OPEN:.0f} s: {memory:.0f} MB resident, torch loaded: {torch}")


if __name__ == "__main__":
    main()
