"""What the computer around the GPUs does: processor, memory, and the disk that a run writes to."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import psutil

from deeptuner.monitor.sensors.reading import MIB, ask
from deeptuner.monitor.telemetry.columns import HOST_COLUMNS, Reading, plausible

COLUMNS: Final = {column.name: column for column in HOST_COLUMNS}

psutil.cpu_percent()  # the first call has nothing to compare with and answers 0


def read_host(folder: Path) -> Reading:
    """The columns of HOST_COLUMNS; `disk_free` of the disk that `folder` lies on.

    The processor's share is of the time since the last call. What cannot be read is missing.
    """
    memory = ask(psutil.virtual_memory)
    disk = ask(shutil.disk_usage, folder)
    values = {
        "cpu": ask(psutil.cpu_percent),
        "ram_used": None if memory is None else (memory.total - memory.available) / MIB,
        "ram_total": None if memory is None else memory.total / MIB,
        "disk_free": None if disk is None else disk.free / MIB,
    }
    found = {name: plausible(COLUMNS[name], value) for name, value in values.items()}
    return {name: value for name, value in found.items() if value is not None}
