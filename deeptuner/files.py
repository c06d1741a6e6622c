"""Files that are whole or absent, and logs that survive a kill at any byte.

Knows: write beside, fsync, rename; append one line with one write; read lines and skip a torn last
one. Does not know what the files mean.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from deeptuner.errors import DeepTunerError, RunError
from deeptuner.words import message

PART = ".part-"  # what a name begins with while it is being written


def write_bytes(path: Path, content: bytes) -> None:
    """Replace `path` by `content` so that a reader, or a crash, sees the old or the new whole.

    Raises RunError when the disk is full or the folder cannot be written to.
    """
    with telling_why(path):
        handle, name = tempfile.mkstemp(prefix=PART, suffix=path.name, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def write_text(path: Path, content: str) -> None:
    write_bytes(path, content.encode())


def write_json(path: Path, value: Any) -> None:
    write_bytes(path, orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def read_json(path: Path) -> Any:
    return orjson.loads(path.read_bytes())


@contextmanager
def whole_folder(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """A new folder that appears under its name only when the block ends well.

    Yields a folder beside `path` to fill; on success every file in it is synced and the folder is
    renamed to `path`, which must not exist unless it is to be replaced; on failure nothing is left,
    and what `path` held is as before.
    """
    with telling_why(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=PART, suffix=path.name, dir=path.parent))
        try:
            part.chmod(0o777 & ~_umask())
            yield part
            sync_tree(part)
            old = _set_aside(path) if replace and path.exists() else None
            part.rename(path)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync_folder(path.parent)
        if old is not None:
            shutil.rmtree(old)


def _set_aside(path: Path) -> Path:
    aside = Path(tempfile.mkdtemp(prefix=PART, suffix=path.name, dir=path.parent))
    return path.rename(aside)


def append_line(path: Path, line: bytes) -> None:
    """Append one line with one write; if the file ends in a torn line, begin on a new one."""
    with telling_why(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            size = os.lseek(handle, 0, os.SEEK_END)
            torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            os.write(handle, (b"\n" if torn else b"") + line.rstrip(b"\n") + b"\n")
        finally:
            os.close(handle)


def append_json(path: Path, value: Any) -> None:
    append_line(path, orjson.dumps(value))


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    for root, _, names in os.walk(folder):
        for name in names:
            handle = os.open(os.path.join(root, name), os.O_RDONLY)  # noqa: PTH118 - from os.walk
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        sync_folder(Path(root))


@contextmanager
def telling_why(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals into errors a person understands."""
    try:
        yield
    except OSError as error:
        told = _explain(error, path)
        if told is None:
            raise
        raise told from error


def _explain(error: OSError, path: Path) -> DeepTunerError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return RunError(
            message("common.disk-full", path=str(path.parent)),
            where=str(path),
            fix=message("common.free-space"),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return RunError(
            message("common.read-only", path=str(path.parent)),
            where=str(path),
            fix=message("common.choose-writable"),
        )
    return None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


Progress = Callable[[int, int], None]  # (done, total)
