"""One rank of a trial, as torchrun starts it: `python -m tests.support.rank TRIAL_FOLDER MODEL`."""

from __future__ import annotations

import sys
from pathlib import Path

from torch import distributed

from deeptuner.data.store import TokenStore
from deeptuner.engine.plan import read_plan
from deeptuner.engine.train import Opened, train
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.rank_side import SupervisorLink
from deeptuner.settings.load import load_config
from tests.support.recipe import Asked, Ready


def main(folder: Path, model: Path) -> None:
    run = RunFolder(folder / "run")
    evaluated = folder / "eval"
    prepared = Ready(
        TokenStore(folder / "train"),
        TokenStore(evaluated) if evaluated.exists() else None,
        prompts=(Asked([3, 10, 11]),),
    )
    with SupervisorLink(run) as link:
        train(
            run,
            load_config(run.settings_file),
            read_plan(run.plan_file),
            Opened(prepared, model, model),  # type: ignore[arg-type]
            link,
        )
    if distributed.is_initialized():
        distributed.destroy_process_group()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
