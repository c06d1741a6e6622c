"""A stand-in for the telemetry sampler: `standin_sampler.py BEHAVIOUR [--host-only] RUN_DIR`.

It notes in `sampler-starts.txt` how it was started, then behaves badly as told.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from deeptuner.runs.folder import RunFolder
from deeptuner.runs.options import HUNG


def main(behaviour: str, mode: str, run: RunFolder) -> int:
    with (run.path / "sampler-starts.txt").open("a") as file:
        file.write(f"{os.getpid()} {mode}\n")
    if behaviour == "hung":
        return HUNG
    if behaviour == "crash":
        return 1
    if behaviour == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if behaviour == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        if behaviour != "silent":
            run.sampler_beat.touch()
        time.sleep(0.05)


if __name__ == "__main__":
    *words, folder = sys.argv[1:]
    chosen = words[1] if len(words) > 1 else "all"
    sys.exit(main(words[0], chosen, RunFolder(Path(folder))))
