"""Files that are whole or absent, and logs that survive a kill at any byte.

Knows: write beside, fsync, rename; append one line with one write; read lines and skip a torn last
one; which names and places the system takes. Does not know what the files mean.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import orjson

from deeptuner.errors import DeepTunerError, InputError, RunError
from deeptuner.words import message

AT_FDCWD: Final = -100  # linux/fcntl.h: names are from the working folder on
RENAME_EXCHANGE: Final = 2  # linux/fs.h
PART = ".part-"  # what a name begins with while it is being written
RANDOM: Final = 8  # characters behind that which make the name its own
NAME_MAX: Final = 255  # bytes of a name, where the system does not tell
SHOWN: Final = 40  # characters that are told of a name which is too long
NUMBER: Final = re.compile(r"\[Errno (\d+)\]")  # how the system's refusals begin in words


def require_place(path: Path, *, folder: bool = False, spare: int = 0) -> None:
    """Raises unless a file can be written at `path`, so that no work is done in vain.

    With `folder` a folder is meant; `spare` is as for `require_name`. Folders above it need not be
    there yet. Nothing is left behind, and what is at `path` stays as it is. Raises InputError for a
    name that nothing can have and where something else is, RunError where nothing may be written.
    """
    require_name(path, spare)
    if os.path.lexists(path) and not (path.is_dir() if folder else path.is_file()):
        raise _of_another_kind(path, folder=folder)
    trial = _nearest(path) / path.name  # only a trial tells: /proc takes no files even of root's
    with _writing_to(trial):
        handle, part = _new_part(trial)
        os.close(handle)
        part.unlink()


def require_name(path: Path, spare: int = 0) -> None:
    """Raises InputError for a path that the system would not even look for; looks at nothing else.

    `spare` is how many bytes longer the names of what is written beside it are.
    """
    try:
        encoded = os.fsencode(path)
    except UnicodeEncodeError:
        encoded = bytes(1)
    if 0 in encoded:  # no `where`: it could not be shown either
        raise InputError(message("common.bad-name"), fix=message("common.other-name"))
    told = _long_name(path, spare)
    if told is not None:
        raise told
    try:
        os.lstat(path)
    except OSError as error:  # any other refusal is told of when something is to be written
        if error.errno == errno.ENAMETOOLONG:
            raise _long_path(path) from error


def part_ending(path: Path) -> str:
    """What the name of an unfinished `path` ends with: its own, of a long one only the last bytes,
    so that there is room for what is put before it."""
    room = _name_max(path.parent) - len(PART) - RANDOM
    return os.fsencode(path.name)[-room:].decode(errors="ignore")


def is_part_of(left: Path, path: Path) -> bool:
    """Whether `left` is called as an unfinished `path` is."""
    name = left.name
    return name.startswith(PART) and name[len(PART) + RANDOM :] == part_ending(path)


def write_bytes(path: Path, content: bytes) -> None:
    """Replace `path` by `content` so that a reader, or a crash, sees the old or the new whole.

    Raises RunError when the disk is full or the folder cannot be written to.
    """
    with _writing_to(path):
        handle, part = _new_part(path)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
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
    with _writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = _new_part_folder(path)
        try:
            part.chmod(0o777 & ~_umask())
            yield part
            sync_tree(part)
            if replace and path.exists():
                _exchange(part, path)
                sync_folder(path.parent)
                shutil.rmtree(part)
            else:
                part.rename(path)
                sync_folder(path.parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A new file that appears under its name only when the block ends well.

    Yields a place beside `path` to write to; on success it is synced and replaces `path`; on
    failure nothing is left, and what `path` held is as before.
    """
    with _writing_to(path):
        handle, part = _new_part(path)
        try:
            os.close(handle)
            yield part
            _sync_file(part)
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def _new_part(path: Path) -> tuple[int, Path]:
    """A new file to write `path` to until it is whole, opened."""
    with _making_in(path.parent):
        handle, name = tempfile.mkstemp(prefix=PART, suffix=part_ending(path), dir=path.parent)
    return handle, Path(name)


def _new_part_folder(path: Path) -> Path:
    with _making_in(path.parent):
        return Path(tempfile.mkdtemp(prefix=PART, suffix=part_ending(path), dir=path.parent))


@contextmanager
def _making_in(folder: Path) -> Iterator[None]:
    """A folder that takes no files, as /proc, says that the new one is not there."""
    try:
        yield
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder)) from error


def _exchange(new: Path, old: Path) -> None:
    """Each takes the other's name, at once where the system can, so that a kill leaves one whole.

    Where it cannot (other systems, some network drives), nothing has the name for a moment.
    """
    if _renameat2(new, old):
        return
    aside = old.rename(_new_part_folder(old))
    try:
        new.rename(old)
    except BaseException:
        aside.rename(old)
        raise
    aside.rename(new)


def _renameat2(new: Path, old: Path) -> bool:
    """Linux's exchange of two names; False when there is none here, or not on this file system."""
    library = ctypes.CDLL(None)
    if not hasattr(library, "renameat2"):
        return False
    names = os.fsencode(new.absolute()), os.fsencode(old.absolute())
    done: int = library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE)
    return done == 0


def append_line(path: Path, line: bytes) -> None:
    """Append one line with one write; if the file ends in a torn line, begin on a new one."""
    with _writing_to(path):
        with _making_in(path.parent):
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
    _sync_file(path)  # a folder is synced as a file is


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    for root, _, names in os.walk(folder):
        for name in names:
            _sync_file(Path(root) / name)
        sync_folder(Path(root))


@contextmanager
def _writing_to(path: Path) -> Iterator[None]:
    """As `telling_why`; and a folder that is not there is told, which whoever reads may expect."""
    try:
        with telling_why(path):
            yield
    except FileNotFoundError as error:
        told = _no_folder(path)
        if told is None:
            raise
        raise told from error


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
    number = _number(error)
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return RunError(
            message("common.disk-full", path=str(path.parent)),
            where=str(path),
            fix=message("common.free-space"),
        )
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return RunError(
            message("common.read-only", path=str(path.parent)),
            where=str(path),
            fix=message("common.choose-writable"),
        )
    if number == errno.ENAMETOOLONG:
        return _long_name(path) or _long_path(path)
    if number == errno.EISDIR and path.is_dir():
        return _of_another_kind(path, folder=False)
    if number in (errno.ENOTDIR, errno.EEXIST):
        return _no_folder(path)
    return None


def _number(error: OSError) -> int | None:
    """Why the system refused. `shutil.copytree` raises one error for all that it could not copy,
    which tells of each in words alone: the first counts."""
    if not isinstance(error, shutil.Error) or not isinstance(error.args[0], list):
        return error.errno
    told = (NUMBER.match(why) for _, _, why in error.args[0])
    return next((int(found[1]) for found in told if found), None)


def _no_folder(path: Path) -> DeepTunerError | None:
    """That the folder of `path` is none; None when it is one, and something else was missed."""
    there = _nearest(path)
    if not there.is_dir():
        return _of_another_kind(there, folder=True)
    if there == path.absolute().parent:
        return None
    return RunError(
        message("common.not-found", path=str(path.parent)),
        where=str(path),
        fix=message("common.check-path"),
    )


def _of_another_kind(path: Path, *, folder: bool) -> InputError:
    what = "common.not-a-folder" if folder else "common.not-a-file"
    return InputError(message(what, path=str(path)), fix=message("common.other-place"))


def _long_name(path: Path, spare: int = 0) -> InputError | None:
    """What to tell of the first name in `path` that is too long. Others than the last are given no
    spare bytes."""
    limit = _name_max(_nearest(path))
    for one in reversed((path, *path.parents)):
        allowed = limit - spare if one == path else limit
        size = len(os.fsencode(one.name))
        if size > allowed:
            short = one.name if len(one.name) <= SHOWN else f"{one.name[:SHOWN]}…"
            return InputError(
                message("common.name-too-long", name=short, size=size, limit=allowed),
                where=str(one.parent),
                fix=message("common.shorter-name"),
            )
    return None


def _long_path(path: Path) -> InputError:
    shown = str(path)[:SHOWN]
    return InputError(
        message("common.path-too-long"), where=f"{shown}…", fix=message("common.shorter-name")
    )


def _nearest(path: Path) -> Path:
    """What `path` lies in, or the nearest above that which is there."""
    above = path.absolute().parents
    return next((one for one in above if os.path.lexists(one)), Path("/"))


def _name_max(folder: Path) -> int:
    """How many bytes a name in `folder` may have."""
    try:
        return os.pathconf(folder, "PC_NAME_MAX")
    except (OSError, ValueError):
        return NAME_MAX


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


Progress = Callable[[int, int], None]  # (done, total)
