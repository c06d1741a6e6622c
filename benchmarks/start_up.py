"""Seconds until the command line has answered, as whole processes: the median a person waits."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

DEEPTUNER = Path(sys.executable).parent / "deeptuner"
RUNS = 15


def seconds(*words: str) -> list[float]:
    taken = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        subprocess.run([DEEPTUNER, *words], check=True, capture_output=True)
        taken.append(time.perf_counter() - begin)
    return taken[1:]  # the first warms the disk


def main() -> None:
    for words in (["--help"], ["--version"], ["train", "--help"], ["settings", "lora.rank"]):
        taken = seconds(*words)
        print(
            f"deeptuner {' '.join(words):22} median {statistics.median(taken):.3f} s, "
            f"min {min(taken):.3f} s, max {max(taken):.3f} s over {RUNS} runs"
        )


if __name__ == "__main__":
    main()
