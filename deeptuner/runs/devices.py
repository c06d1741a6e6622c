"""Which run uses which GPU of this machine, so that two runs do not share one unknowingly.

A GPU is claimed by a lock that the kernel lifts when its holder dies. Knows GPUs by their number
only. Does not see what other programs do on a GPU.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from deeptuner.errors import RunError
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.platform import private_folder, try_lock
from deeptuner.words import Message, message

LOCKS: Final = Path("/proc/locks")  # one a line, the file's inode behind its device


@dataclass(slots=True)
class Claim:
    """Devices that are ours until `release`. `warning` tells of a shared CPU."""

    warning: Message | None = None
    handles: list[int] = field(default_factory=list)

    def release(self) -> None:
        for handle in self.handles:
            os.close(handle)
        self.handles.clear()


def claim(run: RunFolder, gpus: Sequence[int]) -> Claim:
    """Claim the GPUs, or the CPU when there are none.

    Raises RunError when a GPU is taken; a shared CPU is only warned of.
    """
    taken = Claim()
    if not gpus:
        other = _take(taken, "cpu", run)
        taken.warning = message("runs.cpu-busy", other=other) if other else None
        return taken
    busy = {gpu: other for gpu in sorted(gpus) if (other := _take(taken, f"gpu{gpu}", run))}
    if busy:
        taken.release()
        raise RunError(
            message(
                "runs.gpus-busy",
                gpus=", ".join(map(str, busy)),
                other=", ".join(sorted(set(busy.values()))),
            ),
            fix=message("runs.gpus-busy-fix"),
        )
    return taken


def holder(gpu: int) -> str | None:
    """The run that has claimed a GPU, None when it is free (or nothing can be known).

    Looks at the kernel's list of locks and takes none, so that it cannot get in a claim's way.
    """
    lock = private_folder() / f"gpu{gpu}.lock"
    try:
        number = lock.stat().st_ino
        held = {line.split()[5].split(":")[-1] for line in LOCKS.read_text().splitlines()}
        if str(number) not in held:
            return None
        return lock.read_text(errors="replace").strip() or "?"
    except (OSError, IndexError):
        return None


def _take(taken: Claim, name: str, run: RunFolder) -> str:
    """Lock one device for `run`; the name of the run that has it, when another does."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(private_folder() / f"{name}.lock", flags, 0o600)
    if not try_lock(handle):
        other = os.pread(handle, 4096, 0).decode(errors="replace").strip()
        os.close(handle)
        return other or "?"
    os.ftruncate(handle, 0)
    os.pwrite(handle, run.name.encode(), 0)
    taken.handles.append(handle)
    return ""
