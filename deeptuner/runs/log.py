"""The program's own lines in a run's log, among what the processes print.

Knows how a line looks. Does not know why it is written; what matters is an event.
"""

from __future__ import annotations

import time
from contextlib import suppress

from deeptuner.runs.folder import RunFolder
from deeptuner.words import Message, render


def log_line(run: RunFolder, said: Message | str) -> None:
    """Add a line for whoever reads the log from top to bottom. A full disk loses it."""
    text = said if isinstance(said, str) else render(said)
    stamp = time.strftime("%Y-%m-%d %H:%M:%S")
    with suppress(OSError), run.log_file.open("a") as file:
        file.write(f"[deeptuner {stamp}] {text}\n")
