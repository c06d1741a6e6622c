"""Where a run's folder is while the run works, whatever it is called by then.

Knows the folder by its lock, which the supervisor holds open, on systems that tell where an open
file is. Does not know what is done about it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from deeptuner.errors import RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.words import message

OPEN_FILES: Final = Path("/proc/self/fd")  # man 5 proc


class Whereabouts:
    """Of `run`, whose lock is open as `lock`."""

    def __init__(self, run: RunFolder, lock: int) -> None:
        self._run = run
        self._lock = lock

    def now(self) -> RunFolder:
        """The run's folder where it is now; where it was, if it was deleted."""
        held = os.fstat(self._lock)
        if held.st_nlink == 0:
            return self._run
        with suppress(OSError):
            if os.path.samestat(held, self._run.lock_file.stat()):
                return self._run
        with suppress(OSError):
            lock = (OPEN_FILES / str(self._lock)).readlink()
            below = self._run.lock_file.relative_to(self._run.path).parts
            return RunFolder(lock.parents[len(below) - 1])
        return self._run

    def moved(self) -> RunError | None:
        """What there is to tell when the folder is not where the run began."""
        now = self.now()
        if now == self._run:
            return None
        fix = message("runs.moved-fix", run=now.name)
        return RunError(message("runs.moved"), where=str(now.path), fix=fix)

    def require(self) -> None:
        """Raises RunError when the folder is not where the run began: what works there writes to
        paths that are no more."""
        if moved := self.moved():
            raise moved
