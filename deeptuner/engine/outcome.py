"""The end of a run: its best adapter or model becomes the result.

Knows which checkpoint that is and what of it belongs to the result. Does not train.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from deeptuner.engine.checkpoint.layout import TRAINING
from deeptuner.engine.checkpoint.plain_adapter import Beginning, make_plain
from deeptuner.engine.checkpoint.store import Found, best, checkpoints, discard
from deeptuner.engine.merge.companions import complete
from deeptuner.errors import EngineError
from deeptuner.files import whole_folder
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message


def write_result(
    run: RunFolder, model_dir: Path, *, adapter: bool, beginning: Beginning | None = None
) -> Found:
    """Copy the best checkpoint's weights (the newest's, when nothing was evaluated) into `adapter/`
    or `model/`, replacing what an earlier attempt of this run left there. Rank 0 only.

    With `beginning`, the result is made an ordinary adapter; a model is made one that other
    programs read as they read the base in `model_dir`.
    Raises RunError when the disk is full, EngineError when there is no checkpoint.
    """
    found = checkpoints(run)
    chosen = best(found) or (found[-1] if found else None)
    if chosen is None:
        raise EngineError(message("engine.train.nothing-saved"), where=str(run.checkpoints_dir))
    target = run.adapter_dir if adapter else run.model_dir
    with whole_folder(target) as new:
        shutil.copytree(
            chosen.path, new, dirs_exist_ok=True, ignore=shutil.ignore_patterns(TRAINING)
        )
        if beginning is not None:
            make_plain(new, beginning)
        if not adapter:
            complete(new, model_dir)
        if target.exists():
            discard(target)
    return chosen
