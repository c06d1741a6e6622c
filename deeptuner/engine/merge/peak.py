"""The most memory that this process has held, since it was last forgotten.

Knows Linux's files about a process. Does not know what the memory is for.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

STATUS: Final = Path("/proc/self/status")
CLEAR: Final = Path("/proc/self/clear_refs")
FORGET: Final = "5"  # what makes the system begin to count anew


def forget_peak() -> None:
    """From now on, where the system can; else the peak stays that of the whole process."""
    with suppress(OSError):
        CLEAR.write_text(FORGET)


def peak_memory() -> int | None:
    """Bytes, libraries and file pages included; None where the system does not tell."""
    with suppress(OSError):
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None
