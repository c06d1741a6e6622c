"""The real recipe, started by the real launcher, that also writes down how weights are spread.

`python -m tests.support.shards RUN_DIR` leaves `shards-<rank>.json`: by parameter its kind, its
whole number of rows, and the rows that this rank holds. And `listening-<rank>.json`: by process
(the launcher and this rank) the addresses at which it listens while training.
"""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
from torch import nn

from deeptuner.engine import ranks, train
from deeptuner.engine.callbacks import start
from deeptuner.engine.plan import Plan
from deeptuner.files import write_json


def main(run_dir: Path) -> None:
    def seen(plan: Plan, wrapped: nn.Module) -> None:
        found = {
            name: [type(weight).__name__, weight.shape[0], _local(weight).shape[0]]
            for name, weight in wrapped.named_parameters()
        }
        write_json(run_dir / f"shards-{ranks.rank()}.json", found)
        write_json(run_dir / f"listening-{ranks.rank()}.json", _listening())
        ranks.check_model(plan, wrapped)

    start.check_model = seen
    train.main(run_dir)


def _listening() -> dict[str, list[str]]:
    here = psutil.Process()
    launcher = here.parent()
    assert launcher is not None
    return {
        name: [one.laddr.ip for one in process.net_connections("inet") if one.status == "LISTEN"]
        for name, process in (("launcher", launcher), ("rank", here))
    }


def _local(weight: nn.Parameter) -> nn.Parameter:
    return weight.to_local() if hasattr(weight, "to_local") else weight


if __name__ == "__main__":
    main(Path(sys.argv[1]))
