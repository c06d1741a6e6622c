"""Keeps `None` alive under PySide6 6.12 on Python 3.11.

Knows one defect: each time Qt hands an empty value to Python (`index.data()`, `property()`,
`currentData()` without one) PySide6 6.12.0 takes away a reference to None that it never had. From
Python 3.12 on None is immortal and nothing happens; on 3.11 a window would be aborted with
"deallocating None" after some thousand empty cells. PySide6 6.11 does not have it. Does not know
anything else.
"""

from __future__ import annotations

import ctypes
import sys

HELD = 1 << 40  # more references than a window can lose in years


def hold_none() -> None:
    """Give None so many references that those taken by mistake do no harm."""
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        ctypes.c_ssize_t.from_address(id(None)).value += HELD
