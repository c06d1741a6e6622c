"""Everything that differs between operating systems, and what is not there on this one.

Knows sessions, scopes, subreapers, locks and sleep as Linux has them; elsewhere on POSIX a function
does less and says so. Only Linux is tested. Does not know what a run is.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from deeptuner.words import Message, message

PR_SET_PDEATHSIG: Final = 1  # <linux/prctl.h>
PR_SET_CHILD_SUBREAPER: Final = 36
SYSTEMD_RUN: Final = ("systemd-run", "--user", "--scope", "--quiet", "--collect")
INHIBIT: Final = ("systemd-inhibit", "--what=sleep:idle", "--who=DeepTuner", "--mode=block")
TOOL_SECONDS: Final = 5.0  # how long a tool of the system may take to say whether it works


def run_detached(
    command: Sequence[str], *, environment: Mapping[str, str], folder: Path, log: Path
) -> tuple[int, Message | None]:
    """Run `command` in a session of its own, where it should leave a process behind and return.

    Returns its exit code, and what keeps it from having a systemd scope of its own, if anything.
    """
    missing = why_no_scope()
    prefix = () if missing else SYSTEMD_RUN
    with log.open("ab") as output:
        ended = subprocess.run(
            [*prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
            check=False,
        )
    return ended.returncode, missing


@cache
def why_no_scope() -> Message | None:
    """Why a process cannot get a systemd scope of the user's; None when it can."""
    return _why_not([*SYSTEMD_RUN, "true"])


def leave_behind() -> int:
    """Fork; the child goes on and gets a pipe to say on that it has begun (`begun`).

    The parent waits for that word and exits: 0 when it came, 1 when the child died before.
    """
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        return writing
    os.close(writing)
    os._exit(0 if os.read(reading, 1) else 1)


def begun(pipe: int) -> None:
    os.write(pipe, b"1")
    os.close(pipe)


def adopt_orphans() -> bool:
    """Become the parent of every descendant whose own parent dies. False where that is unknown."""
    return _prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_with_parent() -> None:
    """In a new child: be killed when the parent dies. Does nothing where that is unknown."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def reap() -> None:
    """Take the exit codes of adopted processes, so that none stays as a zombie."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return


def hold_sleep(why: str) -> subprocess.Popen[bytes] | Message:
    """Keep the machine awake until `release` or this process's end; else what is missing."""
    missing = _why_not([*INHIBIT, "true"])
    if missing:
        return missing
    # `cat` ends when our end of the pipe closes, however we die, and the hold ends with it.
    return subprocess.Popen(
        [*INHIBIT, f"--why={why}", "cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def release(held: subprocess.Popen[bytes]) -> None:
    if held.stdin:
        held.stdin.close()
    held.wait()


def try_lock(handle: int) -> bool:
    """Take the lock on an open file until it is closed or we die; False when another has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def private_folder() -> Path:
    """A folder of this user that all their programs share until the machine restarts."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    base = Path(given) if given and os.access(given, os.W_OK) else Path("/tmp")  # noqa: S108
    folder = base / f"deeptuner-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def oom_kills() -> int:
    """How many processes the kernel has killed for lack of memory since boot; 0 if unknown."""
    try:
        lines = Path("/proc/vmstat").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


def _prctl(option: int, value: int) -> bool:
    if sys.platform != "linux":
        return False
    done: int = ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
    return done == 0


def _why_not(command: Sequence[str]) -> Message | None:
    if shutil.which(command[0]) is None:
        return message("runs.not-on-this-system", name=command[0])
    try:
        ended = subprocess.run(command, capture_output=True, check=False, timeout=TOOL_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return message("runs.tool-fails", name=command[0])
    return message("runs.tool-fails", name=command[0]) if ended.returncode else None
