"""The processes that a test has started and that still run."""

from __future__ import annotations

import os
from contextlib import suppress

import psutil


def children() -> set[psutil.Process]:
    """Those that run. Looked for only where the system says that there is any: it is quicker to
    ask, and most tests have none."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return set()
    return {one for one in psutil.Process().children() if _runs(one)}


def _runs(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False
