"""The place that a merged model is written to: room for it, and nobody else who writes there.

Does not know what is written.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from deeptuner.errors import InputError, RunError
from deeptuner.files import is_part_of, require_name, require_place, telling_why
from deeptuner.runs.merge_mark import read_mark
from deeptuner.runs.merge_reports import LONGER
from deeptuner.words import message
from deeptuner.words.sizes import size_of

SPARE: Final = 64_000_000  # bytes for config and tokenizer, and a little air


def check_place(output: Path, sources: Collection[Path], overwrite: bool) -> None:
    """Raises InputError when a merged model may not be put in the place of `output`, RunError when
    it cannot be.

    What lies there must have been made by a merge to be replaced, and hold none of `sources`.
    """
    require_name(output, LONGER)
    for source in (path.resolve() for path in sources):
        if source == output or output in source.parents:
            raise _refused("source", output, folder=str(source))
    with telling_why(output):
        if output.exists():
            _check_replaceable(output, overwrite)
    require_place(output, folder=True)


def _check_replaceable(output: Path, overwrite: bool) -> None:
    if not output.is_dir() or (any(output.iterdir()) and read_mark(output) is None):
        raise _refused("not-a-merge", output)
    if not overwrite:
        raise _refused("exists", output)


def _refused(what: str, output: Path, **gaps: str) -> InputError:
    fix = message("engine.merge.fix-exists" if what == "exists" else "engine.merge.fix-place")
    return InputError(message(f"engine.merge.{what}", **gaps), where=str(output), fix=fix)


def check_room(output: Path, size: int) -> None:
    """Raises RunError unless `size` bytes and the small files beside them fit where `output` will
    lie."""
    need = size + SPARE
    free = shutil.disk_usage(output.parent).free
    if free < need:
        raise RunError(
            message("engine.merge.no-room", need=size_of(need), free=size_of(free)),
            where=str(output.parent),
            fix=message("common.free-space"),
        )


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """One merge at a time into a folder; what a killed one left behind is cleared away."""
    handle = os.open(output.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(message("engine.merge.busy"), where=str(output.parent)) from None
        for left in output.parent.iterdir():
            if is_part_of(left, output):
                shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        os.close(handle)
