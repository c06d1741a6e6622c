"""A model or dataset from elsewhere on this machine brought into an experiment: linked, or copied.

Knows names and endings, links, copies and room on the disk. Does not judge whether it is a model or
a dataset.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from deeptuner.errors import InputError, RunError
from deeptuner.files import telling_why, whole_file, whole_folder
from deeptuner.runs.datasets import kind_of
from deeptuner.words import message
from deeptuner.words.sizes import size_of

Progress = Callable[[int, int], None]  # bytes copied, bytes in all
CHUNK: Final = 1 << 22  # bytes copied at once
SPARE: Final = 64_000_000  # bytes that stay free on the disk
NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)


def free_name(home: Path, name: str) -> Path:
    """Where something called `name` would lie in `home`. Raises InputError when it is taken."""
    if name != Path(name).name or name.startswith(".") or not name.strip():
        raise InputError(
            message("runs.add.bad-name", name=name), fix=message("runs.add.bad-name-fix")
        )
    target = home / name
    if os.path.lexists(target):
        raise InputError(
            message("runs.add.taken", name=name, folder=str(home)),
            where=str(target),
            fix=message("runs.add.taken-fix"),
        )
    return target


def refuse_other_ending(path: Path, name: str) -> None:
    """Raises InputError when the data file `path` would be read as something else under `name`. A
    folder may have any name."""
    ending = "" if path.is_dir() else data_ending(path)
    if ending and data_ending(Path(name)).lower() != ending.lower():
        raise InputError(
            message("runs.add.ending", ending=ending),
            fix=message("runs.add.ending-fix", name=_without_ending(name) + ending),
        )


def data_ending(file: Path) -> str:
    """`.jsonl.gz` of `rows.jsonl.gz`; empty where the file's own name promises no data."""
    if kind_of(file) is None:
        return ""
    packed = file.suffix if file.suffix.lower() == ".gz" else ""
    return Path(file.name.removesuffix(packed)).suffix + packed


def _without_ending(name: str) -> str:
    return name.removesuffix(data_ending(Path(name)))


def refuse_inside(path: Path, home: Path) -> None:
    """Raises InputError when `path` is in `home` already."""
    if path.absolute().parent == home.absolute() or path.resolve().parent == home.resolve():
        raise InputError(
            message("runs.add.already", path=str(path)),
            where=str(path),
            fix=message("runs.add.already-fix"),
        )


def link(path: Path, target: Path) -> None:
    """`target` leads to `path` from now on. Raises InputError where the disk knows no links."""
    with telling_why(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.symlink_to(path.absolute(), target_is_directory=path.is_dir())
        except OSError as error:
            if error.errno not in NO_LINKS or not os.access(target.parent, os.W_OK):
                raise
            raise InputError(
                message("runs.add.no-links", folder=str(target.parent)),
                where=str(target),
                fix=message("runs.add.no-links-fix"),
            ) from error


def copy(
    path: Path, target: Path, progress: Progress, wanted: Callable[[Path], bool] = lambda _: True
) -> None:
    """Copy a file or folder; `target` appears when all of it is there, and not otherwise.

    In a folder only files that are `wanted` are copied; links are followed, hidden files left.
    Raises RunError when there is no room.
    """
    with telling_why(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            files = [file for file in _files(path) if wanted(file)]
            total = sum(file.stat().st_size for file in files)
            require_room(target.parent, total)
            with whole_folder(target) as part:
                places = {file: part / file.relative_to(path) for file in files}
                _copy_all(places, total, progress)
        else:
            size = path.stat().st_size
            require_room(target.parent, size)
            with whole_file(target) as place:
                _copy_all({path: place}, size, progress)


def _copy_all(places: Mapping[Path, Path], total: int, progress: Progress) -> None:
    done = 0
    for file, place in places.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        with file.open("rb") as source, place.open("wb") as sink:
            while block := source.read(CHUNK):
                sink.write(block)
                done += len(block)
                progress(done, total)


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder, links followed, without hidden ones."""
    for root, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root) / name for name in sorted(names) if not name.startswith("."))


def require_room(folder: Path, needed: int) -> None:
    """Raises RunError when the disk of `folder` has no room for `needed` bytes."""
    need, free = needed + SPARE, shutil.disk_usage(folder).free
    if need > free:
        raise RunError(
            message("runs.no-room", need=size_of(need), have=size_of(free)),
            where=str(folder),
            fix=message("common.free-space"),
        )
