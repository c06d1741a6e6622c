"""Which process it is: a pid alone may belong to somebody else by now.

Knows how to name a process so that the name is never given twice: pid, start time, boot. Does not
know what the process does.
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

PROC: Final = Path("/proc")
HAS_PROC: Final = (PROC / "self/stat").exists()  # Linux


@dataclass(frozen=True, slots=True)
class Identity:
    """A process: its `pid`, when it started (`start`, clock ticks since boot on Linux), and the
    boot of the machine that this counts from."""

    pid: int
    start: int
    boot: str

    def alive(self) -> bool:
        """Whether this very process still runs; a zombie does not."""
        return self.boot == boot_id() and start_of(self.pid) == self.start

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def identity_from_json(value: Any) -> Identity | None:
    """The identity in a file, None when there is none or it is not one."""
    try:
        return Identity(int(value["pid"]), int(value["start"]), str(value["boot"]))
    except (TypeError, KeyError, ValueError):
        return None


def identity_of(pid: int) -> Identity | None:
    """The identity of a running process, None when there is none with that pid."""
    start = start_of(pid)
    return None if start is None else Identity(pid, start, boot_id())


def own_identity() -> Identity:
    found = identity_of(os.getpid())
    assert found is not None, "a process that runs has a start time"
    return found


def start_of(pid: int) -> int | None:
    """When process `pid` started; None when it does not run (any more)."""
    if HAS_PROC:
        return _start_from_proc(pid)
    return _start_from_psutil(pid)


def _start_from_proc(pid: int) -> int | None:
    try:
        text = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    # Fields count from the last ")": a program's name may hold spaces and brackets (proc(5)).
    fields = text[text.rindex(")") + 2 :].split()
    return None if fields[0] in "ZXx" else int(fields[19])


def _start_from_psutil(pid: int) -> int | None:
    import psutil

    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        return int(process.create_time() * 1000)
    except psutil.Error:
        return None


@cache
def boot_id() -> str:
    """What names this boot of the machine; another after each restart."""
    if HAS_PROC:
        return (PROC / "sys/kernel/random/boot_id").read_text().strip()
    import psutil

    return str(int(psutil.boot_time()))
