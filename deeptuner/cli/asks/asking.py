"""One ask while it is being answered: cancelled or not, how far it is, what is kept open.

Knows nothing of any ask, nor of how answers are written.
"""

from __future__ import annotations

import subprocess
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from deeptuner.errors import DataError, EngineError, Interrupted
from deeptuner.home import expanded
from deeptuner.words import message

Params = Mapping[str, Any]
Made = TypeVar("Made")

KEPT: Final = 12  # tokenizers, data files and results that stay open
LOOK: Final = 0.1  # seconds between two looks whether a child is still wanted


class Shelf:
    """What stays open between asks, by key; the one not used for longest goes first.

    Two asks that need the same thing at once make it once. Its makers' keys name content
    (`identity`), so that a changed file is opened anew.
    """

    def __init__(self, room: int = KEPT) -> None:
        self._room = room
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under `key`, else what `make` makes; what it raises is not kept."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._held:
                    self._held.move_to_end(key)
                    found: Made = self._held[key]
                    return found
            try:
                made = make()
            except BaseException:
                with self._lock:
                    self._making.pop(key, None)
                raise
            self.put(key, made)
            return made

    def peek(self, key: Hashable) -> Any:
        """What is kept under `key`, or None."""
        with self._lock:
            return self._held.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._room:
                gone, _ = self._held.popitem(last=False)
                self._making.pop(gone, None)


@dataclass(slots=True)
class Asking:
    """What an ask is given beside its parameters."""

    shelf: Shelf = field(default_factory=Shelf)
    cancelled: threading.Event = field(default_factory=threading.Event)
    tell: Callable[[Mapping[str, Any]], None] = lambda _: None

    def check(self) -> None:
        """Raises Interrupted once nobody wants the answer any more. Call it in loops."""
        if self.cancelled.is_set():
            raise Interrupted(message("cli.worker.cancelled"))

    def progress(self, done: float, total: float) -> None:
        """How far it is; `total` is 0 while it is not known."""
        self.check()
        self.tell({"done": done, "total": total})

    def run(self, command: Sequence[str]) -> bytes:
        """What a command prints; it ends with the ask. Raises EngineError when it fails."""
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as child:
            try:
                while True:
                    with suppress(subprocess.TimeoutExpired):
                        printed, said = child.communicate(timeout=LOOK)
                        break
                    self.check()
            except BaseException:
                child.kill()
                raise
        if child.returncode:
            lines = said.decode(errors="replace").strip().splitlines() or ["–"]
            gaps = {"command": command[-1], "code": child.returncode, "last": lines[-1]}
            raise EngineError(message("cli.child.ended", **gaps))
        return printed


def path_of(params: Params, name: str) -> Path:
    """A path that an ask needs. Raises DataError when it was not given."""
    given = params.get(name)
    if not isinstance(given, str) or not given.strip():
        raise DataError(message("cli.worker.missing", name=name))
    return expanded(given)


def identity(path: Path) -> Hashable:
    """Changes when the file does: path, size, time of the last change, inode.

    A folder is what its files are, one level deep and below as far as datasets go.
    """
    from deeptuner.runs.datasets import files_below

    paths = [path, *files_below(path)] if path.is_dir() else [path]
    found = []
    for one in paths:
        with suppress(OSError):
            seen = one.stat()
            found.append((str(one), seen.st_size, seen.st_mtime_ns, seen.st_ino))
    return tuple(found)
