"""Prepared data, kept under the experiment and found again by content.

Knows keys made from file contents, locks between processes, and how much room the cache may take.
Does not know what is kept: each entry is a folder that its maker fills.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
import xxhash

from deeptuner.data.store import checksum
from deeptuner.files import PART, read_json, sync_folder, telling_why, write_json

LIMIT = 20 * 2**30  # bytes; about four billion tokens
LOCKS = "locks"
HASHES = "hashes.json"
KNOWN_FILES = 4096  # whose hashes are remembered
SETTLED = 2.0  # seconds after which a file's times tell of a change for sure
WAIT = 0.2  # seconds between two looks at a lock

Tick = Callable[[], None]  # called now and then; raises to stop the work


class Cache:
    """A folder of entries. Several processes may use it at once, building or reading.

    An entry is built under its build lock, by one process at a time, and is deleted only while
    nobody holds a lease on it.
    """

    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self.folder = folder
        self.limit = LIMIT if limit is None else limit
        with telling_why(folder / LOCKS):
            (folder / LOCKS).mkdir(parents=True, exist_ok=True)

    @contextmanager
    def building(self, name: str, tick: Tick = lambda: None) -> Iterator[Path]:
        """The entry's path, while no other process builds it. Waits; `tick` may raise to stop."""
        handle = self._lock_file(name, "build")
        try:
            while not _locked(handle, fcntl.LOCK_EX):
                tick()
                time.sleep(WAIT)
            self._sweep(name)
            yield self.folder / name
        finally:
            os.close(handle)

    def lease(self, name: str) -> Lease:
        """Marks an entry as used now; it is not deleted before the lease is closed."""
        handle = self._lock_file(name, "use")
        with telling_why(self.folder):
            fcntl.flock(handle, fcntl.LOCK_SH)
            with suppress(FileNotFoundError):
                os.utime(self.folder / name)
        return Lease(handle)

    def remove(self, name: str) -> None:
        """Delete an entry or a folder in one, in one step as others see it, while building it."""
        path = self.folder / name
        gone = path.with_name(f"{PART}{time.time_ns()}{path.name}")
        with telling_why(path), suppress(FileNotFoundError):
            path.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
            sync_folder(path.parent)

    def make_room(self, keep: str) -> None:
        """Delete the entries that were not used for longest until all fit; never one in use."""
        entries = sorted(self._entries(), key=lambda path: path.stat().st_mtime_ns)
        sizes = {path.name: folder_size(path) for path in entries}
        total = sum(sizes.values())
        for path in entries:
            if total <= self.limit:
                return
            if path.name != keep and self._remove_if_idle(path.name):
                total -= sizes[path.name]

    def content_hash(self, path: Path, tick: Tick = lambda: None) -> str:
        """xxh3 of a file's content.

        A file whose identity, size and times are those of an earlier call is not read again, if
        the times were already old then: a change within the clock's grain could not hide.
        """
        known = self._known_hashes()
        before = _stamp(path)
        entry = known.pop(str(path), None)
        if entry and entry["stamp"] == before:
            return str(entry["hash"])
        found = checksum(path, tick)
        if _stamp(path) == before and time.time_ns() - max(before[2:]) > SETTLED * 1e9:
            known[str(path)] = {"stamp": before, "hash": found}
            write_json(self.folder / HASHES, dict(list(known.items())[-KNOWN_FILES:]))
        return found

    def _known_hashes(self) -> dict[str, Any]:
        try:
            return dict(read_json(self.folder / HASHES))
        except (OSError, ValueError, TypeError):
            return {}

    def _entries(self) -> Iterator[Path]:
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != LOCKS and not path.name.startswith(PART):
                yield path

    def _remove_if_idle(self, name: str) -> bool:
        handles = [self._lock_file(name, kind) for kind in ("build", "use")]
        try:
            if not all(_locked(handle, fcntl.LOCK_EX) for handle in handles):
                return False
            self.remove(name)
            return True
        finally:
            for handle in handles:
                os.close(handle)

    def _sweep(self, name: str) -> None:
        """Delete what a killed process left of this entry."""
        for path in (*self.folder.glob(f"{PART}*{name}"), *self.folder.glob(f"{name}/{PART}*")):
            shutil.rmtree(path, ignore_errors=True)

    def _lock_file(self, name: str, kind: str) -> int:
        path = self.folder / LOCKS / f"{name}.{kind}"
        with telling_why(path):
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)


class Lease:
    """Holds an entry in the cache until closed, collected, or the process ends."""

    def __init__(self, handle: int) -> None:
        self.close = weakref.finalize(self, os.close, handle)


def key_of(parts: Mapping[str, Any]) -> str:
    """A name for what `parts` (JSON values) describe: 32 hexadecimal digits."""
    return xxhash.xxh3_128_hexdigest(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS))


@cache
def code_version() -> str:
    """Changes with the code that turns rows into tokens: this package and `tokenizers`."""
    folder = Path(__file__).parent
    summed = xxhash.xxh3_64((version("tokenizers") + version("jinja2")).encode())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".jinja")):
        summed.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return summed.hexdigest()


def hash_files(paths: Iterable[Path]) -> dict[str, str]:
    """The hashes of those of the paths that are files, by name."""
    return {path.name: checksum(path) for path in paths if path.is_file()}


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder; files that vanish meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
