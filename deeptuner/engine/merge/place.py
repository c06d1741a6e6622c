"""The place that a merged model is written to: room for it, and nobody else who writes there.

Who writes to a place holds a lock on a small file beside it, which says how many bytes the model
will take and goes with its holder; one that a kill left behind is held by nobody. Does not know
what is written.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from deeptuner.errors import InputError, RunError
from deeptuner.files import PART, is_part_of, require_name, require_place, telling_why
from deeptuner.runs.merge_mark import read_mark
from deeptuner.runs.merge_reports import LONGER
from deeptuner.words import message
from deeptuner.words.sizes import size_of

SPARE: Final = 64_000_000  # bytes for config and tokenizer, and a little air
LOCK: Final = f"{PART}locked--"  # how a lock's name begins: unfinished, with what is never random
GLANCE: Final = 0.05  # seconds that nobody takes to look whether a lock is held
BLOCK: Final = 512  # bytes that the system counts a file's room in


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
    lie, with what other merges beside it have yet to write."""
    need = size + SPARE
    free = shutil.disk_usage(output.parent).free
    others = sum(map(_left_to_write, _others(output)))
    if free - others < need:
        sizes = {"need": size_of(need), "free": size_of(free)}
        raise RunError(
            message("engine.merge.no-room-beside", **sizes, others=size_of(others))
            if free >= need
            else message("engine.merge.no-room", **sizes),
            where=str(output.parent),
            fix=message("common.free-space"),
        )


def check_alone(output: Path) -> None:
    """Raises RunError while another merge writes to `output`. Takes nothing, leaves nothing."""
    if _is_held(_lock_of(output.resolve())):
        raise _busy(output)


@contextmanager
def alone(output: Path, size: int = 0) -> Iterator[None]:
    """One merge at a time into a folder; what a killed one left behind is cleared away. `size`:
    bytes that it will take, for others to reckon with."""
    lock = _lock_of(output)
    with telling_why(output):
        handle = _held(output, lock)
    try:
        with telling_why(output):
            os.truncate(handle, 0)  # a killed merge may have announced more
            os.pwrite(handle, str(size).encode(), 0)
        for left in _parts(output):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.unlink(missing_ok=True)  # while it is held: nobody else's can be in its place
        os.close(handle)


def _held(output: Path, lock: Path) -> int:
    """The lock, open and ours. One that went between being opened and being held was not."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            if not _taken(handle):
                raise _busy(output)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), lock.stat()):
                    return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _taken(handle: int) -> bool:
    """Twice: somebody may only be looking whether it is held."""
    for pause in (GLANCE, 0.0):
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(pause)
    return False


def _is_held(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # none there; or what is wrong is told when it is to be taken
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _lock_of(output: Path) -> Path:
    return output.with_name(LOCK + output.name)


def _others(output: Path) -> Iterator[Path]:
    """The places beside `output` that are being written to."""
    for lock in output.parent.glob(f"{LOCK}*"):
        if lock != _lock_of(output) and _is_held(lock):
            yield output.with_name(lock.name.removeprefix(LOCK))


def _left_to_write(output: Path) -> int:
    """Bytes of what its merge has announced; none where that cannot be read."""
    try:
        announced = int(_lock_of(output).read_text())
        files = [file.stat() for part in _parts(output) for file in part.rglob("*")]
    except (OSError, ValueError):  # it ended meanwhile, or has only begun
        return 0
    return max(0, announced - sum(BLOCK * one.st_blocks for one in files))


def _parts(output: Path) -> list[Path]:
    """Unfinished folders of the place; its lock is a file."""
    return [one for one in output.parent.iterdir() if is_part_of(one, output) and one.is_dir()]


def _busy(output: Path) -> RunError:
    return RunError(message("engine.merge.busy"), where=str(output))
