"""What a run goes on from: its own newest whole checkpoint, or one that the settings name.

Knows the choice and what it means for the data's order. Does not load tensors.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import orjson

from deeptuner.engine.checkpoint.layout import is_whole
from deeptuner.engine.checkpoint.standing import DataOrder, Standing, read_standing
from deeptuner.engine.checkpoint.store import newest_whole
from deeptuner.engine.collective import gathered, world_size
from deeptuner.engine.ranks import rank
from deeptuner.engine.telling import Teller
from deeptuner.engine.trainer import Resume
from deeptuner.errors import RunError
from deeptuner.home import expanded
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message

NONE: Final = ""


def choose_checkpoint(run: RunFolder, resume_from: str | None, teller: Teller) -> Path | None:
    """The checkpoint to go on from, on all ranks the same; None to begin anew.

    The run's own checkpoints come first: `resume_from` is where its first attempt began. Raises
    RunError when `resume_from` is needed and is not a whole checkpoint.
    """
    chosen = str(_choose(run, resume_from, teller) or NONE) if rank() == 0 else NONE
    chosen = gathered(chosen)[0]
    return Path(chosen) if chosen else None


def resume_point(folder: Path, order: DataOrder, teller: Teller) -> Resume | None:
    """Where to go on; None when only the weights can be taken over, which is told.

    Tells too when the plan has changed, so that random numbers or steps are not quite the same.
    """
    standing = _standing(folder)
    if not standing.order.same_permutation(order):
        teller.warn(message("engine.resume.other-data", path=folder.name))
        return None
    if standing.order.batch != order.batch:
        step, _, _ = standing.steps_under(order)
        teller.warn(message("engine.resume.other-batch", before=standing.step, now=step))
    elif standing.world_size != world_size():
        teller.warn(
            message("engine.resume.other-world", before=standing.world_size, now=world_size())
        )
    return Resume(folder, standing)


def _choose(run: RunFolder, resume_from: str | None, teller: Teller) -> Path | None:
    own, damaged = newest_whole(run)
    for path in damaged:
        teller.warn(message("engine.resume.damaged", path=path.name))
    if own is not None or resume_from is None:
        return own
    folder = expanded(resume_from)
    if not is_whole(folder):
        raise RunError(
            message("engine.resume.no-checkpoint", path=resume_from),
            where="checkpoints.resume_from",
            fix=message("engine.resume.no-checkpoint-fix"),
        )
    return folder.resolve()


def _standing(folder: Path) -> Standing:
    try:
        return read_standing(folder)
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise RunError(
            message("engine.resume.no-checkpoint", path=str(folder)),
            where=str(folder),
            fix=message("engine.resume.no-checkpoint-fix"),
        ) from error
