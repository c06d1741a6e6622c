"""Being told to end is being interrupted: what was begun is cleared away.

Knows signals. Does not know any command.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn


def interrupt_when_told() -> None:
    """From now on SIGTERM ends a command as Ctrl-C does."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
