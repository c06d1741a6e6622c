"""Keeps `None` and `True` alive under PySide6 6.12 on Python 3.11.

Knows one defect: each time Qt hands an empty value to Python (`index.data()`, `property()`, every
call without a result) PySide6 6.12.0 takes away a reference to None that it never had, and one to
True each time a signal is emitted. From Python 3.12 on both are immortal and nothing happens; on
3.11 a window would be aborted with "deallocating None" after some thousand calls. PySide6 6.11 does
not have it. Does not know anything else.
"""

from __future__ import annotations

import ctypes
import sys

HELD = 1 << 40  # more references than a window can lose in years


def hold_none() -> None:
    """Give them so many references that those taken by mistake do no harm."""
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for held in (None, True, False):
            ctypes.c_ssize_t.from_address(id(held)).value += HELD
