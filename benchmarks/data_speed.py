"""Rows per second and peak memory of preparing 100,000 chat rows: read, render, mask, tokenise.

Usage: data_speed.py MODEL_DIR [ROWS]. The rows are made here, about 100 tokens each.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from deeptuner.data.prepare import prepare
from deeptuner.settings import Config

WORDS = [
    "the",
    "a",
    "small",
    "large",
    "red",
    "blue",
    "river",
    "town",
    "letter",
    "answer",
    "question",
    "number",
    "north",
    "house",
]


def write_rows(path: Path, count: int) -> None:
    chance = random.Random(0)
    with path.open("w") as file:
        for number in range(count):
            ask, tell = (" ".join(chance.choices(WORDS, k=size)) for size in (20, 40))
            row = {"instruction": f"{number}: {ask}?", "input": "", "output": f"{tell}."}
            file.write(json.dumps(row) + "\n")


def main() -> None:
    model_dir, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as name:
        dataset = Path(name) / "rows.jsonl"
        write_rows(dataset, count)
        begin, cpu = time.perf_counter(), time.process_time()
        prepared = prepare(Config(), model_dir, dataset, Path(name) / "cache")
        seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
        tokens = int(prepared.train.lengths.sum())
        prepared.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} rows, {tokens / 1e6:.1f} M tokens: {seconds:.1f} s, {cpu:.1f} CPU s, "
        f"{count / seconds:.0f} rows/s, peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
