"""A preparation after which a run on the CPU is watched as one on GPUs.

`python -m tests.support.on_gpus 0,1 RUN_DIR`: the plan names the GPUs, and nothing else knows of
them, so that sensors that are only played have something to do.
"""

from __future__ import annotations

import sys
from pathlib import Path

from deeptuner.engine.prepare import prepare
from deeptuner.files import read_json, write_json
from deeptuner.runs.folder import RunFolder


def main(gpus: list[int], run: RunFolder) -> None:
    prepare(run)
    write_json(run.plan_file, {**read_json(run.plan_file), "gpus": gpus})


if __name__ == "__main__":
    main([int(number) for number in sys.argv[-2].split(",")], RunFolder(Path(sys.argv[-1])))
